import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { nodeText, publicationOf } from '../../../test/support/publications.ts';
import { readFiles, temporaryFolder } from '../../../test/support/temporary-tree.ts';
import type { ReplicationStore } from '../../publish/targets/replication-target.ts';
import { GRACE } from '../blobs.ts';
import { collectGarbage } from '../collect-garbage.ts';
import { describeReplicationStore } from '../replication-target.contract.ts';
import { verify } from '../verify.ts';
import { clearLeftovers } from './clear-leftovers.ts';
import { type EmbeddedStores, embeddedStores } from './embedded-stores.ts';

const HERO = '/content/dam/hero.jpg';

/** One that only holds AEM's channel. */
function opened(folder = temporaryFolder()): EmbeddedStores & { readonly store: ReplicationStore } {
  const stores = embeddedStores(folder, ['aem']);
  const [store] = stores.stores;
  if (!store) throw new Error('there is no store');
  return { ...stores, store };
}

const blobsIn = (folder: string) =>
  Object.keys(readFiles(join(folder, 'blobs'))).filter((file) => !file.endsWith('/'));

describe('an embedded store', () => {
  describeReplicationStore((channel) => {
    const [store] = embeddedStores(join(temporaryFolder(), 'replication'), [channel]).stores;
    if (!store) throw new Error('there is no store');
    return store;
  });

  it('is there again after a restart', async () => {
    const folder = temporaryFolder();
    await opened(folder).store.put(publicationOf(HERO, { original: 'first' }));
    const held = await opened(folder).store.get(HERO);
    expect(held?.original && (await text(await held.open(held.original)))).toBe('first');
  });

  it('keeps equal bytes once, across channels', async () => {
    const folder = temporaryFolder();
    const [aem, dynamicMedia] = embeddedStores(folder, ['aem', 'dynamicMedia']).stores;
    await aem?.put(publicationOf(HERO, { original: 'same' }));
    await aem?.put(publicationOf('/content/dam/copy.jpg', { original: 'same' }));
    await dynamicMedia?.put({ ...publicationOf(HERO, { original: 'same' }), channel: 'dynamicMedia' });
    expect(blobsIn(folder)).toHaveLength(2);
  });

  it('never shares a file with the tree, so that editing in place changes nothing published', async () => {
    const { store, blobs } = opened();
    const publication = publicationOf(HERO, { original: Buffer.alloc(2 * 1024 * 1024, 7) });
    await store.put(publication);
    const original = (await store.get(HERO))?.original;
    const [published, tree] = [blobs.fileOf({ sha256: original?.sha256 ?? '' }), publication.original ?? ''];
    expect(statSync(published).ino).not.toBe(statSync(tree).ino);
    expect(statSync(published).nlink).toBe(1);
  });

  it('takes bytes again that a power cut took', async () => {
    const { store, blobs } = opened();
    const publication = publicationOf(HERO, { original: 'first' });
    await store.put(publication);
    const held = await store.get(HERO);
    if (!held?.original) throw new Error('nothing is held');
    writeFileSync(blobs.fileOf(held.original), '');
    await store.put(publication);
    expect(await text(await held.open(held.original))).toBe('first');
  });

  it('tells which path is damaged, and how', async () => {
    const folder = temporaryFolder();
    const { store, blobs } = opened(folder);
    for (const name of ['a', 'b', 'c', 'd']) await store.put(publicationOf(`/${name}`, { original: name }));
    const blobOf = async (path: string) =>
      blobs.fileOf({ sha256: (await store.get(path))?.original?.sha256 ?? '' });
    writeFileSync(await blobOf('/b'), 'B');
    await blobs.remove((await store.get('/c'))?.original?.sha256 ?? '');
    writeFileSync(join(folder, 'aem', 'd.json'), '{"version":1}');
    const flaws = [];
    for await (const { path, code, message } of verify(store)) flaws.push({ path, code, message });
    expect(flaws.sort((x, y) => (x.path < y.path ? -1 : 1))).toEqual([
      { path: '/b', code: 'target.damaged', message: expect.stringContaining('are not what they were') },
      { path: '/c', code: 'target.damaged', message: expect.stringContaining('ENOENT') },
      { path: '/d', code: 'target.damaged', message: expect.stringContaining('manifest cannot be read') },
    ]);
  });

  it('removes bytes nobody names, when their grace is over', async () => {
    const folder = temporaryFolder();
    const { store, blobs, manifests } = opened(folder);
    await store.put(publicationOf(HERO, { original: 'first' }));
    await store.put(publicationOf('/content/dam/other.jpg', { original: 'other', node: nodeText('Other') }));
    await store.put(publicationOf(HERO, { original: 'second' }));
    await store.remove('/content/dam/other.jpg');
    const waiting = await blobs.take(publicationOf('/x', { original: 'waiting' }).original ?? '');
    const collect = (now: number) => collectGarbage(blobs, manifests, () => [waiting], now);
    expect(await collect(Date.now())).toEqual({ blobs: 0, bytes: 0 });
    const later = Date.now() + 2 * GRACE;
    // The first original, and the other asset's original and node.
    expect(await collect(later)).toEqual({ blobs: 3, bytes: 10 + nodeText('Other').length });
    expect(await collect(later)).toEqual({ blobs: 0, bytes: 0 });
    expect(blobsIn(folder)).toHaveLength(3);
    for await (const flaw of verify(store)) expect(flaw).toBeUndefined();
  });

  it('begins the grace of bytes anew when they are taken again', async () => {
    const { blobs } = opened();
    const file = publicationOf('/x').original ?? '';
    const blob = await blobs.take(file);
    const old = new Date(Date.now() - 3 * GRACE);
    utimesSync(blobs.fileOf(blob), old, old);
    await blobs.take(file);
    const kept = [];
    for await (const { since } of blobs.list()) kept.push(since);
    expect(kept).toEqual([expect.closeTo(Date.now(), -5)]);
  });

  it('removes nothing while a manifest cannot be understood', async () => {
    const folder = temporaryFolder();
    const { store, blobs, manifests } = opened(folder);
    await store.put(publicationOf('/a', { original: 'a' }));
    writeFileSync(join(folder, 'aem', 'a.json'), 'torn');
    const collecting = collectGarbage(blobs, manifests, () => [], Date.now() + 2 * GRACE);
    await expect(collecting).rejects.toThrow('JSON');
    expect(blobsIn(folder)).toHaveLength(2);
  });

  it('clears what kills left half-written, when it is old', async () => {
    const folder = temporaryFolder();
    const { store } = opened(folder);
    await store.put(publicationOf('/a/b', { original: 'a' }));
    for (const place of ['blobs', 'aem/a.d'])
      writeFileSync(join(folder, place, '.oakling-0123456789ab'), 'half');
    clearLeftovers(folder, Date.now());
    expect(existsSync(join(folder, 'blobs/.oakling-0123456789ab'))).toBe(true);
    clearLeftovers(folder, Date.now() + 2 * GRACE);
    expect(readdirSync(join(folder, 'aem/a.d'))).toEqual(['b.json']);
    expect(existsSync(join(folder, 'blobs/.oakling-0123456789ab'))).toBe(false);
  });
});
