/**
 * The law of edits on real files: whatever is set, added, removed, renamed or moved, every other byte stays,
 * the file parses and means what was asked, and taking the edit back gives the file back. Runs over a sample
 * of ../shared/corpus, which is not part of the repository; `OAKLING_CORPUS=all` runs over all of it.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docviewFormat } from '../src/docview/docview-format.ts';
import type { NodeDocument, NodeEdit } from '../src/format/node-document.ts';
import { descendant, type NodeData, primaryType } from '../src/jcr/node.ts';
import { isOrderable } from '../src/jcr/node-types.ts';
import { corpusMissing, unpackCorpus } from './support/corpus.ts';
import { editedNode } from './support/edit-model.ts';
import { concreteEdit, editSeedArbitrary } from './support/node-arbitrary.ts';

/** One file in so many, so that an ordinary run takes seconds. */
const isWhole = process.env.OAKLING_CORPUS === 'all';
const EVERY = isWhole ? 1 : 3;
const EDITS_PER_FILE = isWhole ? 20 : 4;

interface Sample {
  readonly file: string;
  readonly document: NodeDocument;
}

const samples: Sample[] = [];
let folder = '';

/**
 * What a node means: the order of children counts only where their parent's type keeps one, an untyped value
 * is a String, and a node without properties is a placeholder.
 */
function meaning(data: NodeData): unknown {
  const children = [...data.children].map(([name, child]) => [name, meaning(child)] as const);
  const isOrdered = isOrderable(primaryType(data)) !== false;
  const properties = [...data.properties].map(([name, property]) => [
    name,
    property.type === 'undefined' ? { ...property, type: 'String' } : property,
  ]);
  return {
    properties: Object.fromEntries(properties),
    children: isOrdered ? children : children.toSorted(([a], [b]) => (a < b ? -1 : 1)),
  };
}

/** The edit that takes another back. */
function inverse(root: NodeData, edit: NodeEdit): NodeEdit[] {
  const { node } = edit;
  const target = descendant(root, node);
  if (!target) return [];
  switch (edit.edit) {
    case 'set':
    case 'remove': {
      const { property } = edit;
      const value = target.properties.get(property);
      return [value ? { edit: 'set', node, property, value } : { edit: 'remove', node, property }];
    }
    case 'addChild': {
      const { child } = edit;
      const data = target.children.get(child);
      const before = following(target, child);
      const back: NodeEdit[] = data
        ? [{ edit: 'addChild', node, child, data, ...(before === undefined ? {} : { before }) }]
        : [];
      return [{ edit: 'removeChild', node, child }, ...back];
    }
    case 'removeChild': {
      const { child } = edit;
      const data = target.children.get(child);
      if (!data) return [];
      const before = following(target, child);
      return [{ edit: 'addChild', node, child, data, ...(before === undefined ? {} : { before }) }];
    }
    case 'renameChild':
      return [{ edit: 'renameChild', node, child: edit.name, name: edit.child }];
    case 'orderChild': {
      const before = following(target, edit.child);
      return [{ edit: 'orderChild', node, child: edit.child, ...(before === undefined ? {} : { before }) }];
    }
  }
}

function following({ children }: NodeData, child: string): string | undefined {
  const names = [...children.keys()];
  return names[names.indexOf(child) + 1];
}

