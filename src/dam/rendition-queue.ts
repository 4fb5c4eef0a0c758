/**
 * Background work on assets, a few at a time, where only the newest request for each asset counts.
 *
 * @module
 */

/** One piece of work. It should stop early when the signal is aborted; it need not. */
export type Job = (signal: AbortSignal) => Promise<void>;

/** How a queue works. */
export interface QueueOptions {
  /** Jobs at the same time; 2 unless told. */
  readonly concurrency?: number;
  /** Milliseconds after which a job is given up, so that none blocks the others; two minutes unless told. */
  readonly patience?: number;
  /** Told of a job that rejected or was given up. Must not throw. */
  readonly onFailure: (path: string, cause: unknown) => void;
}

/** A running queue. */
export interface RenditionQueue {
  /**
   * Asks for work on an asset. A job of the same path that has not begun is replaced; one that is
   * running is told to stop, and the new one begins when it has.
   * @throws Error after `close`.
   */
  add(path: string, job: Job): void;
  /** Drops the work on an asset that is gone. */
  drop(path: string): void;
  /** Resolves when nothing waits or runs. */
  idle(): Promise<void>;
  /** Drops what waits, stops what runs, and resolves once nothing does. */
  close(): Promise<void>;
}

/** Starts a queue. */
export function createRenditionQueue({
  concurrency = 2,
  patience = 120_000,
  onFailure,
}: QueueOptions): RenditionQueue {
  const waiting = new Map<string, Job>();
  const running = new Map<string, AbortController>();
  let whenIdle: (() => void)[] = [];
  let closed = false;

  const startNext = () => {
    for (const [path, job] of waiting) {
      if (running.size >= concurrency) return;
      if (running.has(path)) continue;
      waiting.delete(path);
      void run(path, job);
    }
    if (running.size > 0 || waiting.size > 0) return;
    for (const resolve of whenIdle) resolve();
    whenIdle = [];
  };

  const run = async (path: string, job: Job) => {
    const control = new AbortController();
    running.set(path, control);
    try {
      await inTime(job(control.signal), patience);
    } catch (cause) {
      const superseded = control.signal.aborted;
      control.abort(cause);
      if (!superseded) onFailure(path, cause);
    } finally {
      running.delete(path);
      startNext();
    }
  };

  return {
    add(path, job) {
      if (closed) throw new Error('the queue is closed');
      waiting.delete(path);
      waiting.set(path, job);
      running.get(path)?.abort();
      startNext();
    },
    drop(path) {
      waiting.delete(path);
      running.get(path)?.abort();
    },
    idle() {
      return new Promise((resolve) => {
        whenIdle.push(resolve);
        startNext();
      });
    },
    close() {
      closed = true;
      waiting.clear();
      for (const control of running.values()) control.abort();
      return this.idle();
    },
  };
}

/** Rejects when a promise takes too long; what it was doing goes on unheeded. */
async function inTime(work: Promise<void>, patience: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`given up after ${patience} ms`)), patience);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
