/**
 * Moving, copying, removing and making folders through the library, in both layouts: what is on disk
 * afterwards, what the rules made of it, and that nothing is lost or overwritten.
 */
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOakling } from '../src/emulator/create-oakling.ts';
import type { Oakling } from '../src/emulator/oakling.ts';
import { valueAt } from '../src/jcr/node.ts';
import type { OaklingEvent } from '../src/plugins/events.ts';
import { formatOf } from '../src/repository/node-file.ts';
import type { Layout } from '../src/vault/layout.ts';
import { assetFiles, bytesFile, folderFile, NOW, nodeFile, uuidOf } from './support/assets.ts';
import { jpeg } from './support/pictures.ts';
import { readFiles, temporaryFolder, writeFiles } from './support/temporary-tree.ts';

const DAM = '/content/dam';

interface Opened {
  readonly root: string;
  readonly oakling: Oakling;
  readonly events: OaklingEvent[];
}

/** A tree with a published asset in a folder, another folder, and one that publishes at once. */
async function openTree(layout: Layout): Promise<Opened> {
  const root = temporaryFolder();
  const published = { aem: true, dynamicMedia: 'published' } as const;
  writeFiles(root, {
    ...folderFile(layout, 'a', { 'dam:publishMode': 'selective' }),
    ...folderFile(layout, 'a/inner'),
    ...folderFile(layout, 'b', { 'dam:publishMode': 'selective' }),
    ...assetFiles(layout, 'a/one.jpg', await jpeg('one'), 'image/jpeg', published),
    ...assetFiles(layout, 'a/inner/two.jpg', await jpeg('two'), 'image/jpeg', published),
    ...assetFiles(layout, 'b/three.jpg', await jpeg('three'), 'image/jpeg'),
  });
  const oakling = await createOakling({
    root,
    mount: DAM,
    renditions: false,
    user: 'mira',
    clock: () => NOW,
  });
  onTestFinished(() => oakling.close());
  await oakling.idle();
  const events: OaklingEvent[] = [];
  oakling.on((event) => events.push(event));
  return { root, oakling, events };
}

function nodeAt(root: string, layout: Layout, path: string) {
  const { document } = formatOf(layout).parse(readFileSync(join(root, nodeFile(layout, path)), 'utf8'), path);
  if (!document) throw new Error(`no node at ${path}`);
  return document.root;
}

/** Index and disk agree: another look finds nothing, and a fresh one sees the same. */
async function expectAgreement({ root, oakling, events }: Opened): Promise<void> {
  const before = events.filter(({ event }) => event === 'change').length;
  await oakling.scan();
  await oakling.idle();
  expect(events.filter(({ event }) => event === 'change')).toHaveLength(before);
  expect(events.filter(({ event }) => event === 'problem')).toEqual([]);
  const fresh = await createOakling({ root, mount: DAM, readOnly: true, stateFolder: join(root, '.none') });
  expect(await oakling.status()).toEqual(await fresh.status());
  await fresh.close();
}

