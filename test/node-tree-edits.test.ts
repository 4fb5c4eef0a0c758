/**
 * The law of the node tree: after any edits the files read as the nodes one would have without files, the tree
 * that was edited and one that is opened afresh agree, and no temporary file is left.
 */
import { rmSync } from 'node:fs';
import { join as joinFile } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openNodeTree } from '../src/aggregates/node-tree.ts';
import type { TreeEdit } from '../src/aggregates/tree-edit.ts';
import { type NodeData, node, primaryType } from '../src/jcr/node.ts';
import { isOrderable } from '../src/jcr/node-types.ts';
import { isWithin, join, nameOf, parentOf, segmentsOf } from '../src/jcr/path.ts';
import { name, string } from '../src/jcr/property.ts';
import { readFiles, temporaryFolder, writeFiles } from './support/temporary-tree.ts';

const MOUNT = '/c';
const TYPES = [
  'nt:unstructured',
  'sling:Folder',
  'sling:OrderedFolder',
  'cq:Page',
  'dam:AssetContent',
  'rep:ACL',
];

/** A node without files, to be changed in place. */
interface Model {
  readonly type: string;
  readonly values: Map<string, string>;
  children: Map<string, Model>;
}

const modelArbitrary = (depth: number): fc.Arbitrary<Model> =>
  fc.record({
    type: fc.constantFrom(...TYPES),
    values: fc.constant(new Map<string, string>()),
    children: fc
      .array(
        fc.tuple(
          fc.constantFrom('a', 'b', 'jcr:content', 'x y'),
          fc.constant(0).chain(() => modelArbitrary(depth - 1)),
        ),
        { maxLength: depth === 0 ? 0 : 2 },
      )
      .map((children) => new Map(children)),
  });

const seedArbitrary = fc.record({
  kind: fc.constantFrom(
    'set',
    'remove',
    'addNode',
    'addNode',
    'removeNode',
    'moveNode',
    'moveNode',
    'orderNode',
  ),
  pick: fc.nat(100),
  other: fc.nat(100),
  before: fc.option(fc.nat(100), { nil: undefined }),
  property: fc.constantFrom('p', 'jcr:title', 'q r'),
  name: fc.constantFrom('a', 'b', 'c', '_d_e', 'jcr:content', 'f.jpg', 'x y'),
  model: modelArbitrary(2),
});

type Seed = typeof seedArbitrary extends fc.Arbitrary<infer Value> ? Value : never;

function* paths(model: Model, path = MOUNT): Generator<string> {
  yield path;
  for (const [child, below] of model.children) yield* paths(below, join(path, child));
}

function at(root: Model, path: string): Model | undefined {
  let model: Model | undefined = root;
  for (const step of segmentsOf(path).slice(1)) model = model?.children.get(step);
  return model;
}

const copy = ({ type, values, children }: Model): Model => ({
  type,
  values: new Map(values),
  children: new Map([...children].map(([child, below]) => [child, copy(below)])),
});

function dataOf({ type, values, children }: Model): NodeData {
  const properties = Object.fromEntries([...values].map(([property, value]) => [property, string(value)]));
  const below = Object.fromEntries([...children].map(([child, model]) => [child, dataOf(model)]));
  return node({ 'jcr:primaryType': name(type), ...properties }, below);
}

/** An edit that is allowed on a model. */
function editFor(root: Model, seed: Seed): TreeEdit | undefined {
  const all = [...paths(root)];
  const path = all[seed.pick % all.length] ?? MOUNT;
  const other = all[seed.other % all.length] ?? MOUNT;
  const beforeIn = (parent: string, but: string) => {
    const siblings = [...(at(root, parent)?.children.keys() ?? [])].filter((sibling) => sibling !== but);
    const before =
      seed.before === undefined ? undefined : siblings[seed.before % Math.max(1, siblings.length)];
    return before === undefined || isOrderable(at(root, parent)?.type) === false ? {} : { before };
  };
  if (seed.kind === 'set')
    return { edit: 'set', path, property: seed.property, value: string(String(seed.other)) };
  if (seed.kind === 'remove') return { edit: 'remove', path, property: seed.property };
  if (seed.kind === 'addNode') {
    if (at(root, path)?.children.has(seed.name)) return undefined;
    const data = dataOf(seed.model);
    return { edit: 'addNode', path: join(path, seed.name), data, ...beforeIn(path, '') };
  }
  const parent = parentOf(path);
  if (path === MOUNT || parent === undefined) return undefined;
  if (seed.kind === 'removeNode') return { edit: 'removeNode', path };
  if (seed.kind === 'orderNode') {
    if (isOrderable(at(root, parent)?.type) === false) return undefined;
    return { edit: 'orderNode', path, ...beforeIn(parent, nameOf(path)) };
  }
  if (isWithin(other, path) || at(root, other)?.children.has(seed.name)) return undefined;
  return { edit: 'moveNode', path, to: join(other, seed.name), ...beforeIn(other, nameOf(path)) };
}

