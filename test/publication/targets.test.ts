/**
 * What targets hold after changes on disk: publications follow their assets, stay as they were, and leave with
 * them.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOakling } from '../../src/emulator/create-oakling.ts';
import type { Oakling } from '../../src/emulator/oakling.ts';
import type { OaklingOptions } from '../../src/emulator/options.ts';
import type { OaklingEvent } from '../../src/plugins/events.ts';
import type { Channel, ReplicationTarget } from '../../src/publish/targets/replication-target.ts';
import type { Held } from '../../src/publish/targets/snapshot.ts';
import { GRACE } from '../../src/replication/blobs.ts';
import { embeddedStores } from '../../src/replication/embedded/embedded-stores.ts';
import type { Layout } from '../../src/vault/layout.ts';
import { assetFiles, bytesFile, folderFile, nodeFile } from '../support/assets.ts';
import { jpeg } from '../support/pictures.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-tree.ts';

const HERE = '/content/dam/here';
const SYNCED = { dynamicMedia: 'synced' } as const;

interface Opened {
  readonly root: string;
  readonly oakling: Oakling;
  readonly events: readonly OaklingEvent[];
}

async function open(layout: Layout, options: Partial<OaklingOptions> = {}, at?: string): Promise<Opened> {
  const root = at ?? temporaryFolder();
  if (at === undefined) {
    writeFiles(root, folderFile(layout, 'here', { 'dam:publishMode': 'uponActivation' }));
    for (const name of ['a.jpg', 'b.jpg'])
      writeFiles(root, assetFiles(layout, `here/${name}`, await jpeg(name, 8, 8), 'image/jpeg', SYNCED));
  }
  let minute = 0;
  const oakling = await createOakling({
    root,
    mount: '/content/dam',
    renditions: false,
    clock: () => new Date(Date.UTC(2026, 4, 4, 0, ++minute)),
    ...options,
  });
  onTestFinished(() => oakling.close());
  const events: OaklingEvent[] = [];
  oakling.on((event) => events.push(event));
  await oakling.idle();
  return { root, oakling, events };
}

async function publish(oakling: Oakling, ...paths: string[]): Promise<void> {
  const rows = await oakling.apply(await oakling.plan('publish', paths));
  expect(rows.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
  await oakling.idle();
}

/** The tree was changed: it is looked at, and then everything agrees. */
async function settle(oakling: Oakling): Promise<void> {
  await oakling.scan();
  await oakling.idle();
  expect((await oakling.verifyTargets({ bytes: true })).problems).toEqual([]);
}

async function held(root: string, channel: Channel, path: string): Promise<Held | undefined> {
  const { stores } = embeddedStores(join(root, '.oakling/replication'), [channel]);
  return stores[0]?.get(path);
}

async function bytesOf(held: Held | undefined): Promise<string> {
  return held?.original ? text(await held.open(held.original)) : 'nothing';
}

const jpegText = async (name: string) =>
  text(
    (async function* () {
      yield await jpeg(name, 8, 8);
    })(),
  );

