/**
 * What every store must do, whatever keeps its bytes.
 *
 * @module
 */
import { appendFileSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nodeText, PUBLISHED_AT, publicationOf } from '../../test/support/publications.ts';
import type { Channel, ReplicationStore } from '../publish/targets/replication-target.ts';
import type { BlobReference, Held } from '../publish/targets/snapshot.ts';
import { verify } from './verify.ts';

/** Opens an empty store of a channel. */
export type OpenStore = (channel: Channel) => Promise<ReplicationStore> | ReplicationStore;

const HERO = '/content/dam/campaign/hero.jpg';

/** Names that file systems and URLs make trouble of; all of them are different paths. */
const AWKWARD = [
  '/content/dam/Hero.jpg',
  '/content/dam/hero.jpg',
  '/content/dam/hero.jpg/below',
  '/content/dam/hero.jpg.json',
  '/content/dam/hero.jpg.json/x',
  '/content/dam/hero.d',
  '/content/dam/a b+c%20d&e?.jpg',
  '/content/dam/gr\u00fcn.jpg',
  '/content/dam/gru\u0308n.jpg',
  '/content/dam/cq:x~y.jpg',
  '/content/dam/con.txt',
  '/content/dam/.hidden',
  '/content/dam/ends.',
  `/content/dam/${'long '.repeat(50)}1`,
  `/content/dam/${'long '.repeat(50)}2`,
  `/content/dam/${'\u957f'.repeat(90)}/below.jpg`,
  '/',
];

/** Runs the contract against a store. */
export function describeReplicationStore(open: OpenStore): void {
  it('holds nothing at first', async () => {
    const store = await open('aem');
    expect(store.channel).toBe('aem');
    expect(await pathsOf(store)).toEqual([]);
    expect(await store.get(HERO)).toBeUndefined();
  });

  it('holds node, bytes and renditions as they were, whatever becomes of the tree', async () => {
    const store = await open('aem');
    const publication = publicationOf(HERO, { original: 'first', renditions: { 'web.jpeg': 'small' } });
    await store.put(publication);
    appendFileSync(publication.original ?? '', ', edited in place');
    writeFileSync(publication.nodeFile, nodeText('Later'));
    const held = await store.get(HERO);
    expect(held).toMatchObject({
      path: HERO,
      channel: 'aem',
      resource: 'asset',
      mimeType: 'image/jpeg',
      scene7File: 'company/hero',
      publishedAt: PUBLISHED_AT,
      width: 800,
      height: 600,
      layout: 'vault',
    });
    expect(await read(held, held?.node)).toBe(nodeText());
    expect(await read(held, held?.original)).toBe('first');
    expect(held?.original?.size).toBe(5);
    expect(await read(held, held?.renditions['web.jpeg'])).toBe('small');
  });

  it('holds for Dynamic Media what delivering takes', async () => {
    const store = await open('dynamicMedia');
    const publication = publicationOf(HERO, { original: 'first', renditions: { 'web.jpeg': 'small' } });
    await store.put({ ...publication, channel: 'dynamicMedia' });
    const held = await store.get(HERO);
    expect(held).toMatchObject({
      mimeType: 'image/jpeg',
      scene7File: 'company/hero',
      width: 800,
      height: 600,
    });
    expect(held?.publishedAt).toBe(PUBLISHED_AT);
    expect(await read(held, held?.original)).toBe('first');
    expect(held?.renditions).toEqual({});
  });

  it('holds assets without bytes, and folders', async () => {
    const store = await open('aem');
    await store.put({ ...publicationOf(HERO), original: undefined, resource: 'folder' });
    const held = await store.get(HERO);
    expect(held?.resource).toBe('folder');
    expect(held?.original).toBeUndefined();
    expect(await read(held, held?.node)).toBe(nodeText());
  });

  it('holds empty files and files larger than a piece', async () => {
    const store = await open('aem');
    const large = 'x'.repeat(3 * 1024 * 1024 + 1);
    await store.put(publicationOf('/content/dam/empty', { original: '' }));
    await store.put(publicationOf('/content/dam/large', { original: large }));
    const [empty, whole] = [await store.get('/content/dam/empty'), await store.get('/content/dam/large')];
    expect(await read(empty, empty?.original)).toBe('');
    expect((await read(whole, whole?.original)) === large).toBe(true);
  });

  it('replaces what it held, and does the same twice without harm', async () => {
    const store = await open('aem');
    await store.put(publicationOf(HERO, { original: 'first', renditions: { 'web.jpeg': 'small' } }));
    const second = publicationOf(HERO, { original: 'second', node: nodeText('Second') });
    for (const _ of ['once', 'twice']) {
      await store.put(second);
      const held = await store.get(HERO);
      expect(await read(held, held?.original)).toBe('second');
      expect(held?.renditions).toEqual({});
      expect(await pathsOf(store)).toEqual([HERO]);
    }
  });

  it('removes, also what it does not hold', async () => {
    const store = await open('aem');
    await store.put(publicationOf(HERO));
    await store.put(publicationOf(`${HERO}/below`));
    for (const _ of ['once', 'twice']) {
      await store.remove(HERO);
      expect(await store.get(HERO)).toBeUndefined();
      expect(await pathsOf(store)).toEqual([`${HERO}/below`]);
    }
    await store.put(publicationOf(HERO, { original: 'again' }));
    const held = await store.get(HERO);
    expect(await read(held, held?.original)).toBe('again');
  });

  it('refuses a publication whose bytes are gone, and holds what it held', async () => {
    const store = await open('aem');
    await store.put(publicationOf(HERO, { original: 'first' }));
    const broken = { ...publicationOf(HERO), original: '/nowhere/at/all' };
    await expect(store.put(broken)).rejects.toThrow();
    const held = await store.get(HERO);
    expect(await read(held, held?.original)).toBe('first');
  });

  it('tells every path from every other', async () => {
    const store = await open('aem');
    for (const path of AWKWARD) await store.put(publicationOf(path, { original: `of ${path}` }));
    expect(await pathsOf(store)).toEqual([...AWKWARD].sort());
    for (const path of AWKWARD) {
      const held = await store.get(path);
      expect(await read(held, held?.original)).toBe(`of ${path}`);
    }
    for (const path of AWKWARD) await store.remove(path);
    expect(await pathsOf(store)).toEqual([]);
  });

  it('holds after any steps what the last step of each path said, and verifies', async () => {
    const step = fc.record({
      path: fc.constantFrom(HERO, '/content/dam/campaign', '/content/dam/other.png'),
      bytes: fc.option(fc.constantFrom('a', 'b', ''), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const store = await open('aem');
        const expected = new Map<string, string>();
        for (const { path, bytes } of steps) {
          if (bytes === undefined) {
            await store.remove(path);
            expected.delete(path);
          } else {
            await store.put(publicationOf(path, { original: bytes }));
            expected.set(path, bytes);
          }
        }
        const found = new Map<string, string | undefined>();
        for await (const path of store.list()) {
          const held = await store.get(path);
          found.set(path, await read(held, held?.original));
        }
        expect(found).toEqual(expected);
        for await (const flaw of verify(store)) expect(flaw).toBeUndefined();
      }),
      { numRuns: 20 },
    );
  });
}

async function pathsOf(store: ReplicationStore): Promise<string[]> {
  const paths: string[] = [];
  for await (const path of store.list()) paths.push(path);
  return paths.sort();
}

async function read(held: Held | undefined, file: BlobReference | undefined): Promise<string | undefined> {
  return held && file && text(await held.open(file));
}
