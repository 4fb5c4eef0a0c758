import { describe, expect, it, vi } from 'vitest';
import { createRenditionQueue, type Job } from './rendition-queue.ts';

/** A job that ends when told to. */
function gate() {
  let open: () => void = () => {};
  let signal: AbortSignal | undefined;
  const ended = new Promise<void>((resolve) => {
    open = resolve;
  });
  const job = vi.fn<Job>((given) => {
    signal = given;
    return ended;
  });
  return { job, open, stopped: () => signal?.aborted };
}

const queueOf = (options: { concurrency?: number; patience?: number } = {}) => {
  const onFailure = vi.fn();
  return { queue: createRenditionQueue({ ...options, onFailure }), onFailure };
};

describe('the rendition queue', () => {
  it('runs two at a time, in the order they came', async () => {
    const { queue } = queueOf();
    const [first, second, third] = [gate(), gate(), gate()];
    queue.add('/a', first.job);
    queue.add('/b', second.job);
    queue.add('/c', third.job);
    expect(third.job).not.toHaveBeenCalled();
    second.open();
    await vi.waitFor(() => expect(third.job).toHaveBeenCalledOnce());
    first.open();
    third.open();
    await queue.idle();
  });

  it('keeps only the newest job of an asset', async () => {
    const { queue } = queueOf({ concurrency: 1 });
    const [busy, outdated, newest] = [gate(), gate(), gate()];
    queue.add('/other', busy.job);
    queue.add('/a', outdated.job);
    queue.add('/a', newest.job);
    busy.open();
    newest.open();
    await queue.idle();
    expect(outdated.job).not.toHaveBeenCalled();
    expect(newest.job).toHaveBeenCalledOnce();
  });

  it('stops a running job for a newer one, and never runs both at once', async () => {
    const { queue, onFailure } = queueOf();
    const [old, fresh] = [gate(), gate()];
    queue.add('/a', old.job);
    queue.add('/a', fresh.job);
    expect(old.stopped()).toBe(true);
    expect(fresh.job).not.toHaveBeenCalled();
    old.open();
    await vi.waitFor(() => expect(fresh.job).toHaveBeenCalledOnce());
    fresh.open();
    await queue.idle();
    expect(onFailure).not.toHaveBeenCalled();
  });

  it('reports failures and goes on', async () => {
    const { queue, onFailure } = queueOf({ concurrency: 1 });
    const failure = new Error('no luck');
    const next = gate();
    next.open();
    queue.add('/a', () => Promise.reject(failure));
    queue.add('/b', () => {
      throw failure;
    });
    queue.add('/c', next.job);
    await queue.idle();
    expect(onFailure.mock.calls).toEqual([
      ['/a', failure],
      ['/b', failure],
    ]);
    expect(next.job).toHaveBeenCalledOnce();
  });

  it('gives up a job that never ends', async () => {
    const { queue, onFailure } = queueOf({ concurrency: 1, patience: 5 });
    const endless = gate();
    const next = gate();
    next.open();
    queue.add('/a', endless.job);
    queue.add('/b', next.job);
    await queue.idle();
    expect(endless.stopped()).toBe(true);
    expect(onFailure).toHaveBeenCalledExactlyOnceWith('/a', new Error('given up after 5 ms'));
    expect(next.job).toHaveBeenCalledOnce();
  });

  it('drops the work on an asset that is gone', async () => {
    const { queue, onFailure } = queueOf({ concurrency: 1 });
    const [running, waiting] = [gate(), gate()];
    queue.add('/a', running.job);
    queue.add('/b', waiting.job);
    queue.drop('/b');
    queue.drop('/a');
    expect(running.stopped()).toBe(true);
    running.open();
    await queue.idle();
    expect(waiting.job).not.toHaveBeenCalled();
    expect(onFailure).not.toHaveBeenCalled();
  });

  it('is idle at once when it has nothing to do', async () => {
    await queueOf().queue.idle();
  });

  it('closes without starting anything more', async () => {
    const { queue } = queueOf({ concurrency: 1 });
    const [running, waiting] = [gate(), gate()];
    queue.add('/a', running.job);
    queue.add('/b', waiting.job);
    const closed = queue.close();
    running.open();
    await closed;
    expect(running.stopped()).toBe(true);
    expect(waiting.job).not.toHaveBeenCalled();
    expect(() => queue.add('/c', waiting.job)).toThrow('the queue is closed');
  });
});
