import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { publicationOf } from '../../../test/support/publications.ts';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import type { Problem } from '../../problems/problem.ts';
import type { ReplicationTarget } from '../../publish/targets/replication-target.ts';
import { BlobFolder } from '../embedded/blob-folder.ts';
import { inMemoryStore } from '../in-memory-store.ts';
import { backOff, DEFAULT_RETRY } from './back-off.ts';
import type { DeliveryEvent, Request } from './delivery.ts';
import { createQueue, type QueueOptions } from './queue.ts';

const put = (path: string, original = path): Request => ({
  action: 'put',
  publication: publicationOf(path, { original }),
});
const remove = (path: string): Request => ({ action: 'remove', channel: 'aem', path });

/** A target whose answers the test gives. */
class Post implements ReplicationTarget {
  readonly name: string = 'post';
  readonly channel = 'aem';
  /** Whether it answers by itself. */
  isOpen = true;
  broken: string | undefined;
  readonly calls: string[] = [];
  readonly #waiting: (() => void)[] = [];
  async put({ path, original }: { path: string; original: string | undefined }): Promise<void> {
    await this.#answer(`put ${path} ${readFileSync(original ?? '', 'utf8')}`);
  }
  async remove(path: string): Promise<void> {
    await this.#answer(`remove ${path}`);
  }
  /** Answers everything that waits, and from now on by itself. */
  open(): void {
    this.isOpen = true;
    for (const answer of this.#waiting.splice(0)) answer();
  }
  async #answer(call: string): Promise<void> {
    this.calls.push(call);
    if (!this.isOpen) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.broken !== undefined) throw new Error(this.broken);
  }
}

/** Waits that are over when the test says so. */
function handTimer() {
  const waits: { readonly milliseconds: number; readonly callback: () => void }[] = [];
  return {
    waits,
    timer: (milliseconds: number, callback: () => void) => {
      const wait = { milliseconds, callback };
      waits.push(wait);
      return () => void waits.splice(waits.indexOf(wait), 1);
    },
    next: () => waits.shift()?.callback(),
  };
}

function opened(options: Partial<QueueOptions> = {}, folder = temporaryFolder()) {
  const events: DeliveryEvent[] = [];
  const problems: Problem[] = [];
  const post = new Post();
  const { timer, waits, next } = handTimer();
  const queue = createQueue({
    file: join(folder, 'queue.log'),
    blobs: new BlobFolder(join(folder, 'blobs')),
    targets: [post],
    timer,
    random: () => 1,
    clock: () => new Date('2026-01-02T03:04:05.678Z'),
    onEvent: (event) => events.push(event),
    report: (problem) => problems.push(problem),
    ...options,
  });
  const told = () => events.map(({ state, delivery }) => `${state} ${delivery.path}`);
  return { queue, post, folder, events, told, problems, waits, next };
}

