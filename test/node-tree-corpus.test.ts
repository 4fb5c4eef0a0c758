/**
 * Real content packages as trees of nodes: every node is found again, and edits that are taken back leave the
 * files as they were, whichever layout they have. Needs ../shared/corpus, which is not part of the repository.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openNodeTree } from '../src/aggregates/node-tree.ts';
import type { TreeEdit } from '../src/aggregates/tree-edit.ts';
import { node } from '../src/jcr/node.ts';
import { isWithin, join as joinPath, parentOf } from '../src/jcr/path.ts';
import { name, string } from '../src/jcr/property.ts';
import type { Problem } from '../src/problems/problem.ts';
import { corpusMissing, unpackCorpus } from './support/corpus.ts';
import { readFiles } from './support/temporary-tree.ts';

const folders: string[] = [];

/** Every `jcr_root` below a folder. */
function rootsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => {
      const below = join(folder, entry.name);
      return entry.name === 'jcr_root' ? [below] : rootsIn(below);
    });
}

const FRESH = node({ 'jcr:primaryType': name('nt:unstructured'), 'jcr:title': string('x') });

/** An edit of a node, and the one that takes it back. */
function thereAndBack(path: string, kind: 'set' | 'addNode' | 'moveNode'): readonly [TreeEdit, TreeEdit] {
  const fresh = joinPath(kind === 'addNode' ? path : (parentOf(path) ?? '/'), 'zzz');
  switch (kind) {
    case 'set':
      return [
        { edit: 'set', path, property: 'zzz', value: string('x') },
        { edit: 'remove', path, property: 'zzz' },
      ];
    case 'addNode':
      return [
        { edit: 'addNode', path: fresh, data: FRESH },
        { edit: 'removeNode', path: fresh },
      ];
    case 'moveNode':
      return [
        { edit: 'moveNode', path, to: fresh },
        { edit: 'moveNode', path: fresh, to: path },
      ];
  }
}

/**
 * Files as text, but for what edits may leave behind: a declaration that was added, and an empty element that
 * was written with two tags.
 */
function comparable(folder: string): Record<string, string | undefined> {
  const text = (bytes: Buffer | null) =>
    bytes
      ?.toString('latin1')
      .replace(/ xmlns:(nt|jcr)="[^"]*"/g, '')
      .replace(/>\s*<\/[^>]+>/g, '/>');
  return Object.fromEntries(Object.entries(readFiles(folder)).map(([file, bytes]) => [file, text(bytes)]));
}

describe.skipIf(corpusMissing)(`real packages${corpusMissing ? ` (${corpusMissing})` : ''}`, () => {
  let roots: string[] = [];
  beforeAll(() => {
    for (const archive of ['docview-corpus', 'wknd-dam']) folders.push(unpackCorpus(archive));
    roots = folders.flatMap(rootsIn);
  });
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  it('read as nodes that are found by their paths and by their files', () => {
    const problems: Problem[] = [];
    let count = 0;
    for (const folder of roots) {
      const tree = openNodeTree({ folder, mount: '/', report: (found) => problems.push(found) });
      for (const { path, primaryType, source } of tree.walk()) {
        count++;
        const file = source.source === 'folder' ? source.folder : source.file;
        if (count % 4 !== 0) continue;
        expect(isWithin(path, tree.pathOf(file) ?? 'nowhere')).toBe(true);
        expect(tree.node(path)?.path).toBe(path);
        if (source.source !== 'unreadable') expect([path, primaryType]).toEqual([path, expect.any(String)]);
      }
    }
    expect(count).toBeGreaterThan(12_000);
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['docview.syntax', 'docview.value']));
  });

  it('are as they were when edits are taken back', () => {
    const { seed = 0 } = fc.readConfigureGlobal();
    for (const [i, folder] of roots.entries()) {
      const tree = openNodeTree({ folder, mount: '/' });
      // What files only imply gets a node file by the first edit, and keeps it; a file stays with its content.
      const paths = [...tree.walk()]
        .filter(
          ({ path, source, binaries }) => path !== '/' && source.source === 'document' && binaries.size === 0,
        )
        .map(({ path }) => path);
      if (paths.length === 0) continue;
      const before = comparable(folder);
      const kind = fc.constantFrom('set' as const, 'addNode' as const, 'moveNode' as const);
      fc.assert(
        fc.property(fc.constantFrom(...paths), kind, (path, way) => {
          const [there, back] = thereAndBack(path, way);
          expect(tree.edit([there]).problems).toEqual([]);
          expect(tree.edit([back]).problems).toEqual([]);
        }),
        { numRuns: 6, seed: seed + i },
      );
      expect(comparable(folder)).toEqual(before);
    }
  });
});