/** Lines of one text that another does not have, each as often as it is missing. */
function linesMissing(from: string, text: string): string[] {
  const left = new Map<string, number>();
  for (const line of text.split('\n')) left.set(line, (left.get(line) ?? 0) + 1);
  return from.split('\n').filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

/**
 * The most lines an edit may change: those of the tag that is broken or joined and the root's, which may get a
 * declaration, and those of what is removed.
 */
function mostLinesLost(document: NodeDocument, edit: NodeEdit): number {
  const OF_TAGS = 4;
  const data = descendant(document.root, edit.node);
  if (edit.edit === 'removeChild') {
    // Comments and blank lines inside a node go with it.
    const others = document.text.match(/<!--[\s\S]*?-->|^\s*$/gm) ?? [];
    return OF_TAGS + linesOf(data?.children.get(edit.child)) + others.join('\n').split('\n').length;
  }
  if (edit.edit !== 'set' && edit.edit !== 'remove') return OF_TAGS;
  // A value may go over several lines, each of which is a blank to XML.
  return OF_TAGS + (data?.properties.get(edit.property)?.values.join().split(/\s/).length ?? 0);
}

/** The most lines a node takes. */
function linesOf(data: NodeData | undefined): number {
  if (!data) return 0;
  const values = [...data.properties.values()].map(({ values }) => values.join().split(/\s/).length);
  const below = [...data.children.values()].map(linesOf);
  return [...values, ...below].reduce((sum, lines) => sum + lines, 3);
}

/** A text without the declarations an edit added: they stay, for nobody else may take them away. */
function withoutAdded(text: string, original: string): string {
  return text.replace(/ xmlns:[\w.-]+="[^"]*"/g, (declaration) =>
    original.includes(declaration) ? declaration : '',
  );
}

/** Whether taking an edit back has nothing to write anew: then it must give the file back whatever its form. */
function isGivenBack(root: NodeData, edit: NodeEdit): boolean {
  switch (edit.edit) {
    case 'set':
      return descendant(root, edit.node)?.properties.has(edit.property) === false;
    case 'addChild':
    case 'renameChild':
    case 'orderChild':
      return true;
    default:
      return false;
  }
}

/** Whether FileVault would write the document as it is: then what is taken away can be written again. */
function isCanonical({ root, text }: NodeDocument): boolean {
  const undeclared = (some: string) => some.replace(/ xmlns:[\w.-]+="[^"]*"/g, '');
  try {
    return undeclared(docviewFormat.print(root)) === undeclared(text);
  } catch (cause) {
    // The namespace of a prefix is known to the file alone, so no file can be printed with it.
    if (cause instanceof RangeError) return false;
    throw cause;
  }
}

describe.skipIf(corpusMissing)(`edits of real files${corpusMissing ? ` (${corpusMissing})` : ''}`, () => {
  beforeAll(() => {
    folder = unpackCorpus('docview-corpus');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.xml'))
      .sort();
    for (const [i, file] of files.entries()) {
      if (i % EVERY !== 0) continue;
      const { document } = docviewFormat.parse(readFileSync(join(folder, file), 'utf8'), file);
      if (document) samples.push({ file, document });
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('leave every other byte alone, mean what was asked, and can be taken back', { timeout: 300_000 }, () => {
    const { seed = 0 } = fc.readConfigureGlobal();
    for (const [i, { file, document }] of samples.entries()) {
      const { text, root } = document;
      fc.assert(
        fc.property(editSeedArbitrary, (seed) => {
          const edit = concreteEdit(root, seed);
          // Siblings of one name are numbered by their place; mixins are names, whatever they are set to.
          if (JSON.stringify(edit).includes(']"')) return;
          if (edit.edit === 'set' && edit.property === 'jcr:mixinTypes') return;
          const edited = document.edit([edit]);
          const again = docviewFormat.parse(edited.text, file).document;
          expect(again && meaning(again.root)).toEqual(meaning(editedNode(root, edit)));
          expect(linesMissing(text, edited.text).length).toBeLessThanOrEqual(mostLinesLost(document, edit));
          const undone = edited.edit(inverse(root, edit));
          expect(meaning(undone.root)).toEqual(meaning(root));
          const isExact = withoutAdded(undone.text, text) === text;
          if (isGivenBack(root, edit) || isCanonical(document))
            expect([file, edit, isExact]).toEqual([file, edit, true]);
        }),
        { numRuns: EDITS_PER_FILE, seed: seed + i },
      );
    }
  });
});
