/**
 * From what was thrown to words and an exit code.
 *
 * @module
 */
import { CommanderError } from 'commander';
import { InvalidConfigurationError } from '../configuration/invalid-configuration.ts';
import { OaklingGoneError } from '../control/connect.ts';
import { errorCode } from '../disk/errors.ts';
import { GitError } from '../git/run-git.ts';
import { NoTreeError } from '../repository/locate-tree.ts';
import { TreeLockedError } from '../repository/state/lock.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { printProblem } from './print-problem.ts';
import { Printer } from './printer.ts';
import type { Surroundings } from './surroundings.ts';
import { UsageError } from './usage-error.ts';

/** Errors whose message says all. */
const SURROUNDINGS = [NoTreeError, TreeLockedError, OaklingGoneError, GitError];

/** Errors of the system that a person can mend, with the hint how. */
const SYSTEM_HINTS: Readonly<Record<string, string>> = {
  EACCES: 'Check who may read and write there.',
  EPERM: 'Check who may read and write there.',
  EROFS: 'The file system is read-only; `status` and `explain` work nevertheless.',
  ENOSPC: 'Make room on the disk, or allow more file watches (fs.inotify.max_user_watches).',
  EMFILE: 'Allow more open files (ulimit -n).',
  ENFILE: 'Too many files are open on this system.',
};

/** Says what went wrong on stderr, and answers the exit code. */
export function reportFailure(failure: unknown, surroundings: Surroundings): ExitCode {
  // Commander has said its words already; asking for help or the version is no failure.
  if (failure instanceof CommanderError) return failure.exitCode === 0 ? EXIT.ok : EXIT.usage;
  const printer = new Printer(surroundings, { json: false, quiet: false, verbose: false });
  const say = (text: string) => printer.complain(`oakling: ${text}`);
  if (failure instanceof InvalidConfigurationError) {
    for (const found of failure.problems) printProblem(printer, found);
    return EXIT.usage;
  }
  if (!(failure instanceof Error)) {
    say(String(failure));
    return EXIT.internal;
  }
  if (failure instanceof UsageError) {
    say(failure.message);
    return EXIT.usage;
  }
  if (SURROUNDINGS.some((kind) => failure instanceof kind)) {
    say(failure.message);
    return EXIT.environment;
  }
  const hint = SYSTEM_HINTS[errorCode(failure) ?? ''];
  if (hint !== undefined) {
    say(`${failure.message}. ${hint}`);
    return EXIT.environment;
  }
  printer.complain(failure.stack ?? failure.message);
  say(
    'this is a bug. Please report it with the lines above and what you did in the issue tracker of oakling.',
  );
  return EXIT.internal;
}
