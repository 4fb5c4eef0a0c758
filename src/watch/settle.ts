/**
 * Collects hints until the disk falls quiet, or until they have waited long enough.
 *
 * @module
 */
import { dirname } from 'node:path';

/** chokidar and editors split one action over some 100 ms; a batch has to outlast that. */
const LEAST_QUIET = 150;

/** A steady stream of changes must not starve whoever waits for hints. */
const LONGEST_WAIT = 1000;

/** Beyond this many paths their folders are hinted instead, which bounds memory and says no less. */
const MOST_PATHS = 5000;

/** Where hints go, and when. Times are milliseconds. */
export interface SettleOptions {
  /** Absolute path no hint is generalised beyond. */
  readonly root: string;
  readonly onHints: (paths: ReadonlySet<string>) => void;
  readonly settle?: number | undefined;
  readonly settleAtMost?: number | undefined;
}

/** Collects hints and delivers them in batches. */
export class Settle {
  readonly #options: SettleOptions;
  readonly #quietTime: number;
  readonly #longestWait: number;
  #paths = new Set<string>();
  #quiet: NodeJS.Timeout | undefined;
  #deadline: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: SettleOptions) {
    this.#options = options;
    this.#quietTime = Math.max(LEAST_QUIET, options.settle ?? LEAST_QUIET);
    this.#longestWait = Math.max(this.#quietTime, options.settleAtMost ?? LONGEST_WAIT);
  }

  /** Whether hints wait to be delivered. */
  get pending(): boolean {
    return this.#paths.size > 0;
  }

  /** Adds a hint; it is delivered after this call, never within it. */
  add(path: string): void {
    if (this.#closed) return;
    this.#paths.add(path);
    if (this.#paths.size > MOST_PATHS) this.#generalise();
    this.#deadline ??= setTimeout(() => this.#deliver(), this.#longestWait);
    this.#quiet = this.#quiet?.refresh() ?? setTimeout(() => this.#deliver(), this.#quietTime);
  }

  /** Delivers nothing more. */
  close(): void {
    this.#closed = true;
    this.#paths.clear();
    this.#clearTimers();
  }

  #deliver(): void {
    this.#clearTimers();
    const paths = withoutCovered(this.#paths, this.#options.root);
    this.#paths = new Set();
    this.#options.onHints(paths);
  }

  #clearTimers(): void {
    clearTimeout(this.#quiet);
    clearTimeout(this.#deadline);
    this.#quiet = undefined;
    this.#deadline = undefined;
  }

  #generalise(): void {
    const { root } = this.#options;
    while (this.#paths.size > MOST_PATHS) {
      this.#paths = new Set([...this.#paths].map((path) => (path === root ? root : dirname(path))));
    }
  }
}

/** The paths that no other path stands for already. */
function withoutCovered(paths: ReadonlySet<string>, root: string): ReadonlySet<string> {
  const isCovered = (path: string) => {
    for (let folder = path; folder !== root; ) {
      const parent = dirname(folder);
      if (parent === folder) return false;
      if (paths.has(parent)) return true;
      folder = parent;
    }
    return false;
  };
  return new Set([...paths].filter((path) => !isCovered(path)));
}
