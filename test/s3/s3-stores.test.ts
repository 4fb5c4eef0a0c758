/**
 * Stores in a bucket, against a real S3 server: `npm run test:s3`.
 */
import { randomUUID } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { createOakling } from '../../src/emulator/create-oakling.ts';
import type { ReplicationStore } from '../../src/publish/targets/replication-target.ts';
import { GRACE } from '../../src/replication/blobs.ts';
import { collectGarbage } from '../../src/replication/collect-garbage.ts';
import { BlobFolder } from '../../src/replication/embedded/blob-folder.ts';
import { createQueue } from '../../src/replication/queue/queue.ts';
import { describeReplicationStore } from '../../src/replication/replication-target.contract.ts';
import { S3Bucket } from '../../src/replication/s3/s3-bucket.ts';
import type { S3Options } from '../../src/replication/s3/s3-options.ts';
import { s3Stores } from '../../src/replication/s3/s3-stores.ts';
import { verify } from '../../src/replication/verify.ts';
import { assetFiles, folderFile } from '../support/assets.ts';
import { jpeg } from '../support/pictures.ts';
import { publicationOf } from '../support/publications.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-tree.ts';

const HERO = '/content/dam/hero.jpg';

/** A place of its own in the bucket. */
const somewhere = (): S3Options => ({
  bucket: 'publications',
  endpoint: inject('s3Endpoint'),
  prefix: randomUUID(),
});

function firstOf([store]: readonly ReplicationStore[]): ReplicationStore {
  if (!store) throw new Error('there is no store');
  return store;
}

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'S3RVER');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'S3RVER');
});

describe('a store in a bucket', () => {
  describeReplicationStore((channel) => firstOf(s3Stores({ ...somewhere(), channels: [channel] }).stores));

  it('is seen by others who know the bucket', async () => {
    const place = somewhere();
    await firstOf(s3Stores(place).stores).put(publicationOf(HERO, { original: 'first' }));
    const held = await firstOf(s3Stores(place).stores).get(HERO);
    expect(held?.original && (await text(await held.open(held.original)))).toBe('first');
  });

  it('lists more than one page', async () => {
    const place = somewhere();
    const bucket = new S3Bucket(place);
    const keys = Array.from(
      { length: 1050 },
      (_, i) => `aem/content/picture-${String(i).padStart(4, '0')}.json`,
    );
    for (const key of keys) await bucket.put(key, { bytes: '{}', type: 'application/json', size: 2 });
    const paths = [];
    for await (const path of firstOf(s3Stores(place).stores).list()) paths.push(path);
    expect(paths.sort()).toEqual(keys.map((key) => key.slice('aem'.length, -'.json'.length)));
  });

  it('keeps equal bytes once, removes what nobody names, and verifies', async () => {
    const { stores, blobs, manifests } = s3Stores(somewhere());
    const [aem, dynamicMedia] = stores;
    await aem?.put(publicationOf(HERO, { original: 'same' }));
    await dynamicMedia?.put({ ...publicationOf('/other', { original: 'same' }), channel: 'dynamicMedia' });
    const kept = async () => {
      const sizes = [];
      for await (const { size } of blobs.list()) sizes.push(size);
      return sizes.length;
    };
    expect(await kept()).toBe(2);
    await aem?.remove(HERO);
    await aem?.put(publicationOf('/x', { original: 'new' }));
    await aem?.remove('/x');
    expect(await collectGarbage(blobs, manifests, () => [], Date.now())).toEqual({ blobs: 0, bytes: 0 });
    const later = Date.now() + 2 * GRACE;
    expect(await collectGarbage(blobs, manifests, () => [], later)).toEqual({ blobs: 1, bytes: 3 });
    expect(await kept()).toBe(2);
    for (const store of stores) for await (const flaw of verify(store)) expect(flaw).toBeUndefined();
  });

  it('tells of bytes that are not what they were', async () => {
    const place = somewhere();
    const store = firstOf(s3Stores(place).stores);
    await store.put(publicationOf(HERO, { original: 'first' }));
    const { sha256 = '' } = (await store.get(HERO))?.original ?? {};
    await new S3Bucket(place).put(`blobs/${sha256}`, { bytes: 'FIRST', type: 'text/plain', size: 5 });
    const flaws = [];
    for await (const { path, code } of verify(store)) flaws.push({ path, code });
    expect(flaws).toEqual([{ path: HERO, code: 'target.damaged' }]);
  });

  it('says what is wrong when the bucket is not there or not reachable', async () => {
    const noBucket = firstOf(s3Stores({ ...somewhere(), bucket: 'nowhere' }).stores);
    await expect(noBucket.put(publicationOf(HERO))).rejects.toThrow(/bucket does not exist/);
    const noServer = firstOf(s3Stores({ ...somewhere(), endpoint: 'http://127.0.0.1:1' }).stores);
    await expect(noServer.put(publicationOf(HERO))).rejects.toThrow('ECONNREFUSED');
  });

  it('is filled through the queue, and again when it was away', async () => {
    const place = somewhere();
    const folder = temporaryFolder();
    const open = (endpoint = place.endpoint) =>
      createQueue({
        file: join(folder, 'queue.log'),
        blobs: new BlobFolder(join(folder, 'blobs')),
        targets: s3Stores({ ...place, endpoint }).stores,
      });
    const away = open('http://127.0.0.1:1');
    const paths = Array.from({ length: 20 }, (_, i) => `/content/dam/picture-${i}.jpg`);
    await away.enqueue(
      ...paths.map((path) => ({ action: 'put' as const, publication: publicationOf(path) })),
    );
    await away.idle();
    expect(away.states()).toMatchObject({ imported: 0, queued: 20 });
    await away.close();
    const back = open();
    await back.drained();
    expect(back.states()).toMatchObject({ imported: 20, queued: 0 });
    const found = [];
    for await (const path of firstOf(s3Stores(place).stores).list()) found.push(path);
    expect(found.sort()).toEqual(paths.sort());
  });
});