describe.each(['vault', 'plain'] as const)('in the %s layout', (layout) => {
  const move = (root: string, from: string, to: string) => {
    renameSync(join(root, from), join(root, to));
    if (layout === 'plain') renameSync(join(root, `${from}.yaml`), join(root, `${to}.yaml`));
  };

  it('the publish tier holds what was published then, Dynamic Media what is there now', async () => {
    const { root, oakling } = await open(layout);
    await publish(oakling, `${HERE}/a.jpg`);
    writeFileSync(join(root, bytesFile(layout, 'here/a.jpg')), await jpeg('new', 8, 8));
    await settle(oakling);
    expect(await bytesOf(await held(root, 'aem', `${HERE}/a.jpg`))).toBe(await jpegText('a.jpg'));
    expect(await bytesOf(await held(root, 'dynamicMedia', `${HERE}/a.jpg`))).toBe(await jpegText('new'));
  });

  it('a publication moves along as it was, though the asset was modified since', async () => {
    const { root, oakling } = await open(layout);
    await publish(oakling, `${HERE}/a.jpg`);
    writeFileSync(join(root, bytesFile(layout, 'here/a.jpg')), await jpeg('new', 8, 8));
    await settle(oakling);
    move(root, 'here/a.jpg', 'here/moved.jpg');
    await settle(oakling);
    expect(await bytesOf(await held(root, 'aem', `${HERE}/moved.jpg`))).toBe(await jpegText('a.jpg'));
    expect(await held(root, 'aem', `${HERE}/a.jpg`)).toBeUndefined();
    const [row] = await oakling.status([`${HERE}/moved.jpg`]);
    expect(row?.aem).toMatchObject({ published: true, modifiedSince: true });
  });

  it('two assets that change places are both published where they are', async () => {
    const { root, oakling } = await open(layout);
    await publish(oakling, `${HERE}/a.jpg`, `${HERE}/b.jpg`);
    move(root, 'here/a.jpg', 'here/aside.jpg');
    move(root, 'here/b.jpg', 'here/a.jpg');
    move(root, 'here/aside.jpg', 'here/b.jpg');
    await settle(oakling);
    expect(await bytesOf(await held(root, 'aem', `${HERE}/a.jpg`))).toBe(await jpegText('b.jpg'));
    expect(await bytesOf(await held(root, 'aem', `${HERE}/b.jpg`))).toBe(await jpegText('a.jpg'));
  });

  it('a moved folder takes its own publication and those in it along; a deleted one leaves', async () => {
    const { root, oakling } = await open(layout);
    await publish(oakling, HERE);
    expect(await held(root, 'aem', HERE)).toMatchObject({ resource: 'folder', path: HERE });
    renameSync(join(root, 'here'), join(root, 'there'));
    await settle(oakling);
    const [aem] = await oakling.targets();
    expect(aem).toMatchObject({ name: 'embedded aem', holds: 3, queued: 0, parked: 0 });
    expect(await held(root, 'aem', '/content/dam/there')).toMatchObject({ resource: 'folder' });
    rmSync(join(root, 'there'), { recursive: true });
    await settle(oakling);
    expect((await oakling.targets()).map(({ holds }) => holds)).toEqual([0, 0]);
  });

  it('what a pull takes back is held no more, and what it brings published is', async () => {
    const { root, oakling } = await open(layout);
    await publish(oakling, `${HERE}/a.jpg`);
    const unpublished = assetFiles(layout, 'here/a.jpg', await jpeg('a.jpg', 8, 8), 'image/jpeg', SYNCED);
    const node = nodeFile(layout, 'here/a.jpg');
    writeFiles(root, { [node]: unpublished[node] ?? '' });
    const arrived = { aem: true, dynamicMedia: 'published' } as const;
    writeFiles(root, assetFiles(layout, 'here/c.jpg', await jpeg('c.jpg', 8, 8), 'image/jpeg', arrived));
    await settle(oakling);
    expect(await held(root, 'aem', `${HERE}/a.jpg`)).toBeUndefined();
    expect(await bytesOf(await held(root, 'dynamicMedia', `${HERE}/c.jpg`))).toBe(await jpegText('c.jpg'));
  });

  it('renditions go along to AEM', async () => {
    const { root, oakling } = await open(layout, { renditions: true });
    writeFileSync(join(root, 'here/new.jpg'), await jpeg('new', 8, 8));
    await settle(oakling);
    await publish(oakling, `${HERE}/new.jpg`);
    const names = Object.keys((await held(root, 'aem', `${HERE}/new.jpg`))?.renditions ?? {});
    expect(names).toHaveLength(4);
    expect(names).toContain('cq5dam.thumbnail.48.48.png');
  });

  it('publish state beside the tree is held with its time', async () => {
    const { root, oakling } = await open(layout, { statusStore: 'state' });
    await publish(oakling, `${HERE}/a.jpg`);
    await settle(oakling);
    const [row] = await oakling.status([`${HERE}/a.jpg`]);
    expect(await held(root, 'aem', `${HERE}/a.jpg`)).toMatchObject({ publishedAt: row?.aem.at });
  });
});

