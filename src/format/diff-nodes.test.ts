import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeArbitrary } from '../../test/support/node-arbitrary.ts';
import { docviewFormat } from '../docview/docview-format.ts';
import { type NodeData, primaryType } from '../jcr/node.ts';
import { isOrderable } from '../jcr/node-types.ts';
import { yamlFormat } from '../yaml/yaml-format.ts';
import { diffNodes } from './diff-nodes.ts';
import type { NodeFormat } from './node-document.ts';

/** What a node means: properties in any order, children in order where their parent keeps one. */
function meaning(data: NodeData): unknown {
  const children = [...data.children].map(([name, child]) => [name, meaning(child)] as const);
  const isOrdered = isOrderable(primaryType(data)) !== false;
  return {
    placeholder: data.placeholder ?? false,
    properties: Object.fromEntries(data.properties),
    children: isOrdered ? children : children.toSorted(([a], [b]) => (a < b ? -1 : 1)),
  };
}

function parsed(format: NodeFormat, data: NodeData) {
  const { document } = format.parse(format.print(data), 'test');
  if (!document) throw new Error('what was printed cannot be parsed');
  return document;
}

/**
 * Same-name siblings are numbered by their place, so that taking one away renames the others; and in YAML
 * a property and a child cannot share a name.
 */
function isPlain({ properties, children }: NodeData): boolean {
  return [...children].every(
    ([name, child]) => !name.endsWith(']') && !properties.has(name) && isPlain(child),
  );
}

const data = nodeArbitrary.filter(isPlain);

describe.each([docviewFormat, yamlFormat])('the difference of two nodes, as edits of $name', (format) => {
  it('brings one to the other', () => {
    fc.assert(
      fc.property(data, data, (one, other) => {
        const [from, to] = [parsed(format, one), parsed(format, other)];
        const edited = from.edit(diffNodes(from.root, to.root));
        expect(meaning(edited.root)).toEqual(meaning(to.root));
        expect(diffNodes(edited.root, to.root)).toEqual([]);
      }),
    );
  });

  it('is nothing where there is none', () => {
    fc.assert(
      fc.property(data, (some) => {
        const { root } = parsed(format, some);
        expect(diffNodes(root, root)).toEqual([]);
      }),
    );
  });
});