describe.each(['vault', 'plain'] as const)('%s', (layout) => {
  it('moves an asset into a folder with everything it has', async () => {
    const opened = await openTree(layout);
    const { root, oakling } = opened;
    const node = readFileSync(join(root, nodeFile(layout, 'a/one.jpg')));
    const bytes = readFileSync(join(root, bytesFile(layout, 'a/one.jpg')));
    const [row] = await oakling.move([`${DAM}/a/one.jpg`], join(root, 'b'));
    expect(row).toMatchObject({ path: `${DAM}/a/one.jpg`, outcome: 'done', to: `${DAM}/b/one.jpg` });
    expect(row?.effects.map(({ type }) => type)).toEqual(['keep', 'deliver']);
    expect(readFileSync(join(root, nodeFile(layout, 'b/one.jpg')))).toEqual(node);
    expect(readFileSync(join(root, bytesFile(layout, 'b/one.jpg')))).toEqual(bytes);
    expect(Object.keys(readFiles(join(root, 'a'))).filter((path) => path.includes('one'))).toEqual([]);
    await expectAgreement(opened);
  });

  it('moves to a new name, written as the layout writes names', async () => {
    const opened = await openTree(layout);
    const { root, oakling } = opened;
    const rows = await oakling.move([join(root, 'a', 'one.jpg')], `${DAM}/b/_DSC_1.jpg`);
    expect(rows).toMatchObject([{ outcome: 'done', to: `${DAM}/b/_DSC_1.jpg` }]);
    expect(existsSync(join(root, 'b', layout === 'vault' ? '__DSC_1.jpg' : '_DSC_1.jpg'))).toBe(true);
    expect(await oakling.status([`${DAM}/b/_DSC_1.jpg`])).toMatchObject([{ aem: { published: true } }]);
    await expectAgreement(opened);
  });

  it('moves a folder, and everything in it keeps its state', async () => {
    const opened = await openTree(layout);
    const { oakling } = opened;
    const before = await oakling.status([`${DAM}/a`]);
    expect(await oakling.move([`${DAM}/a`], `${DAM}/b`)).toMatchObject([
      { outcome: 'done', to: `${DAM}/b/a` },
    ]);
    const after = await oakling.status([`${DAM}/b/a`]);
    expect(after.map(({ aem, dynamicMedia }) => ({ aem, dynamicMedia }))).toEqual(
      before.map(({ aem, dynamicMedia }) => ({ aem, dynamicMedia })),
    );
    expect(await oakling.status([`${DAM}/a`])).toEqual([]);
    await expectAgreement(opened);
  });

  it('copies an asset, which is then somebody new without publish state', async () => {
    const opened = await openTree(layout);
    const { root, oakling } = opened;
    const before = readFiles(root);
    const [row] = await oakling.copy([`${DAM}/a/one.jpg`], `${DAM}/b`);
    expect(row).toMatchObject({ outcome: 'done', to: `${DAM}/b/one.jpg` });
    expect(row?.effects.map(({ type }) => type)).toEqual(['identify', 'clear', 'sync']);
    expect(readFiles(root)).toMatchObject(before);
    const copy = nodeAt(root, layout, 'b/one.jpg');
    expect(valueAt(copy, [], 'jcr:uuid')).not.toBe(uuidOf('a/one.jpg'));
    expect(valueAt(copy, ['jcr:content'], 'cq:lastReplicationAction')).toBeUndefined();
    expect(valueAt(copy, ['jcr:content', 'metadata'], 'dam:scene7FileStatus')).toBe('PublishIncomplete');
    expect(valueAt(copy, ['jcr:content', 'metadata'], 'dc:title')).toBe('Title of one.jpg');
    await expectAgreement(opened);
  });

  it('gives a copy beside its source the next free name', async () => {
    const opened = await openTree(layout);
    const { oakling } = opened;
    const copies = [];
    for (let i = 0; i < 3; i++) copies.push(...(await oakling.copy([`${DAM}/a/one.jpg`], `${DAM}/a`)));
    expect(copies.map(({ to }) => to)).toEqual([1, 2, 3].map((number) => `${DAM}/a/one${number}.jpg`));
    expect(await oakling.copy([`${DAM}/b`], DAM)).toMatchObject([{ to: `${DAM}/b1` }]);
    await expectAgreement(opened);
  });

  it('copies a folder without links and files that are nobody’s content', async () => {
    const opened = await openTree(layout);
    const { root, oakling } = opened;
    const secret = join(temporaryFolder(), 'secret.jpg');
    writeFileSync(secret, 'secret');
    symlinkSync(secret, join(root, 'a', 'link.jpg'));
    writeFileSync(join(root, 'a', 'Thumbs.db'), 'x');
    expect(await oakling.copy([`${DAM}/a`], `${DAM}/b/c`)).toMatchObject([
      { outcome: 'done', to: `${DAM}/b/c` },
    ]);
    const rows = await oakling.status([`${DAM}/b/c`]);
    expect(rows.map(({ path, aem }) => [path, aem.published])).toEqual([
      [`${DAM}/b/c/inner/two.jpg`, false],
      [`${DAM}/b/c/one.jpg`, false],
    ]);
    expect(existsSync(join(root, 'b', 'c', 'link.jpg'))).toBe(false);
    expect(existsSync(join(root, 'b', 'c', 'Thumbs.db'))).toBe(false);
  });

  it('removes assets, and folders with what is in them only when told so', async () => {
    const opened = await openTree(layout);
    const { root, oakling } = opened;
    expect(await oakling.remove([`${DAM}/a`])).toMatchObject([
      { outcome: 'refused', reason: expect.stringContaining('it holds 2 assets') },
    ]);
    expect(await oakling.remove([`${DAM}/a/one.jpg`])).toMatchObject([
      { outcome: 'done', to: null, effects: [{ type: 'withdraw' }] },
    ]);
    expect(Object.keys(readFiles(root)).filter((path) => path.includes('one'))).toEqual([]);
    const rows = await oakling.remove([`${DAM}/a`, `${DAM}/a/inner/two.jpg`], { recursive: true });
    expect(rows).toMatchObject([
      { outcome: 'done', reason: 'Removed, with 1 asset.' },
      { outcome: 'unchanged', reason: 'It went along with the folder it is in.' },
    ]);
    expect(Object.keys(readFiles(root)).filter((path) => path.startsWith('a'))).toEqual([]);
    await expectAgreement(opened);
  });

  it('makes a folder with a node, into which uploads go by its settings', async () => {
    const opened = await openTree(layout);
    const { root, oakling, events } = opened;
    const row = await oakling.makeFolder(`${DAM}/b/new`, { title: 'New & fresh' });
    expect(row).toMatchObject({ path: `${DAM}/b/new`, outcome: 'done', effects: [{ type: 'ingest' }] });
    const format = formatOf(layout);
    const file = join(root, 'b', 'new', layout === 'vault' ? '.content.xml' : '.content.yaml');
    const node = format.parse(readFileSync(file, 'utf8'), file).document?.root;
    expect(node && valueAt(node, ['jcr:content'], 'jcr:title')).toBe('New & fresh');
    expect(node && valueAt(node, [], 'jcr:primaryType')).toBe('sling:Folder');
    expect(events.at(-1)).toMatchObject({
      event: 'change',
      kind: 'upload',
      resource: 'folder',
      path: `${DAM}/b/new`,
    });
    await oakling.set(`${DAM}/b/new`, { publish: 'uponActivation' });
    writeFiles(root, { 'b/new/four.jpg': await jpeg('four') });
    await oakling.scan();
    expect(await oakling.status([`${DAM}/b/new`])).toMatchObject([
      { publishMode: { mode: 'uponActivation' }, dynamicMedia: { published: false } },
    ]);
    await expectAgreement(opened);
  });

  it.each([
    ['a name that is taken', 'move', ['b/three.jpg'], 'a/one.jpg', 'There is already something at'],
    ['a name that is taken in the folder', 'copy', ['a'], 'b/x', undefined],
    ['a folder into itself', 'move', ['a'], 'a/inner', 'cannot be moved into itself'],
    ['a folder into itself, by copying', 'copy', ['a'], 'a/inner', 'cannot be copied into itself'],
    ['a folder to below itself', 'move', ['a'], 'a/inner/new', 'cannot be moved into itself'],
    ['a name AEM does not take', 'move', ['a/one.jpg'], 'b/what?.jpg', 'Characters ? are not allowed'],
    ['a folder name AEM does not take', 'copy', ['a'], 'b/v1.0', 'Characters . are not allowed'],
    ['a name too long for a file', 'move', ['a/one.jpg'], `b/${'x'.repeat(255)}`, 'too long'],
    ['a target that is not there', 'move', ['a/one.jpg'], 'c/d.jpg', `There is no folder at ${DAM}/c.`],
    ['several to one name', 'copy', ['a/one.jpg', 'b/three.jpg'], 'c', `There is no folder at ${DAM}/c.`],
    ['what is not there', 'copy', ['a/nothing.jpg'], 'b', 'There is no such asset or folder.'],
    ['the tree itself', 'move', [''], 'b', 'It is the tree’s own folder.'],
  ] as const)('refuses %s', async (_, verb, sources, target, reason) => {
    const { root, oakling } = await openTree(layout);
    const at = (path: string) => (path === '' ? DAM : `${DAM}/${path}`);
    if (reason === undefined) {
      await oakling.copy(sources.map(at), at(target));
      await oakling.move([at(target)], at('a'));
    }
    const before = readFiles(root);
    const rows = await oakling[verb](sources.map(at), reason === undefined ? at('a/x') : at(target));
    expect(rows.map(({ outcome }) => outcome)).toEqual(sources.map(() => 'refused'));
    expect(rows[0]?.reason).toContain(reason ?? 'cannot be copied into itself');
    expect(readFiles(root)).toEqual(before);
  });

  it('overwrites nothing that the index does not know of', async () => {
    const { root, oakling } = await openTree(layout);
    writeFiles(root, layout === 'vault' ? { 'b/one.jpg': 'theirs' } : { 'b/one.jpg.yaml': 'note: theirs\n' });
    const before = readFiles(root);
    expect(await oakling.move([`${DAM}/a/one.jpg`], `${DAM}/b`)).toMatchObject([
      { outcome: 'refused', reason: `There is already something named one.jpg in ${DAM}/b.` },
    ]);
    expect(readFiles(root)).toMatchObject(layout === 'vault' ? { 'b/': null } : before);
    expect(existsSync(join(root, nodeFile(layout, 'a/one.jpg')))).toBe(true);
  });

  it('does 99 rows though one cannot be done', async () => {
    const opened = await openTree(layout);
    const { root, oakling } = opened;
    const sources = [];
    for (let i = 0; i < 99; i++) {
      writeFiles(root, assetFiles(layout, `a/many-${i}.txt`, Buffer.from(`text ${i}`), 'text/plain'));
      sources.push(`${DAM}/a/many-${i}.txt`);
    }
    await oakling.scan();
    const rows = await oakling.move(
      [...sources.slice(0, 50), `${DAM}/a/no.jpg`, ...sources.slice(50)],
      `${DAM}/b`,
    );
    expect(rows.filter(({ outcome }) => outcome === 'done')).toHaveLength(99);
    expect(rows[50]).toMatchObject({ outcome: 'refused', path: `${DAM}/a/no.jpg` });
    expect(await oakling.status([`${DAM}/b`])).toHaveLength(100);
    await expectAgreement(opened);
  });
});