describe('targets', () => {
  it('that fail are tried again when somebody asks, also after a restart', async () => {
    let error: string | undefined = 'away';
    const taken: string[] = [];
    const target: ReplicationTarget = {
      name: 'elsewhere',
      channel: 'aem',
      put: async ({ path, original = '' }) => {
        if (error !== undefined) throw new Error(error);
        taken.push(`${path} ${readFileSync(original).length}`);
      },
      remove: async () => undefined,
    };
    const options = {
      targets: { retry: { attempts: 1 } },
      plugins: [{ name: 'p', targets: [target] }],
    };
    const { root, oakling, events } = await open('vault', options);
    await publish(oakling, `${HERE}/a.jpg`);
    expect(await oakling.deliveries()).toMatchObject([
      { state: 'parked', target: 'elsewhere', error: 'away' },
    ]);
    expect(events).toContainEqual(
      expect.objectContaining({ event: 'delivery', state: 'parked', reason: 'away' }),
    );
    await oakling.close();

    const reading = await open('vault', { ...options, readOnly: true }, root);
    expect(await reading.oakling.deliveries()).toMatchObject([{ state: 'parked', error: 'away' }]);
    expect(await reading.oakling.targets()).toMatchObject([
      { name: 'embedded aem', holds: 1 },
      { name: 'embedded dynamicMedia', holds: 1 },
      { name: 'elsewhere', holds: null, parked: 1 },
    ]);
    const again = await open('vault', options, root);
    error = undefined;
    const [parked] = await again.oakling.deliveries();
    expect(await again.oakling.retryDeliveries([parked?.id ?? 0])).toHaveLength(1);
    await again.oakling.idle();
    expect(taken).toEqual([`${HERE}/a.jpg ${(await jpeg('a.jpg', 8, 8)).length}`]);
    expect(await again.oakling.deliveries()).toEqual([]);
  });

  it('can be given up on', async () => {
    const target: ReplicationTarget = {
      name: 'elsewhere',
      channel: 'aem',
      put: () => Promise.reject(new Error('away')),
      remove: async () => undefined,
    };
    const { oakling } = await open('vault', {
      targets: { retry: { attempts: 1 } },
      plugins: [{ name: 'p', targets: [target] }],
    });
    await publish(oakling, `${HERE}/a.jpg`);
    const [parked] = await oakling.deliveries();
    expect(await oakling.dropDeliveries([parked?.id ?? 0, 4711])).toMatchObject([{ target: 'elsewhere' }]);
    expect(await oakling.deliveries()).toEqual([]);
  });

  it('get files to read although nothing is kept beside the tree', async () => {
    const sizes: number[] = [];
    const target: ReplicationTarget = {
      name: 'elsewhere',
      channel: 'dynamicMedia',
      put: async ({ original = '' }) => void sizes.push(readFileSync(original).length),
      remove: async () => undefined,
    };
    const { oakling } = await open('vault', {
      targets: { embedded: false },
      plugins: [{ name: 'p', targets: [target] }],
    });
    await publish(oakling, `${HERE}/a.jpg`);
    expect(sizes).toEqual([(await jpeg('a.jpg', 8, 8)).length]);
    expect(await oakling.targets()).toMatchObject([{ name: 'elsewhere' }]);
  });

  it('are told apart by their names', async () => {
    const target = { name: 'x', channel: 'aem' as const, put: async () => {}, remove: async () => {} };
    const twice = open('vault', { plugins: [{ name: 'p', targets: [target, { ...target }] }] });
    await expect(twice).rejects.toThrow('two targets are named x');
  });
});