describe('a tree that publishes to a bucket', () => {
  it('fills it, follows moves and deletions, and verifies against it', async () => {
    const root = temporaryFolder();
    writeFiles(root, {
      ...folderFile('vault', 'here', { 'dam:publishMode': 'uponActivation' }),
      ...assetFiles('vault', 'here/hero.jpg', await jpeg('hero', 8, 8), 'image/jpeg', {
        dynamicMedia: 'synced',
      }),
    });
    const place = somewhere();
    const oakling = await createOakling({
      root,
      mount: '/content/dam',
      renditions: false,
      targets: { s3: [place] },
    });
    await oakling.apply(await oakling.plan('publish', ['/content/dam/here']));
    await oakling.idle();
    const holds = async () => (await oakling.targets()).map((target) => target.holds);
    expect(await holds()).toEqual([2, 1, 2, 1]);
    renameSync(join(root, 'here'), join(root, 'there'));
    await oakling.scan();
    await oakling.idle();
    const held = await firstOf(s3Stores(place).stores).get('/content/dam/there/hero.jpg');
    expect(held?.original && (await buffer(await held.open(held.original)))).toEqual(
      await jpeg('hero', 8, 8),
    );
    expect(await oakling.verifyTargets({ bytes: true })).toEqual({ problems: [], repaired: 0 });
    // Somebody else's hands.
    await firstOf(s3Stores(place).stores).remove('/content/dam/there/hero.jpg');
    const { problems } = await oakling.verifyTargets({ repair: true });
    expect(problems).toMatchObject([{ code: 'target.missing', path: '/content/dam/there/hero.jpg' }]);
    await oakling.idle();
    expect((await oakling.verifyTargets()).problems).toEqual([]);
    rmSync(join(root, 'there'), { recursive: true });
    await oakling.scan();
    await oakling.idle();
    expect(await holds()).toEqual([0, 0, 0, 0]);
    await oakling.close();
  });
});
