/**
 * Hooks: commands run on events, for automation on file changes without writing a plugin.
 *
 * @module
 */
import type { ChangeKind } from '../repository/change.ts';
import type { OaklingEvent } from './events.ts';

/** One hook of the configuration. */
export interface Hook {
  /** Events it runs on. */
  readonly on: readonly OaklingEvent['event'][];
  /** Globs on the event's JCR path, for a move on either path; absent means every event. */
  readonly paths?: readonly string[];
  /** For changes: only these kinds. */
  readonly kinds?: readonly ChangeKind[];
  /**
   * A shell command. It gets the event as one line of JSON on stdin, and `OAKLING_EVENT`, `OAKLING_PATH`
   * and `OAKLING_KIND` in its environment.
   */
  readonly run: string;
  /** Folder the command runs in. Default: the configuration file's, in the library that of the process. */
  readonly cwd?: string;
  /** Seconds until the command is stopped. Default 60. */
  readonly timeout?: number;
  /** How many of this hook's commands run at once. Default 1: in the order of events. */
  readonly concurrency?: number;
}
