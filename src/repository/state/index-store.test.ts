import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-tree.ts';
import type { AssetEntry, BareEntry, Entry, FolderEntry } from '../entry.ts';
import type { Tree } from '../tree.ts';
import type { TreeIndex } from '../tree-index.ts';
import { IndexStore } from './index-store.ts';

function treeAt(folder: string): Tree {
  return {
    folder,
    mount: '/content/dam',
    assetsFolder: folder,
    assetsPath: '/content/dam',
    filter: undefined,
    query: { capture: [], volatile: () => false },
    settingProperties: [],
  };
}

const open = (state: string, folder = '/tree') => IndexStore.open(treeAt(folder), state, 'vault');

/** A store that has begun, in a state folder of its own. */
function started() {
  const state = temporaryFolder();
  const opened = open(state);
  opened.store.save();
  return { state, ...opened };
}

/** The index as comparable data; the order of siblings is of no meaning. */
const contents = (index: TreeIndex) =>
  Object.fromEntries(
    [index.root, ...index.entries()].map((entry) => {
      const { parent, ...rest } = entry.kind === 'folder' ? { ...entry, children: undefined } : entry;
      return [parent ? index.pathOf(entry) : 'root', { ...rest, standsIn: parent?.name }];
    }),
  );

const stat = (seed: number) => ({ ino: seed, size: seed * 7, mtimeMs: seed + 0.25, ctimeMs: seed + 0.5 });
const node = (seed: number) => ({
  stat: stat(seed),
  primaryType: seed % 6 ? 'dam:Asset' : undefined,
  content: seed * 3,
  state: seed,
});

function folder(parent: FolderEntry, name: string, seed: number): FolderEntry {
  const settings: Record<string, string> = seed % 2 ? { 'dam:syncMode': 'enabled' } : {};
  const layout = seed % 5 ? 'vault' : 'plain';
  const facts = { ino: seed, layout, settings, unreadable: seed % 7 === 0 } as const;
  const withNode = { ...facts, node: seed % 4 ? node(seed) : undefined };
  return { kind: 'folder', name, parent, facts: withNode, found: seed % 3 === 0, children: new Map() };
}

function asset(parent: FolderEntry, name: string, seed: number): AssetEntry {
  return {
    kind: 'asset',
    name,
    parent,
    layout: seed % 3 ? 'vault' : 'plain',
    node: node(seed),
    binary: seed % 4 ? stat(seed + 1) : undefined,
    uuid: seed % 6 ? `uuid-${seed}` : undefined,
    sha1: seed % 4 ? `sha-${seed}` : undefined,
    scene7Name: seed % 3 ? name : undefined,
    renditionsDue: seed % 5 === 0,
  };
}

function bare(parent: FolderEntry, name: string, seed: number): BareEntry {
  const standing = (['found', 'refused', undefined] as const)[seed % 3];
  return { kind: 'bare', name, parent, stat: stat(seed), standing };
}

const KINDS: readonly ((parent: FolderEntry, name: string, seed: number) => Entry)[] = [
  folder,
  asset,
  bare,
  (parent, name, seed) => ({ kind: 'orphan', name, parent, node: node(seed), uuid: undefined, sha1: 'sha' }),
  (parent, name, seed) => ({ kind: 'opaque', name, parent, stat: stat(seed) }),
];

/** Few, so that things meet; the third is hard to write. */
const name = fc.constantFrom('one', 'two', 'ü 🌰\ud800\u2028');

/** Something that happens to an index, at the folder the first names lead to. */
const happening = fc.record({
  what: fc.constantFrom(
    'put',
    'put',
    'put',
    'drop',
    'childFirst',
    'refresh',
    'move',
    'move',
    'rescue',
    'save',
    'flush',
  ),
  way: fc.array(name, { maxLength: 3 }),
  name,
  kind: fc.constantFrom(0, 0, 0, 1, 2, 3, 4),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
});

type Happening = typeof happening extends fc.Arbitrary<infer One> ? One : never;

function folderAt({ root }: TreeIndex, way: readonly string[]): FolderEntry {
  let current = root;
  for (const step of way) {
    const child = current.children.get(step);
    if (child?.kind !== 'folder') break;
    current = child;
  }
  return current;
}

