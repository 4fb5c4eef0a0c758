/**
 * The law of search: whatever happened to the tree, a search finds what a plain filter over the status of
 * all assets and over their node files finds. And of the verbs that change files: index and disk agree.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOakling } from '../src/emulator/create-oakling.ts';
import type { AssetStatus, Oakling } from '../src/emulator/oakling.ts';
import { descendant, type NodeData, valueAt } from '../src/jcr/node.ts';
import { nameOf, parentOf } from '../src/jcr/path.ts';
import { type Property, string, strings } from '../src/jcr/property.ts';
import { formatOf } from '../src/repository/node-file.ts';
import type { SearchQuery } from '../src/search/search-query.ts';
import { folderFile, nodeFile } from './support/assets.ts';
import { jpeg, png } from './support/pictures.ts';
import { temporaryFolder, writeFiles } from './support/temporary-tree.ts';

const MOUNT = '/content/dam';
const FOLDERS = ['campaign', 'campaign/summer', 'plain', 'plain/excluded'];
const NAMES = ['sun rise.jpg', 'Sunset_2.png', '_DSC_1.jpg'];
const TITLES = ['Sonne über Él', 'The sun & the moon', 'rise-and-shine', ''];
const TAGS = [['properties:season/summer'], ['a:sun', 'b:moon'], []];
const TEXTS = [
  'sun',
  'SUN rise',
  '"sun rise"',
  '"rise sun"',
  'moon',
  'el',
  'season summer',
  'dsc',
  'un',
  'uber',
];

const FIELDS = ['text', 'path', 'mime', 'size', 'modified', 'publishMode', 'aem', 'dynamicMedia'] as const;

interface Operation {
  readonly what:
    | 'upload'
    | 'tell'
    | 'move'
    | 'copy'
    | 'remove'
    | 'set'
    | 'publish'
    | 'unpublish'
    | 'reprocess';
  readonly from: string;
  readonly to: string;
  readonly pick: number;
}

const assetPath = fc
  .tuple(fc.constantFrom(...FOLDERS), fc.constantFrom(...NAMES))
  .map((parts) => parts.join('/'));

const operation: fc.Arbitrary<Operation> = fc.record({
  what: fc.constantFrom(
    ...(['upload', 'upload', 'upload', 'tell', 'tell', 'move', 'copy', 'remove'] as const),
    ...(['set', 'publish', 'unpublish', 'reprocess'] as const),
  ),
  from: assetPath,
  to: fc.oneof(assetPath, fc.constantFrom(...FOLDERS)),
  pick: fc.nat(5),
});

const everything = fc.record({
  text: fc.constantFrom(...TEXTS),
  path: fc.constantFrom(MOUNT, ...FOLDERS.map((folder) => `${MOUNT}/${folder}`)),
  mime: fc.constantFrom<string | string[]>('image/*', 'image/png', ['image/png', 'text/*'], '*/jpeg'),
  size: fc.constantFrom('600', '..600', '>400', '0.5KB..0.7KB', '<1B'),
  modified: fc.constantFrom('1h', '..1d', '>2000-01-01', '2026-01-01..2026-01-31'),
  publishMode: fc.constantFrom('selective', 'immediately', 'uponActivation'),
  aem: fc.constantFrom('published', 'unpublished', 'modified'),
  dynamicMedia: fc.constantFrom('published', 'unpublished', 'notSynced', 'notSupported'),
});

/** Few things at a time: what nearly nothing fits tests nothing. */
const query: fc.Arbitrary<SearchQuery> = fc
  .tuple(everything, fc.subarray([...FIELDS], { maxLength: 2 }))
  .map(([asked, fields]) => Object.fromEntries(fields.map((field) => [field, asked[field]])));

/** Does an operation as a user would; what cannot be done is refused, and that is fine. */
async function perform(oakling: Oakling, root: string, { what, from, to, pick }: Operation): Promise<void> {
  const [source, target] = [join(root, from), join(root, to)];
  switch (what) {
    case 'upload': {
      const isFree = !existsSync(source) && existsSync(parentOf(source) ?? '');
      if (isFree) writeFileSync(source, await (pick % 2 ? png : jpeg)(`${from}${pick}`, 8 + pick * 8));
      break;
    }
    case 'tell':
      tell(root, from, pick);
      break;
    case 'move':
    case 'copy':
      await oakling[what]([source], target);
      break;
    case 'remove':
      await oakling.remove([pick === 0 ? target : source], { recursive: pick === 0 });
      break;
    case 'set': {
      const publish = (['immediately', 'uponActivation', 'selective', ''] as const)[pick % 4] ?? '';
      await oakling.set(parentOf(source) ?? '', { publish });
      break;
    }
    case 'reprocess':
      await oakling.reprocess([source]);
      break;
    default:
      await oakling.apply(await oakling.plan(what, [source]));
  }
  oakling.hint([parentOf(source) ?? root]);
  await oakling.idle();
}

