/**
 * Killed at any point: whatever was enqueued before comes to its end after the restart, and what was
 * being enqueued does so wholly or not at all.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it, vi } from 'vitest';
import { isKilled, killAt, revive } from '../../../test/support/dying-disk.ts';
import { publicationOf } from '../../../test/support/publications.ts';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import type { ReplicationStore } from '../../publish/targets/replication-target.ts';
import { embeddedStores } from '../embedded/embedded-stores.ts';
import { verify } from '../verify.ts';
import type { Request } from './delivery.ts';
import { createQueue } from './queue.ts';

vi.mock('node:fs', async (original) =>
  (await import('../../../test/support/dying-disk.ts')).dyingDisk(original),
);
vi.mock('node:fs/promises', async (original) =>
  (await import('../../../test/support/dying-disk.ts')).dyingDisk(original),
);
afterEach(revive);

const put = (path: string, original: string): Request => ({
  action: 'put',
  publication: publicationOf(path, { original, renditions: { web: `small ${original}` } }),
});

/** What is asked for, one call after the other, and what is held of each path then: bytes, or how many. */
function script(): {
  readonly requests: readonly Request[];
  readonly held: Readonly<Record<string, string>>;
}[] {
  const large = 'x'.repeat(1_200_000);
  return [
    { requests: [put('/a/x', '1'), put('/a/y', large)], held: { '/a/x': '1', '/a/y': `${large.length}` } },
    { requests: [put('/a/x', '2')], held: { '/a/x': '2', '/a/y': `${large.length}` } },
    {
      requests: [{ action: 'remove', channel: 'aem', path: '/a/y' }, { ...put('/b', '3') }],
      held: { '/a/x': '2', '/b': '3' },
    },
    { requests: [{ action: 'remove', channel: 'aem', path: '/a/x' }], held: { '/b': '3' } },
  ];
}

function open(folder: string) {
  const { blobs, stores } = embeddedStores(folder, ['aem']);
  const [store] = stores;
  if (!store) throw new Error('there is no store');
  // A wait that is never over: a killed process tries nothing again.
  const queue = createQueue({
    file: join(folder, 'queue.log'),
    blobs,
    targets: stores,
    timer: () => () => {},
  });
  return { queue, store };
}

async function heldBy(store: ReplicationStore): Promise<Record<string, string>> {
  const held: Record<string, string> = {};
  for await (const path of store.list()) {
    const snapshot = await store.get(path);
    if (!snapshot?.original) continue;
    const bytes = await text(await snapshot.open(snapshot.original));
    held[path] = bytes.length > 10 ? `${bytes.length}` : bytes;
  }
  return held;
}

it('loses nothing, tears nothing, does nothing by halves', async () => {
  const root = temporaryFolder();
  const steps = script();
  let kills = 0;
  for (let change = 1; ; change++) {
    const folder = join(root, 'replication');
    mkdirSync(folder);
    killAt(change);
    let done = 0;
    try {
      const { queue } = open(folder);
      for (const { requests } of steps) {
        await queue.enqueue(...requests);
        done++;
        await queue.idle();
      }
      await queue.close();
    } catch (cause) {
      expect(cause).toMatchObject({ name: 'Killed' });
    }
    const survived = !isKilled();
    revive();
    const { queue, store } = open(folder);
    await queue.drained();
    const held = await heldBy(store);
    const acknowledged = steps[done - 1]?.held ?? {};
    expect([acknowledged, steps[done]?.held ?? acknowledged]).toContainEqual(held);
    for await (const flaw of verify(store)) expect(flaw).toBeUndefined();
    expect(queue.states()).toMatchObject({ queued: 0, distributed: 0, parked: 0 });
    await queue.close();
    rmSync(folder, { recursive: true });
    if (survived) break;
    kills++;
  }
  expect(kills).toBeGreaterThan(50);
});