/** Lets something happen as the road does: to the index, and noted in the store. */
function happen(index: TreeIndex, store: IndexStore, { what, way, name: called, kind, seed }: Happening) {
  const parent = folderAt(index, way);
  const known = parent.children.get(called);
  const make = KINDS[kind] ?? folder;
  switch (what) {
    case 'save':
      return store.save();
    case 'flush':
      return store.flush();
    case 'drop':
      if (known) leave(index, store, known);
      return;
    case 'refresh':
      index.refresh(parent, folder(parent, 'facts', seed).facts);
      return store.put(parent);
    case 'childFirst': {
      const above = folder(parent, called, seed);
      return arrive(index, store, make(above, 'below', seed + 1));
    }
    case 'move': {
      const target = folderAt(index, [...way].reverse());
      if (known?.kind !== 'folder' || isInside(target, known)) return;
      leave(index, store, known);
      known.parent = target;
      return arrive(index, store, known);
    }
    case 'rescue': {
      const inner = known?.kind === 'folder' ? [...known.children.values()][0] : undefined;
      if (!known || inner?.kind !== 'folder') return;
      leave(index, store, known);
      inner.parent = parent;
      return arrive(index, store, inner);
    }
    default:
      arrive(index, store, make(parent, called, seed));
  }
}

function arrive(index: TreeIndex, store: IndexStore, entry: Entry): void {
  index.attach(entry);
  store.put(entry);
}

function leave(index: TreeIndex, store: IndexStore, entry: Entry): void {
  store.drop(entry);
  index.detach(entry);
}

function isInside(entry: FolderEntry, other: FolderEntry): boolean {
  return entry === other || (entry.parent !== undefined && isInside(entry.parent, other));
}