/** Writes texts into an asset's node, as an editor does. */
function tell(root: string, path: string, pick: number): void {
  const [file, document] = openNode(root, path) ?? [];
  if (!file || !document?.root.children.has('jcr:content')) return;
  const set = (property: string, value: Property) =>
    ({ edit: 'set', node: ['jcr:content', 'metadata'], property, value }) as const;
  const title = TITLES[pick % TITLES.length] ?? '';
  const edited = document.edit([
    set('dc:title', pick === 5 ? strings([title, 'Zweiter']) : string(title)),
    set('cq:tags', strings(TAGS[pick % TAGS.length] ?? [])),
  ]);
  writeFileSync(file, edited.text);
}

function openNode(root: string, path: string) {
  for (const layout of ['vault', 'plain'] as const) {
    const file = join(
      root,
      nodeFile(layout, path.replace(/(^|\/)_(?=DSC)/, layout === 'vault' ? '$1__' : '$&')),
    );
    const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    const { document } = text === undefined ? {} : formatOf(layout).parse(text, file);
    if (document) return [file, document] as const;
  }
  return undefined;
}

/** What a query means, written down as plainly as can be. */
function isMeant(root: string, row: AssetStatus, asked: SearchQuery, now: Date): boolean {
  const node = openNode(root, row.path.slice(MOUNT.length + 1))?.[1].root;
  if (!node) throw new Error(`no node of ${row.path}`);
  return (
    (!asked.text || hasWords(textsOf(row.path, node), asked.text)) &&
    (!asked.path || `${row.path}/`.startsWith(`${String(asked.path)}/`)) &&
    (!asked.mime || [asked.mime].flat().some((glob) => isOfType(metadata(node, 'dc:format') ?? '', glob))) &&
    (!asked.size || isOfSize(Number(metadata(node, 'dam:size')), asked.size)) &&
    (!asked.modified ||
      isFrom(new Date(valueAt(node, ['jcr:content'], 'jcr:lastModified') ?? ''), asked.modified, now)) &&
    (!asked.publishMode || row.publishMode.mode === asked.publishMode) &&
    (!asked.aem || aemOf(row).includes(String(asked.aem))) &&
    (!asked.dynamicMedia || dynamicMediaOf(row) === asked.dynamicMedia)
  );
}

const metadata = (node: NodeData, property: string) => valueAt(node, ['jcr:content', 'metadata'], property);

function textsOf(path: string, node: NodeData): string[] {
  const properties = descendant(node, ['jcr:content', 'metadata'])?.properties;
  const values = ['dc:title', 'dc:description', 'cq:tags'].flatMap(
    (name) => properties?.get(name)?.values ?? [],
  );
  return [nameOf(path), ...values];
}

const wordsOf = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

function hasWords(texts: readonly string[], asked: string): boolean {
  const phrases = asked.startsWith('"') ? [wordsOf(asked)] : wordsOf(asked).map((word) => [word]);
  return phrases.every((phrase) => texts.some((text) => beginsSomewhere(wordsOf(text), phrase)));
}

function beginsSomewhere(words: readonly string[], phrase: readonly string[]): boolean {
  return words.some((_, start) =>
    phrase.every((wanted, i) =>
      i === phrase.length - 1 ? words[start + i]?.startsWith(wanted) : words[start + i] === wanted,
    ),
  );
}

const isOfType = (type: string, glob: string) => new RegExp(`^${glob.replaceAll('*', '.*')}$`).test(type);

const isOfSize = (size: number, range: string) =>
  ({
    '600': size >= 600,
    '..600': size <= 600,
    '>400': size > 400,
    '0.5KB..0.7KB': size >= 512 && size <= 717,
    '<1B': size < 1,
  })[range] === true;

const isFrom = (time: Date, range: string, now: Date) =>
  ({
    '1h': time.getTime() >= now.getTime() - 3_600_000,
    '..1d': time.getTime() <= now.getTime() - 86_400_000,
    '>2000-01-01': time.getFullYear() >= 2000,
    '2026-01-01..2026-01-31': time.getFullYear() === 2026 && time.getMonth() === 0,
  })[range] === true;

function aemOf({ aem }: AssetStatus): string[] {
  if (!aem.published) return ['unpublished'];
  return aem.modifiedSince ? ['published', 'modified'] : ['published'];
}

function dynamicMediaOf({ sync, dynamicMedia }: AssetStatus): string {
  if (dynamicMedia.published) return 'published';
  return sync.state === 'synced' ? 'unpublished' : sync.state;
}

async function openTree(root: string, clock: () => Date): Promise<Oakling> {
  writeFiles(root, {
    ...folderFile('vault', 'campaign', { 'dam:publishMode': 'selective' }),
    'campaign/summer/': '',
    ...folderFile('plain', 'plain'),
    ...folderFile('plain', 'plain/excluded', { 'dam:syncMode': 'disabled' }),
  });
  const oakling = await createOakling({ root, mount: MOUNT, renditions: false, clock, user: 'author' });
  await oakling.idle();
  return oakling;
}