/** What an edit means without files. */
function change(root: Model, edit: TreeEdit): void {
  const { path } = edit;
  const parent = at(root, parentOf(path) ?? MOUNT) ?? root;
  const model = at(root, path);
  switch (edit.edit) {
    case 'set':
      model?.values.set(edit.property, edit.value.values[0] ?? '');
      return;
    case 'remove':
      model?.values.delete(edit.property);
      return;
    case 'addNode':
      return;
    case 'removeNode':
      parent.children.delete(nameOf(path));
      return;
    case 'moveNode': {
      const target = at(root, parentOf(edit.to) ?? MOUNT) ?? root;
      const isRename = target === parent && edit.before === undefined;
      if (!model) return;
      if (isRename) {
        const renamed = [...parent.children].map(
          ([child, below]) => [child === nameOf(path) ? nameOf(edit.to) : child, below] as const,
        );
        parent.children = new Map(renamed);
        return;
      }
      parent.children.delete(nameOf(path));
      place(target, nameOf(edit.to), model, edit.before);
      return;
    }
    case 'orderNode':
      if (!model) return;
      parent.children.delete(nameOf(path));
      place(parent, nameOf(path), model, edit.before);
  }
}

function place(parent: Model, child: string, model: Model, before: string | undefined): void {
  const entries = [...parent.children];
  const index = entries.findIndex(([sibling]) => sibling === before);
  parent.children = new Map(entries.toSpliced(index < 0 ? entries.length : index, 0, [child, model]));
}

/** What nodes mean: the order of children only where the type keeps one. */
function meaning(data: NodeData | undefined): unknown {
  if (!data) return undefined;
  const children = [...data.children].map(([child, below]) => [child, meaning(below)] as const);
  const isOrdered = isOrderable(primaryType(data)) !== false;
  return {
    values: Object.fromEntries([...data.properties].map(([property, { values }]) => [property, values])),
    children: isOrdered ? children : children.toSorted(([a], [b]) => (a < b ? -1 : 1)),
  };
}

/** A node file for the root. */
const ROOTS = {
  vault: [
    '.content.xml',
    '<jcr:root xmlns:jcr="http://www.jcp.org/jcr/1.0" jcr:primaryType="sling:OrderedFolder"/>\n',
  ],
  plain: ['.content.yaml', 'jcr:primaryType: !Name sling:OrderedFolder\n'],
} as const;

/** The edits that seeds lead to; the model is what they lead to without files. */
function* editsOf(root: Model, seeds: readonly Seed[]): Generator<TreeEdit> {
  for (const seed of seeds) {
    const edit = editFor(root, seed);
    if (!edit) continue;
    yield edit;
    const parent = at(root, parentOf(edit.path) ?? MOUNT) ?? root;
    if (edit.edit === 'addNode') place(parent, nameOf(edit.path), copy(seed.model), edit.before);
    else change(root, edit);
  }
}

describe.each(['vault', 'plain'] as const)('edits in the %s layout', (layout) => {
  it.each([['one by one'], ['all at once']])('lead to the nodes one would have without files, %s', (way) => {
    const work = temporaryFolder();
    let run = 0;
    fc.assert(
      fc.property(fc.array(seedArbitrary, { minLength: 1, maxLength: 12 }), (seeds) => {
        const folder = joinFile(work, String(run++));
        const [file, text] = ROOTS[layout];
        writeFiles(folder, { [file]: text });
        const tree = openNodeTree({ folder, mount: MOUNT });
        const root: Model = { type: 'sling:OrderedFolder', values: new Map(), children: new Map() };
        const check = (edits: readonly TreeEdit[]) => {
          const problems: string[] = [];
          const fresh = openNodeTree({
            folder,
            mount: MOUNT,
            report: ({ message }) => problems.push(message),
          });
          const expected = meaning(dataOf(root));
          expect([edits, meaning(fresh.data(MOUNT))]).toEqual([edits, expected]);
          expect(meaning(tree.data(MOUNT))).toEqual(expected);
          expect(problems).toEqual([]);
        };
        if (way === 'all at once') {
          const edits = [...editsOf(root, seeds)];
          expect(tree.edit(edits).problems).toEqual([]);
          check(edits);
        } else {
          for (const seed of seeds) {
            const edits = [...editsOf(root, [seed])];
            expect(tree.edit(edits).problems).toEqual([]);
            check(edits);
          }
        }
        expect(Object.keys(readFiles(folder)).filter((left) => left.includes('.oakling'))).toEqual([]);
        rmSync(folder, { recursive: true });
      }),
      { numRuns: 100 },
    );
  });
});
