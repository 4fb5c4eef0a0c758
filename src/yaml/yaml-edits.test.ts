/**
 * The laws of editing a YAML node file, on nodes and styles nobody thought of.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparable, editedNode } from '../../test/support/edit-model.ts';
import { messyYaml } from '../../test/support/messy-yaml.ts';
import {
  concreteEdit,
  editSeedArbitrary,
  nodeArbitrary,
  propertyArbitrary,
} from '../../test/support/node-arbitrary.ts';
import type { NodeDocument } from '../format/node-document.ts';
import { yamlFormat } from './yaml-format.ts';

function parse(text: string): NodeDocument {
  const { document, problems } = yamlFormat.parse(text, 'x.yaml');
  if (!document) throw new Error(`${JSON.stringify(problems)}\n${text}`);
  return document;
}

/** A node in canonical form or in any style, as a document. */
const documentArbitrary = fc
  .tuple(nodeArbitrary, fc.infiniteStream(fc.nat({ max: 23 })), fc.boolean())
  .map(([node, stream, canonical]) => {
    const text = canonical
      ? yamlFormat.print(node)
      : messyYaml(node, (options) => (stream.next().value ?? 0) % options);
    return { node, document: parse(text) };
  });

const RUNS = { numRuns: Number(process.env.OAKLING_RUNS ?? 150) };

describe('a YAML node file', () => {
  it('reads as the node it was written for', () => {
    fc.assert(
      fc.property(documentArbitrary, ({ node, document }) => {
        expect(document.problems).toEqual([]);
        expect(comparable(document.root)).toEqual(comparable(node));
      }),
      RUNS,
    );
  });

  it('means after edits what the edits mean', () => {
    fc.assert(
      fc.property(documentArbitrary, fc.array(editSeedArbitrary, { maxLength: 6 }), ({ document }, seeds) => {
        const edits = [];
        let model = document.root;
        let single = document;
        for (const seed of seeds) {
          const edit = concreteEdit(model, seed);
          edits.push(edit);
          model = editedNode(model, edit);
          single = single.edit([edit]);
          expect(comparable(single.root), `${JSON.stringify(edit)}\n${single.text}`).toEqual(
            comparable(model),
          );
        }
        expect(comparable(document.edit(edits).root)).toEqual(comparable(model));
      }),
      RUNS,
    );
  });

  it('keeps its text when an edit says what is there', () => {
    fc.assert(
      fc.property(documentArbitrary, ({ document }) => {
        const edits = [...document.root.properties].map(([property, value]) => {
          return { edit: 'set', node: [], property, value } as const;
        });
        const orders = [...document.root.children.keys()].map((child) => {
          return { edit: 'orderChild', node: [], child, before: child } as const;
        });
        expect(
          document.edit([...edits, ...orders, { edit: 'remove', node: [], property: 'absent' }]).text,
        ).toBe(document.text);
      }),
      RUNS,
    );
  });

  it('has its bytes back when what was added is removed', () => {
    fc.assert(
      fc.property(documentArbitrary, editSeedArbitrary, propertyArbitrary, ({ document }, seed, value) => {
        const edit = concreteEdit(document.root, { ...seed, kind: 'addChild', name: 'added', value });
        if (edit.edit !== 'addChild') throw new Error('The name is free.');
        const child = document
          .edit([edit])
          .edit([{ edit: 'removeChild', node: edit.node, child: edit.child }]);
        expect(child.text).toBe(document.text);
        const property = document
          .edit([{ edit: 'set', node: edit.node, property: 'added', value }])
          .edit([{ edit: 'remove', node: edit.node, property: 'added' }]);
        expect(property.text).toBe(document.text);
      }),
      RUNS,
    );
  });

  it.each(['set', 'addChild', 'orderChild'] as const)('loses no remark by %s', (kind) => {
    fc.assert(
      fc.property(documentArbitrary, editSeedArbitrary, ({ document }, seed) => {
        const edit = concreteEdit(document.root, {
          ...seed,
          kind,
          name: 'added',
          pick: kind === 'set' ? -1 : seed.pick,
        });
        fc.pre(edit.edit === kind);
        const [before, after] = [document.text, document.edit([edit]).text].map(remarks);
        if (kind === 'orderChild') expect(after?.toSorted()).toEqual(before?.toSorted());
        else expect(after).toEqual(before);
      }),
      RUNS,
    );
  });
});

/** The remarks `messyYaml` makes. */
function remarks(text: string): readonly string[] {
  return text.match(/# (?:a: remark|deeper|at the margin|why|list|item|node|entry|by hand)/g) ?? [];
}