describe('search', () => {
  it('finds what a plain filter finds, after whatever happened', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(operation, query), { minLength: 4, maxLength: 12 }),
        async (steps) => {
          const root = temporaryFolder();
          let now = new Date('2026-01-10T12:00:00.000Z');
          const oakling = await openTree(root, () => now);
          try {
            for (const [i, folder] of FOLDERS.entries()) {
              await perform(oakling, root, {
                what: 'upload',
                from: `${folder}/${NAMES[i % 3]}`,
                to: '',
                pick: i,
              });
            }
            for (const [next, asked] of steps) {
              now = new Date(now.getTime() + 1000);
              await perform(oakling, root, next);
              const status = await oakling.status();
              const meant = status.filter((row) => isMeant(root, row, asked, now)).map(({ path }) => path);
              if (asked.path && !existsSync(join(root, String(asked.path).slice(MOUNT.length)))) {
                await expect(oakling.search(asked)).rejects.toThrow(RangeError);
                continue;
              }
              const { total, paths } = await oakling.search(asked);
              expect([...paths].sort()).toEqual(meant.sort());
              expect(total).toBe(meant.length);
              found += total;
            }
            const fresh = await createOakling({
              root,
              mount: MOUNT,
              readOnly: true,
              stateFolder: join(root, '.none'),
            });
            expect(await oakling.status()).toEqual(await fresh.status());
            expect((await oakling.search({})).paths).toEqual((await fresh.search({})).paths);
            await fresh.close();
          } finally {
            await oakling.close();
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(found).toBeGreaterThan(500);
  }, 60_000);

  it('pages through an order in which every result has one place', async () => {
    const root = temporaryFolder();
    const oakling = await openTree(root, () => new Date('2026-01-10T12:00:00.000Z'));
    onTestFinished(() => oakling.close());
    const pictures = [
      'campaign/b.png',
      'campaign/a.png',
      'campaign/summer/c.png',
      'plain/a-b.png',
      'plain/a.png',
    ];
    for (const [i, path] of pictures.entries())
      writeFiles(root, { [path]: await png(path, 8 + 30 * (i % 3)) });
    await oakling.scan();
    const all = (await oakling.search({})).paths;
    expect(all.map((path) => path.slice(MOUNT.length + 1))).toEqual([
      'campaign/a.png',
      'campaign/b.png',
      'campaign/summer/c.png',
      'plain/a-b.png',
      'plain/a.png',
    ]);
    for (const order of ['path', 'name', 'size', 'modified', 'published'] as const) {
      const up = (await oakling.search({ order })).paths;
      const pages = await Promise.all(
        [0, 2, 4, 6].map(async (offset) => (await oakling.search({ order, offset, limit: 2 })).paths),
      );
      expect(pages.flat()).toEqual(up);
      expect([...(await oakling.search({ order: `-${order}` })).paths].sort()).toEqual([...all].sort());
    }
    expect((await oakling.search({ order: '-path' })).paths).toEqual([...all].reverse());
    const sizes = (await oakling.listRows((await oakling.search({ order: '-size' })).paths)).map(
      (row) => row.size ?? 0,
    );
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });

  it('finds folders where it is asked for them, by their titles and the mode in force', async () => {
    const root = temporaryFolder();
    const oakling = await openTree(root, () => new Date());
    onTestFinished(() => oakling.close());
    await oakling.makeFolder(join(root, 'campaign', 'autumn'), { title: 'Herbst & Wind' });
    expect((await oakling.search({ text: 'wind' })).paths).toEqual([]);
    expect((await oakling.search({ text: 'wind', type: 'folder' })).paths).toEqual([
      `${MOUNT}/campaign/autumn`,
    ]);
    expect((await oakling.search({ type: 'folder', publishMode: 'selective' })).paths).toEqual([
      `${MOUNT}/campaign`,
    ]);
    expect((await oakling.search({ type: ['asset', 'folder'], path: `${MOUNT}/plain` })).paths).toEqual([
      `${MOUNT}/plain`,
      `${MOUNT}/plain/excluded`,
    ]);
    expect((await oakling.search({ type: 'folder', dynamicMedia: 'notSynced' })).total).toBe(0);
  });

  it.each([
    [{ size: '5 miles' }, 'is no size'],
    [{ modified: 'yesterday' }, 'is no time'],
    [{ aem: 'public' as 'published' }, 'aem cannot be "public"'],
    [{ dynamicMedia: ['published', 'x' as 'published'] }, 'dynamicMedia cannot be "x"'],
    [{ publishMode: 'later' as 'selective' }, 'publishMode cannot be "later"'],
    [{ type: 'page' as 'asset' }, 'type cannot be "page"'],
    [{ order: 'colour' as 'name' }, 'no order "colour"'],
    [{ limit: -1 }, 'limit is a whole number'],
    [{ offset: 0.5 }, 'offset is a whole number'],
    [{ path: '/content/dam/nowhere' }, 'no asset or folder at /content/dam/nowhere'],
  ] satisfies [SearchQuery, string][])('says what is wrong with %j', async (asked, message) => {
    const root = temporaryFolder();
    const oakling = await openTree(root, () => new Date());
    onTestFinished(() => oakling.close());
    await expect(oakling.search(asked)).rejects.toThrow(new RegExp(message));
  });
});