describe('the index store', () => {
  it('knows nothing of a tree it never saved', () => {
    expect(open(join(temporaryFolder(), '.oakling')).isNew).toBe(true);
  });

  it('gives back after anything that may happen what it was given, whether saved or only logged', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 30, size: 'max' }), (happenings) => {
        const state = temporaryFolder();
        const { store, index } = open(state);
        store.save();
        for (const one of happenings) happen(index, store, one);
        store.flush();
        const again = open(state);
        expect(again.isNew).toBe(false);
        expect(again.problems).toEqual([]);
        expect(contents(again.index)).toEqual(contents(index));
        expect(again.index.assetCount).toBe(index.assetCount);
        again.store.save();
        expect(contents(open(state).index)).toEqual(contents(index));
        rmSync(state, { recursive: true });
      }),
      { numRuns: 150 },
    );
  });

  it('knows, wherever a kill cuts the log, what was known at some moment', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, fc.boolean()), { minLength: 1, maxLength: 8 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (steps, where) => {
          const { state, index, store } = started();
          const moments = [contents(index)];
          for (const [i, [called, goes]] of steps.entries()) {
            const known = index.root.children.get(called);
            if (goes && known) leave(index, store, known);
            else arrive(index, store, asset(index.root, called, i + 1));
            moments.push(contents(index));
          }
          store.flush();
          const log = readFileSync(join(state, 'index.log'));
          const header = log.indexOf(10) + 1;
          truncateSync(join(state, 'index.log'), header + Math.floor(where * (log.length - header)));
          const cut = open(state);
          expect(cut.problems).toEqual([]);
          expect(moments).toContainEqual(contents(cut.index));
          // What comes after must not continue the torn line.
          arrive(cut.index, cut.store, bare(cut.index.root, 'after', 5));
          cut.store.flush();
          expect(contents(open(state).index)).toEqual(contents(cut.index));
          rmSync(state, { recursive: true });
        },
      ),
      { numRuns: 100 },
    );
  });

  it('remembers what was written just now as the index does: to be looked at again', () => {
    const { state, store, index } = started();
    const now = Date.now();
    const fresh = { ino: 1, size: 1, mtimeMs: now, ctimeMs: now };
    arrive(index, store, { ...asset(index.root, 'one', 1), node: { ...node(1), stat: fresh } });
    store.flush();
    vi.useFakeTimers({ now: now + 60_000 });
    try {
      expect(contents(open(state).index)).toEqual(contents(index));
    } finally {
      vi.useRealTimers();
    }
  });

  it('remembers uploads that began and did not end', () => {
    const { state, store, index } = started();
    store.begin('/content/dam/one');
    store.begin('/content/dam/two');
    arrive(index, store, asset(index.root, 'one', 3));
    store.flush();
    expect([...open(state).begun]).toEqual(['/content/dam/two']);
  });

  it('remembers them although the log is folded meanwhile, until a save says that all is done', () => {
    const { state, store } = started();
    store.begin('/content/dam/one');
    truncateSync(join(state, 'index.log'), 30);
    const torn = open(state);
    torn.store.begin('/content/dam/two');
    rmSync(state, { recursive: true });
    torn.store.begin('/content/dam/three');
    const again = open(state);
    expect([...again.begun]).toEqual(['/content/dam/two', '/content/dam/three']);
    again.store.save();
    expect(open(state).begun.size).toBe(0);
  });

  it('folds a long log into the snapshot by itself', () => {
    const { state, store, index } = started();
    for (let i = 0; i < 20_001; i++) store.put(index.root);
    store.flush();
    expect(readFileSync(join(state, 'index.log'), 'utf8')).toBe('{"generation":2}\n');
  });

  it('never reads the log of another snapshot', () => {
    const { state, store, index } = started();
    const ghost = asset(index.root, 'ghost', 3);
    arrive(index, store, ghost);
    store.flush();
    const old = readFileSync(join(state, 'index.log'));
    leave(index, store, ghost);
    store.save();
    writeFileSync(join(state, 'index.log'), old);
    expect([...open(state).index.root.children.keys()]).toEqual([]);
  });

  it.each(['5', 'null', '[]', '{"put":["x"],"in":""}', '{"put":{"kind":"bare","name":1},"in":""}', 'text'])(
    'reports a log damaged by %s and keeps what stands before it',
    (line) => {
      const { state, store, index } = started();
      arrive(index, store, asset(index.root, 'one', 3));
      store.flush();
      appendFileSync(join(state, 'index.log'), `${line}\n{"drop":"one"}\n`);
      const again = open(state);
      expect(again.problems.map(({ code }) => code)).toEqual(['state.damaged']);
      expect(again.isNew).toBe(false);
      expect([...again.index.root.children.keys()]).toEqual(['one']);
    },
  );

  it('reads a log that a kill tore in the middle of a letter', () => {
    const { state, store, index } = started();
    arrive(index, store, asset(index.root, 'one', 3));
    store.flush();
    appendFileSync(join(state, 'index.log'), Buffer.from('{"drop":"ü').subarray(0, -1));
    const again = open(state);
    expect(again.problems).toEqual([]);
    expect([...again.index.root.children.keys()]).toEqual(['one']);
  });

  const damages: readonly [string, (file: string) => void][] = [
    ['that is cut off', (file) => truncateSync(file, 20)],
    ['that is empty', (file) => truncateSync(file)],
    ['of zeros', (file) => writeFileSync(file, Buffer.alloc(1000))],
    ['that is not UTF-8', (file) => writeFileSync(file, Buffer.from([0xff, 0xfe, 0x7b]))],
    ['with a column cut short', (file) => edit(file, (said) => said.columns.name?.pop())],
    ['with a file without a name', (file) => edit(file, (said) => said.columns.name?.fill(null))],
    ['with an entry in no folder', (file) => edit(file, (said) => said.parents.fill(7))],
    ['with an entry of no kind', (file) => edit(file, (said) => said.columns.kind?.fill('x'))],
    ['without a generation', (file) => edit(file, (said) => Object.assign(said, { generation: null }))],
    ['that says nothing', (file) => writeFileSync(file, 'null')],
  ];

  it.each(damages)('reports a snapshot %s and counts as new', (_, damage) => {
    const { state, store, index } = started();
    arrive(index, store, asset(index.root, 'one', 3));
    store.save();
    damage(join(state, 'index.json'));
    const { isNew, problems } = open(state);
    expect(isNew).toBe(true);
    expect(problems.map(({ code }) => code)).toEqual(['state.damaged']);
  });

  it('does not take the index of another tree, or of another version', () => {
    const { state } = started();
    expect(open(state, '/other')).toMatchObject({ isNew: true, problems: [] });
    edit(join(state, 'index.json'), (said) => Object.assign(said, { version: 1 }));
    expect(open(state)).toMatchObject({ isNew: true, problems: [] });
  });

  it.each([
    ['all of it', ''],
    ['the log', 'index.log'],
  ])('begins anew when somebody removes the state while it is in use: %s', (_, what) => {
    const { state, store, index } = started();
    arrive(index, store, asset(index.root, 'one', 3));
    store.flush();
    rmSync(join(state, what), { recursive: true });
    arrive(index, store, asset(index.root, 'two', 4));
    store.flush();
    expect(contents(open(state).index)).toEqual(contents(index));
    expect(existsSync(join(state, '.gitignore'))).toBe(true);
  });

  it('loses nothing when the log could not be written for a while', () => {
    const { state, store, index } = started();
    rmSync(join(state, 'index.log'));
    mkdirSync(join(state, 'index.log'));
    arrive(index, store, asset(index.root, 'one', 3));
    expect(() => store.flush()).toThrow('EISDIR');
    rmdirSync(join(state, 'index.log'));
    // What was written before the disk said no.
    writeFileSync(join(state, 'index.log'), '{"generation":1}\n{"put":{"kind"');
    store.flush();
    expect(contents(open(state).index)).toEqual(contents(index));
  });

  it('leaves no half-written file behind', () => {
    const { state, store } = started();
    store.save();
    expect(readdirSync(state).sort()).toEqual(['.gitignore', 'README', 'index.json', 'index.log']);
  });
});

interface Said {
  readonly parents: number[];
  readonly columns: Readonly<Record<string, unknown[] | undefined>>;
}

/** Changes what a snapshot says. */
function edit(file: string, change: (said: Said) => unknown): void {
  const said: Said = JSON.parse(readFileSync(file, 'utf8'));
  change(said);
  writeFileSync(file, JSON.stringify(said));
}