describe('verifying', () => {
  it('tells what is missing, too much, outdated or damaged, and repairs it', async () => {
    const { root, oakling } = await open('vault');
    await publish(oakling, HERE);
    const store = join(root, '.oakling/replication');
    rmSync(join(store, 'aem/content.d/dam.d/here.d/a.jpg.json'));
    const manifest = join(store, 'dynamicMedia/content.d/dam.d/here.d/b.jpg.json');
    writeFileSync(
      manifest,
      readFileSync(manifest, 'utf8').replace(/"publishedAt":"2026/, '"publishedAt":"2025'),
    );
    mkdirSync(join(store, 'dynamicMedia/content.d/dam.d/gone.d'), { recursive: true });
    writeFileSync(join(store, 'dynamicMedia/content.d/dam.d/gone.d/x.jpg.json'), readFileSync(manifest));
    const { sha256 = '' } = (await held(root, 'aem', `${HERE}/b.jpg`))?.original ?? {};
    writeFileSync(
      join(store, 'blobs', sha256.slice(0, 2), sha256.slice(2)),
      'x'.repeat((await jpeg('b.jpg', 8, 8)).length),
    );

    const { problems } = await oakling.verifyTargets({ bytes: true });
    const found = problems.map(({ code, path }) => `${code} ${path}`).sort();
    expect(found).toEqual(
      [
        `target.damaged ${HERE}/b.jpg`,
        `target.damaged ${HERE}/b.jpg`,
        'target.damaged /content/dam/gone/x.jpg',
        `target.missing ${HERE}/a.jpg`,
        `target.outdated ${HERE}/b.jpg`,
        'target.stray /content/dam/gone/x.jpg',
      ].sort(),
    );
    await oakling.verifyTargets({ bytes: true, repair: true });
    await oakling.idle();
    expect(await oakling.verifyTargets({ bytes: true })).toEqual({ problems: [], repaired: 0 });
  });

  it('tells where the journal says otherwise', async () => {
    const { root, oakling } = await open('vault');
    await publish(oakling, `${HERE}/a.jpg`);
    await oakling.apply(await oakling.plan('unpublish', [`${HERE}/a.jpg`]));
    await oakling.idle();
    const journal = join(root, '.oakling/journal.ndjson');
    const lines = readFileSync(journal, 'utf8').trimEnd().split('\n');
    writeFileSync(journal, `${lines.filter((line) => !line.includes('unpublish')).join('\n')}\n`);
    const { problems } = await oakling.verifyTargets();
    expect(problems.map(({ code, path }) => [code, path])).toEqual([
      ['journal.contradiction', `${HERE}/a.jpg`],
      ['journal.contradiction', `${HERE}/a.jpg`],
    ]);
  });

  it('leaves nothing behind that nobody names', async () => {
    let now = Date.UTC(2026, 4, 4);
    const { root, oakling } = await open('vault', { clock: () => new Date(now++) });
    await publish(oakling, `${HERE}/a.jpg`);
    rmSync(join(root, 'here/a.jpg'), { recursive: true });
    await settle(oakling);
    now = Date.now() + 2 * GRACE;
    const { blobs, bytes } = await oakling.collectGarbage();
    expect([blobs, bytes > 100]).toEqual([2, true]);
    expect(await oakling.collectGarbage()).toEqual({ blobs: 0, bytes: 0 });
  });
});

it('what nobody names goes once a day while oakling watches', async () => {
  let now = Date.UTC(2026, 4, 4);
  const { root, oakling } = await open('vault', {
    clock: () => new Date(now++),
    watch: { start: async () => ({ kind: 'chokidar', pending: false, close: async () => undefined }) },
  });
  await publish(oakling, `${HERE}/a.jpg`);
  rmSync(join(root, 'here/a.jpg'), { recursive: true });
  await settle(oakling);
  now = Date.now() + 30 * GRACE;
  await publish(oakling, `${HERE}/b.jpg`);
  await oakling.close();
  // Node and original of what is left.
  const { blobs } = embeddedStores(join(root, '.oakling/replication'), ['aem']);
  const left: number[] = [];
  for await (const { size } of blobs.list()) left.push(size);
  expect(left).toHaveLength(2);
});