describe('the queue of publications', () => {
  it('delivers what was published as it was then, and tells every state', async () => {
    const { queue, post, told, events } = opened();
    const publication = publicationOf('/a', { original: 'then' });
    post.isOpen = false;
    await queue.enqueue({ action: 'put', publication });
    writeFileSync(publication.original ?? '', 'edited afterwards');
    post.open();
    await queue.idle();
    expect(post.calls).toEqual(['put /a then']);
    expect(told()).toEqual(['created /a', 'queued /a', 'distributed /a', 'imported /a']);
    expect(events[0]?.delivery).toMatchObject({
      target: 'post',
      action: 'put',
      at: '2026-01-02T03:04:05.678Z',
    });
    expect(queue.states()).toEqual({
      created: 0,
      queued: 0,
      distributed: 0,
      imported: 1,
      dropped: 0,
      parked: 0,
    });
  });

  it('goes to every target of the channel, and to no other', async () => {
    const stores = [inMemoryStore('aem', 'one'), inMemoryStore('aem', 'two'), inMemoryStore('dynamicMedia')];
    const { queue } = opened({ targets: stores });
    await queue.enqueue(put('/a'));
    await queue.idle();
    const held = await Promise.all(stores.map((store) => store.get('/a')));
    expect(held.map((snapshot) => snapshot?.channel)).toEqual(['aem', 'aem', undefined]);
  });

  it('keeps the order of a path and drops what a newer step makes pointless', async () => {
    const { queue, post, events } = opened();
    post.isOpen = false;
    await queue.enqueue(put('/a', '1'));
    await nextTurn();
    await queue.enqueue(put('/a', '2'), put('/b', '1'));
    await queue.enqueue(remove('/a'));
    await queue.enqueue(put('/a', '3'));
    expect(post.calls.filter((call) => call.includes('/a'))).toEqual(['put /a 1']);
    post.open();
    await queue.idle();
    expect(post.calls.filter((call) => call.includes('/a'))).toEqual(['put /a 1', 'put /a 3']);
    const dropped = events.filter(({ state }) => state === 'dropped');
    expect(dropped.map(({ delivery, reason }) => [delivery.id, delivery.action, reason])).toEqual([
      [2, 'put', 'A newer publication of the path takes its place.'],
      [4, 'remove', 'A newer publication of the path takes its place.'],
    ]);
  });

  it('has no more under way than it may', async () => {
    const { queue, post } = opened({ concurrency: 2 });
    post.isOpen = false;
    await queue.enqueue(...['/a', '/b', '/c', '/d'].map((path) => put(path)));
    await nextTurn();
    expect(queue.states()).toMatchObject({ distributed: 2, queued: 2 });
    post.open();
    await queue.idle();
    expect(post.calls).toHaveLength(4);
  });

  it('enqueues together all or nothing', async () => {
    const { queue, post } = opened();
    const broken: Request = { action: 'put', publication: { ...publicationOf('/b'), original: '/nowhere' } };
    await expect(queue.enqueue(put('/a'), broken)).rejects.toThrow('/nowhere');
    await queue.drained();
    expect(post.calls).toEqual([]);
    await queue.enqueue(put('/a'));
    await queue.drained();
    expect(post.calls).toEqual(['put /a /a']);
  });

  it('tries again, each time after a longer wait, and parks in the end', async () => {
    const { queue, post, waits, next, problems, events } = opened({ retry: { attempts: 4, longest: 3000 } });
    post.broken = 'out of order';
    await queue.enqueue(put('/a'));
    const waited: number[] = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      await queue.idle();
      waited.push(...waits.map(({ milliseconds }) => milliseconds));
      next();
    }
    await queue.idle();
    expect(waited).toEqual([1000, 2000, 3000]);
    expect(post.calls).toHaveLength(4);
    expect(queue.states()).toMatchObject({ parked: 1, queued: 0 });
    expect(queue.deliveries()).toMatchObject([
      { path: '/a', state: 'parked', error: 'out of order', failures: 4 },
    ]);
    expect(problems).toMatchObject([{ code: 'target.failed', path: '/a' }]);
    expect(events.at(-1)).toMatchObject({ state: 'parked', reason: 'out of order' });
    await queue.drained();
  });

  it('does not let a path that waits for another try hold up the others', async () => {
    const { queue, post, next } = opened({ concurrency: 1 });
    post.broken = 'out of order';
    await queue.enqueue(put('/a'));
    await queue.idle();
    post.broken = undefined;
    await queue.enqueue(put('/b'));
    await queue.idle();
    expect(queue.states()).toMatchObject({ imported: 1, queued: 1 });
    next();
    await queue.drained();
    expect(post.calls).toEqual(['put /a /a', 'put /b /b', 'put /a /a']);
  });

  it('lets a newer step take the place of one that waits for another try, or is parked', async () => {
    for (const attempts of [2, 1]) {
      const { queue, post, waits } = opened({ retry: { attempts } });
      post.broken = 'out of order';
      await queue.enqueue(put('/a', 'old'));
      await queue.idle();
      post.broken = undefined;
      await queue.enqueue(put('/a', 'new'));
      await queue.drained();
      expect(waits).toEqual([]);
      expect(post.calls).toEqual(['put /a old', 'put /a new']);
      expect(queue.states()).toMatchObject({ imported: 1, dropped: 1, parked: 0 });
    }
  });

  it('keeps what is parked across a restart, and goes on when asked', async () => {
    const { queue, post, folder } = opened({ retry: { attempts: 1 } });
    post.broken = 'out of order';
    await queue.enqueue(put('/a'), put('/b'));
    await queue.idle();
    await queue.close();
    const again = opened({}, folder);
    await again.queue.idle();
    expect(again.post.calls).toEqual([]);
    expect(again.queue.deliveries()).toMatchObject([
      { path: '/a', state: 'parked', error: 'out of order' },
      { path: '/b', state: 'parked' },
    ]);
    again.queue.drop([2]);
    again.queue.retry();
    await again.queue.drained();
    expect(again.post.calls).toEqual(['put /a /a']);
    await again.queue.close();
    expect(opened({}, folder).queue.deliveries()).toEqual([]);
  });

  it('finishes after a restart what was not done, whatever was under way', async () => {
    const { queue, post, folder } = opened({ concurrency: 1 });
    post.isOpen = false;
    await queue.enqueue(put('/a'), put('/b'));
    await queue.enqueue(put('/c'), remove('/b'));
    // The process ends here, without a word.
    const again = opened({ concurrency: 1 }, folder);
    await again.queue.drained();
    expect(again.post.calls).toEqual(['put /a /a', 'put /c /c', 'remove /b']);
    const third = opened({}, folder);
    await third.queue.drained();
    expect(third.post.calls).toEqual([]);
  });

  it('keeps what waits for a target that is not configured now', async () => {
    const { queue, post, folder } = opened();
    post.isOpen = false;
    await queue.enqueue(put('/a'));
    const without = opened({ targets: [] }, folder);
    await without.queue.drained();
    expect(without.queue.deliveries()).toMatchObject([
      { path: '/a', state: 'parked', error: 'There is no target post now.' },
    ]);
    without.queue.retry();
    await without.queue.close();
    const again = opened({}, folder);
    await again.queue.drained();
    expect(again.post.calls).toEqual(['put /a /a']);
  });

  it('tells of lines that cannot be read, and does the rest', async () => {
    const { queue, post, folder } = opened();
    post.isOpen = false;
    await queue.enqueue(put('/a'));
    appendFileSync(join(folder, 'queue.log'), 'damaged\n{"add":[{"id":7}]}\n{"strange":1}\n{"torn":');
    const again = opened({}, folder);
    await again.queue.drained();
    expect(again.post.calls).toEqual(['put /a /a']);
    expect(again.problems).toMatchObject([
      { code: 'state.damaged', message: expect.stringContaining('3 line') },
    ]);
  });

  it('goes on when somebody removes the state', async () => {
    const { queue, post, folder } = opened();
    await queue.enqueue(put('/a'));
    rmSync(join(folder, 'queue.log'));
    await queue.enqueue(put('/b'));
    await queue.drained();
    expect(post.calls).toEqual(['put /a /a', 'put /b /b']);
  });

  it('leaves no history behind when it is closed, and takes nothing more', async () => {
    const { queue, folder } = opened();
    await queue.enqueue(put('/a'));
    await queue.close();
    await expect(queue.enqueue(put('/b'))).rejects.toThrow('closed');
    const lines = readFileSync(join(folder, 'queue.log'), 'utf8').trim().split('\n');
    expect(lines).toHaveLength(queue.deliveries().length + 1);
  });

  it('knows what a path will be, and which files are still needed', async () => {
    const { queue, post } = opened();
    post.isOpen = false;
    await queue.enqueue(put('/a'), remove('/b'));
    expect(queue.comingOf('aem', '/a')).toMatchObject({ path: '/a' });
    expect(queue.comingOf('aem', '/b')).toBe('none');
    expect(queue.comingOf('aem', '/c')).toBeUndefined();
    expect(queue.comingOf('dynamicMedia', '/a')).toBeUndefined();
    expect([...queue.blobs()]).toHaveLength(2);
    post.open();
    await queue.idle();
    expect(queue.comingOf('aem', '/a')).toBeUndefined();
    expect([...queue.blobs()]).toEqual([]);
  });

  it('publishes a snapshot that is held already', async () => {
    const store = inMemoryStore('aem');
    const { queue } = opened({ targets: [store] });
    await queue.enqueue(put('/a', 'bytes'));
    const snapshot = queue.comingOf('aem', '/a');
    if (snapshot === undefined || snapshot === 'none') throw new Error('nothing is coming');
    await queue.enqueue({ action: 'put', snapshot: { ...snapshot, path: '/moved' } });
    await queue.idle();
    const held = await store.get('/moved');
    expect(held?.original && (await text(await held.open(held.original)))).toBe('bytes');
  });

  it('takes no two targets of one name', () => {
    expect(() => opened({ targets: [new Post(), new Post()] })).toThrow(TypeError);
  });
});

describe('backing off', () => {
  it('doubles up to a longest wait, and scatters over its second half', () => {
    const waits = (random: number) => [1, 2, 3, 9, 10].map((n) => backOff(n, random, DEFAULT_RETRY));
    expect(waits(1)).toEqual([1000, 2000, 4000, 256_000, 300_000]);
    expect(waits(0)).toEqual([500, 1000, 2000, 128_000, 150_000]);
  });
});