describe('between the layouts', () => {
  it('leaves an asset laid out as it is', async () => {
    const root = temporaryFolder();
    writeFiles(root, {
      ...folderFile('vault', 'vault'),
      ...folderFile('plain', 'plain'),
      ...assetFiles('vault', 'vault/one.jpg', await jpeg('one'), 'image/jpeg', { aem: true }),
      ...assetFiles('plain', 'plain/two.jpg', await jpeg('two'), 'image/jpeg', { aem: true }),
    });
    const oakling = await createOakling({ root, mount: DAM, renditions: false });
    onTestFinished(() => oakling.close());
    await oakling.idle();
    await oakling.move([`${DAM}/vault/one.jpg`], `${DAM}/plain`);
    await oakling.move([`${DAM}/plain/two.jpg`], `${DAM}/vault`);
    expect(Object.keys(readFiles(root))).toEqual(
      expect.arrayContaining(['plain/one.jpg/.content.xml', 'vault/two.jpg', 'vault/two.jpg.yaml']),
    );
    expect((await oakling.status()).map(({ path, aem }) => [path, aem.published])).toEqual([
      [`${DAM}/plain/one.jpg`, true],
      [`${DAM}/vault/two.jpg`, true],
    ]);
  });
});

describe('what is not ours', () => {
  it('stays outside the filter, and what is no asset stays where it is', async () => {
    const root = temporaryFolder();
    writeFiles(root, {
      'META-INF/vault/filter.xml':
        '<workspaceFilter version="1.0"><filter root="/content/dam/ours"/></workspaceFilter>',
      'jcr_root/content/dam/theirs/': '',
      'jcr_root/content/dam/ours/bare.txt': 'no asset',
    });
    const dam = join(root, 'jcr_root/content/dam');
    writeFiles(dam, {
      ...folderFile('vault', 'ours'),
      ...assetFiles('vault', 'ours/one.jpg', await jpeg('one'), 'image/jpeg'),
    });
    const oakling = await createOakling({ root, renditions: false });
    onTestFinished(() => oakling.close());
    await oakling.idle();
    const outside = 'is outside the package filter.';
    expect(await oakling.move([`${DAM}/ours/one.jpg`], `${DAM}/theirs`)).toMatchObject([
      { outcome: 'refused', reason: `${DAM}/theirs/one.jpg ${outside}` },
    ]);
    expect(await oakling.remove([`${DAM}/theirs`], { recursive: true })).toMatchObject([
      { outcome: 'refused', reason: `${DAM}/theirs ${outside}` },
    ]);
    expect(await oakling.makeFolder(`${DAM}/theirs/new`)).toMatchObject({ outcome: 'refused' });
    expect(await oakling.remove([join(dam, 'ours/bare.txt')])).toMatchObject([
      { outcome: 'refused', reason: 'It is no asset yet; ingest it first.' },
    ]);
    expect(existsSync(join(dam, 'ours/bare.txt'))).toBe(true);
  });

  it.each([
    ['v1.0', 'Characters . are not allowed'],
    ['subassets', 'AEM keeps the folder name'],
    ['ours', 'Resource already exists.'],
  ])('is no folder named %s', async (name, reason) => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'ours'));
    const oakling = await createOakling({ root, mount: DAM, renditions: false });
    onTestFinished(() => oakling.close());
    await oakling.idle();
    const row = await oakling.makeFolder(join(root, name));
    expect(row).toMatchObject({ outcome: 'refused', reason: expect.stringContaining(reason) });
    expect(await oakling.makeFolder(`${DAM}/no/where`)).toMatchObject({
      reason: `There is no folder at ${DAM}/no.`,
    });
    expect(Object.keys(readFiles(root))).toEqual(['ours/']);
  });

  it('keeps the order of children where it is asked to', async () => {
    const root = temporaryFolder();
    const oakling = await createOakling({ root, mount: DAM, renditions: false });
    onTestFinished(() => oakling.close());
    await oakling.idle();
    await oakling.makeFolder(`${DAM}/ordered`, { ordered: true });
    expect(readFileSync(join(root, 'ordered/.content.xml'), 'utf8')).toContain('sling:OrderedFolder');
  });

  it('keeps the order that a folder’s node states', async () => {
    const root = temporaryFolder();
    const order = (folder: string) =>
      [...readFileSync(join(root, folder, '.content.xml'), 'utf8').matchAll(/<([\w.-]+)\/>/g)].map(
        ([, name]) => name,
      );
    const ordered = folderFile('vault', 'a')['a/.content.xml']?.toString() ?? '';
    const withChildren = ordered
      .replace('sling:Folder', 'sling:OrderedFolder')
      .replace(
        '</jcr:root>',
        '    <!-- the best first -->\n    <two.jpg/>\n    <one.jpg/>\n    <gone/>\n</jcr:root>',
      );
    writeFiles(root, {
      ...folderFile('vault', 'b'),
      'a/.content.xml': withChildren,
      ...assetFiles('vault', 'a/one.jpg', await jpeg('one'), 'image/jpeg'),
      ...assetFiles('vault', 'a/two.jpg', await jpeg('two'), 'image/jpeg'),
      ...assetFiles('vault', 'b/three.jpg', await jpeg('three'), 'image/jpeg'),
    });
    const oakling = await createOakling({ root, mount: DAM, renditions: false });
    onTestFinished(() => oakling.close());
    await oakling.idle();
    await oakling.move([`${DAM}/b/three.jpg`], `${DAM}/a`);
    expect(order('a')).toEqual(['two.jpg', 'one.jpg', 'gone', 'three.jpg']);
    await oakling.move([`${DAM}/a/two.jpg`], `${DAM}/a/best.jpg`);
    expect(order('a')).toEqual(['best.jpg', 'one.jpg', 'gone', 'three.jpg']);
    await oakling.copy([`${DAM}/a/one.jpg`], `${DAM}/a`);
    await oakling.makeFolder(`${DAM}/a/more`);
    await oakling.remove([`${DAM}/a/one.jpg`]);
    await oakling.move([`${DAM}/a/best.jpg`], `${DAM}/b`);
    expect(order('a')).toEqual(['gone', 'three.jpg', 'one1.jpg', 'more']);
    expect(order('b')).toEqual([]);
    expect(readFileSync(join(root, 'a', '.content.xml'), 'utf8')).toContain('<!-- the best first -->');
    const events: OaklingEvent[] = [];
    oakling.on((event) => events.push(event));
    await oakling.scan();
    expect(events.filter((event) => event.event === 'change' && event.kind === 'update')).toEqual([]);
  });
});
