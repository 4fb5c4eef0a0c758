/**
 * What can go wrong with watching, told once each: one exhausted limit fails every further watch, and
 * nobody reads thousands of the same.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { type Problem, problem } from '../problems/problem.ts';

/** Where Linux keeps the limits of inotify. */
const LIMITS = '/proc/sys/fs/inotify';

/** What the larger distributions set where many files are watched. */
const AMPLE = { max_user_watches: 524_288, max_user_instances: 512 } as const;

/** An inotify limit, named as Linux names it. */
type InotifyLimit = keyof typeof AMPLE;

/** The value of an inotify limit, such as `max_queued_events`; `undefined` where there is no inotify. */
export function inotifyLimit(name: InotifyLimit | 'max_queued_events'): number | undefined {
  try {
    return Number(readFileSync(`${LIMITS}/${name}`, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Whether an error code of a watch means that the system allows no more of them. */
export function isLimit(code: string | undefined): code is 'ENOSPC' | 'EMFILE' {
  return code === 'ENOSPC' || code === 'EMFILE';
}

/** Reports problems of one watcher, each kind once. */
export class WatchProblems {
  readonly #onProblem: (problem: Problem) => void;
  readonly #told = new Set<string>();

  constructor(onProblem: (problem: Problem) => void) {
    this.#onProblem = onProblem;
  }

  /** The system refuses further watches: `ENOSPC` for want of watches, `EMFILE` for want of instances. */
  limit(code: 'ENOSPC' | 'EMFILE'): void {
    const name = code === 'ENOSPC' ? 'max_user_watches' : 'max_user_instances';
    const value = inotifyLimit(name);
    const limit = value === undefined ? '' : `: fs.inotify.${name} is ${value}`;
    this.#tell(
      code,
      'watch.limit',
      `The system allows too few file watches for this folder${limit}.`,
      cure(name),
    );
  }

  /** Watches do not suffice for the inside of assets, which is left to the sweep. */
  shallow(folders: number): void {
    const value = inotifyLimit('max_user_watches');
    const message =
      `The folder has ${folders} folders, too many to watch inside assets with fs.inotify.max_user_watches ` +
      `at ${value}; replaced originals are noticed at the next sweep.`;
    this.#tell('shallow', 'watch.limit', message, cure('max_user_watches'));
  }

  /** The watched folder is gone. */
  rootGone(): void {
    const hint = 'Put the folder back; watching goes on by itself.';
    this.#tell('gone', 'watch.failed', 'The watched folder is gone.', hint);
  }

  /** The watched folder is back; its next going is told again. */
  rootBack(): void {
    this.#told.delete('gone');
  }

  /** Anything else, by its error. */
  failed(cause: Error): void {
    const hint = 'Restart oakling; if it happens again, start it with --poll.';
    this.#tell(cause.message, 'watch.failed', `Watching failed: ${cause.message}.`, hint);
  }

  #tell(kind: string, code: 'watch.limit' | 'watch.failed', message: string, hint: string): void {
    if (this.#told.has(kind)) return;
    this.#told.add(kind);
    this.#onProblem(problem(code, { path: '.', message, hint }));
  }
}

function cure(name: InotifyLimit): string {
  const wanted = Math.max(AMPLE[name], 2 * (inotifyLimit(name) ?? 0));
  return `Run "sudo sysctl fs.inotify.${name}=${wanted}" and restart oakling, or start it with --poll.`;
}
