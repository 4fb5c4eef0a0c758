/**
 * The contract of a watcher: it only ever says "look here". What happened is found by comparing
 * index and disk (`repository/reconcile`), so an extra hint costs time and a wrong one costs nothing;
 * a missing one would cost a change, and the contract suite is about that.
 *
 * @module
 */
import type { Problem } from '../problems/problem.ts';

/** Tells a watcher what to watch and whom to tell. */
export interface WatchOptions {
  /** Absolute path of the folder to watch. */
  readonly root: string;
  /**
   * Whether a path (absolute) is none of our business: state folders, version control, temp files.
   * Ignored folders are not descended into.
   */
  readonly ignored: (path: string) => boolean;
  /**
   * Called with settled batches of absolute paths that may differ from what was known. A path stands
   * for itself and, if it is a folder, everything below it. Never called concurrently with itself.
   */
  readonly onHints: (paths: ReadonlySet<string>) => void;
  /** Called with what limits or ends the watching, such as too few inotify watches. */
  readonly onProblem: (problem: Problem) => void;
  /** Quiet time before hints are delivered, in milliseconds; at least 150 (chokidar holds unlinks 100 ms). */
  readonly settle?: number;
  /** Hints are delivered after this many milliseconds even if the disk never falls quiet. */
  readonly settleAtMost?: number;
}

/** A running watcher. */
export interface Watcher {
  readonly kind: 'chokidar' | 'directory' | 'polling';
  /** True while hints are being collected but not yet delivered. */
  readonly pending: boolean;
  /** Stops watching; no hint is delivered after it. */
  close(): Promise<void>;
}

/** Starts a watcher and resolves once every change made from then on will be hinted. */
export type StartWatcher = (options: WatchOptions) => Promise<Watcher>;
