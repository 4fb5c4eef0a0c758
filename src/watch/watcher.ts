/**
 * The contract of a watcher: it only ever says "look here". What happened is found by comparing
 * index and disk (`repository/compare`), so an extra hint costs time and a wrong one costs nothing;
 * a missing one would cost a change, and the contract suite is about that.
 *
 * @module
 */
import type { Problem } from '../problems/problem.ts';
import type { WatchRules } from './watch-rules.ts';

/** Tells a watcher what to watch and whom to tell. Times are milliseconds. */
export interface WatchOptions {
  /** Absolute path of the folder to watch. */
  readonly root: string;
  /** What in it is none of our business; as data, because watchers may live in another thread. */
  readonly rules: WatchRules;
  /**
   * Called with settled batches of absolute paths that may differ from what was known. A path stands
   * for itself and, if it is a folder, everything below it. Never called concurrently with itself.
   */
  readonly onHints: (paths: ReadonlySet<string>) => void;
  /** Called with what limits or ends the watching, such as too few inotify watches. */
  readonly onProblem: (problem: Problem) => void;
  /** Quiet time before hints are delivered; default and least 150, so that both ends of a move arrive together. */
  readonly settle?: number | undefined;
  /** Hints are delivered after this time even if the disk never falls quiet. Default 1000. */
  readonly settleAtMost?: number | undefined;
  /** How often the whole root is hinted, for what no event told; 0 turns it off. Default 60,000. */
  readonly sweep?: number | undefined;
  /** How long polling rests between two walks; longer by itself where walks are long. Default 1000. */
  readonly pollInterval?: number | undefined;
}

/** A running watcher. */
export interface Watcher {
  readonly kind: 'chokidar' | 'directory' | 'polling';
  /** True while hints are being collected but not yet delivered. */
  readonly pending: boolean;
  /** Stops watching; no hint is delivered after it. */
  close(): Promise<void>;
}

/**
 * Starts a watcher and resolves once every change made from then on will be hinted.
 * @throws the I/O error when the root cannot be looked at.
 */
export type StartWatcher = (options: WatchOptions) => Promise<Watcher>;
