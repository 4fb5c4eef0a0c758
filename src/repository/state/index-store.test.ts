import { appendFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-tree.ts';
import type { AssetEntry, FolderEntry } from '../entry.ts';
import type { Tree } from '../tree.ts';
import type { TreeIndex } from '../tree-index.ts';
import { recordOf } from './entry-record.ts';
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

const stat = (seed: number) => ({ ino: seed, size: seed * 7, mtimeMs: seed + 0.25, ctimeMs: seed + 0.5 });
const node = (seed: number) => ({
  stat: stat(seed),
  primaryType: 'dam:Asset',
  content: seed * 3,
  state: seed,
});

function folder(parent: FolderEntry, name: string, seed: number): FolderEntry {
  const settings: Record<string, string> = seed % 2 ? { 'dam:syncMode': 'enabled' } : {};
  const facts = { ino: seed, layout: 'vault', node: undefined, settings, unreadable: false } as const;
  return { kind: 'folder', name, parent, facts, found: seed % 3 === 0, children: new Map() };
}

function asset(parent: FolderEntry, name: string, seed: number): AssetEntry {
  const uuid = `uuid-${seed}`;
  const [binary, sha1] = seed % 4 ? [stat(seed + 1), `sha-${seed}`] : [undefined, undefined];
  return {
    kind: 'asset',
    name,
    parent,
    layout: 'vault',
    node: node(seed),
    binary,
    uuid,
    sha1,
    scene7Name: name,
    renditionsDue: seed % 5 === 0,
  };
}

/** The index as comparable data. */
const contents = (index: TreeIndex) =>
  [...index.entries()].map((entry) => [index.pathOf(entry), recordOf(entry)]);

const change = fc.record({
  folder: fc.constantFrom('a', 'b'),
  name: fc.constantFrom('one', 'two', 'three'),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  drop: fc.boolean(),
  save: fc.boolean(),
});

describe('the index store', () => {
  it('knows nothing of a tree it never saved', () => {
    expect(IndexStore.open(treeAt('/tree'), join(temporaryFolder(), '.oakling'), 'vault').isNew).toBe(true);
  });

  it('gives back after any changes what it was given, whether saved or only logged', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        const state = temporaryFolder();
        const { store, index } = IndexStore.open(treeAt('/tree'), state, 'vault');
        store.save();
        for (const { folder: folderName, name, seed, drop, save } of changes) {
          const known = index.root.children.get(folderName);
          const parent = known?.kind === 'folder' ? known : folder(index.root, folderName, seed);
          if (!known) {
            index.attach(parent);
            store.put(parent);
          }
          const before = parent.children.get(name);
          if (drop && before) {
            store.drop(before);
            index.detach(before);
          } else {
            index.attach(asset(parent, name, seed));
            const attached = parent.children.get(name);
            if (attached) store.put(attached);
          }
          if (save) store.save();
        }
        store.flush();
        const again = IndexStore.open(treeAt('/tree'), state, 'vault');
        expect(again.isNew).toBe(false);
        expect(contents(again.index).sort()).toEqual(contents(index).sort());
      }),
      { numRuns: 100 },
    );
  });

  it('remembers uploads that began and did not end', () => {
    const state = temporaryFolder();
    const { store, index } = IndexStore.open(treeAt('/tree'), state, 'vault');
    store.save();
    store.begin('/content/dam/one');
    store.begin('/content/dam/two');
    store.put(asset(index.root, 'one', 3));
    store.flush();
    expect([...IndexStore.open(treeAt('/tree'), state, 'vault').begun]).toEqual(['/content/dam/two']);
  });

  it('takes a log up to the line a kill tore, and goes on with a new one', () => {
    const state = temporaryFolder();
    const { store, index } = IndexStore.open(treeAt('/tree'), state, 'vault');
    store.save();
    store.put(asset(index.root, 'one', 3));
    store.flush();
    appendFileSync(join(state, 'index.log'), '{"put":["asset","two"');
    const torn = IndexStore.open(treeAt('/tree'), state, 'vault');
    expect([...torn.index.root.children.keys()]).toEqual(['one']);
    torn.store.put(asset(torn.index.root, 'three', 4));
    torn.store.flush();
    expect([...IndexStore.open(treeAt('/tree'), state, 'vault').index.root.children.keys()]).toContain('one');
    expect(readFileSync(join(state, 'index.log'), 'utf8')).not.toContain('"two"');
  });

  it('never reads the log of another snapshot', () => {
    const state = temporaryFolder();
    const { store, index } = IndexStore.open(treeAt('/tree'), state, 'vault');
    store.save();
    store.put(asset(index.root, 'ghost', 3));
    store.flush();
    const old = readFileSync(join(state, 'index.log'));
    store.save();
    writeFileSync(join(state, 'index.log'), old);
    expect([...IndexStore.open(treeAt('/tree'), state, 'vault').index.root.children.keys()]).toEqual([]);
  });

  it('reports a damaged snapshot and counts as new', () => {
    const state = temporaryFolder();
    mkdirSync(state, { recursive: true });
    const { store } = IndexStore.open(treeAt('/tree'), state, 'vault');
    store.save();
    truncateSync(join(state, 'index.json'), 20);
    const { isNew, problems } = IndexStore.open(treeAt('/tree'), state, 'vault');
    expect(isNew).toBe(true);
    expect(problems.map(({ code }) => code)).toEqual(['state.damaged']);
  });

  it('does not take the index of another tree', () => {
    const state = temporaryFolder();
    IndexStore.open(treeAt('/tree'), state, 'vault').store.save();
    expect(IndexStore.open(treeAt('/other'), state, 'vault').isNew).toBe(true);
  });
});
