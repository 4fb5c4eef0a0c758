/**
 * How the command ends. The numbers are API: scripts branch on them (docs/cli.md).
 *
 * @module
 */

/** Exit codes of every verb. */
export const EXIT = {
  /** Done; a `start` that was stopped and finished what was under way ends so too. */
  ok: 0,
  /** Done, but something was found or refused: rows, or problems of severity error. */
  findings: 1,
  /** The command line or the configuration is wrong; nothing was done. */
  usage: 2,
  /** The surroundings do not allow it: no such tree, locked, no permission, no space. */
  environment: 3,
  /** A bug in oakling. */
  internal: 70,
  /** Stopped at once by Ctrl-C. */
  interrupted: 130,
  /** Stopped at once by SIGTERM. */
  terminated: 143,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
