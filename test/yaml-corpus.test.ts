/**
 * Real nodes, turned into YAML and back: converting either way loses nothing.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docviewFormat } from '../src/docview/docview-format.ts';
import type { NodeDocument } from '../src/format/node-document.ts';
import { type NodeData, node } from '../src/jcr/node.ts';
import { long, name, string } from '../src/jcr/property.ts';
import { yamlFormat } from '../src/yaml/yaml-format.ts';
import { corpusMissing, unpackCorpus } from './support/corpus.ts';
import { comparable } from './support/edit-model.ts';

const samples: { readonly file: string; readonly docview: NodeDocument; readonly yaml: NodeDocument }[] = [];
let folder = '';

function parse(text: string, file: string): NodeDocument {
  const { document, problems } = yamlFormat.parse(text, file);
  if (!document) throw new Error(`${file}: ${problems[0]?.message}\n${text}`);
  return document;
}

/** A new DocView file, or why there is none: a prefix whose namespace only the old file knew. */
function printDocView(data: NodeData): string {
  try {
    return docviewFormat.print(data);
  } catch (cause) {
    return String(cause);
  }
}

/** A node as YAML sees it: what FileVault ignores, an element without attributes, is an ordinary node there. */
function meant(data: NodeData): NodeData {
  const { properties, placeholder } = data;
  const children = new Map([...data.children].map(([name, child]) => [name, meant(child)]));
  return placeholder && children.size === 0 ? data : { properties, children };
}

describe.skipIf(corpusMissing)(
  `real nodes as YAML${corpusMissing ? ` (skipped: ${corpusMissing})` : ''}`,
  () => {
    beforeAll(() => {
      folder = unpackCorpus('docview-corpus');
      for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!file.endsWith('.xml')) continue;
        const docview = docviewFormat.parse(readFileSync(join(folder, file), 'utf8'), file).document;
        if (docview) samples.push({ file, docview, yaml: parse(yamlFormat.print(docview.root), file) });
      }
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('are many', () => {
      expect(samples.length).toBeGreaterThan(1800);
    });

    it('say the same', () => {
      for (const { file, docview, yaml } of samples) {
        expect(comparable(yaml.root), file).toEqual(comparable(meant(docview.root)));
        expect(yaml.problems, file).toEqual([]);
      }
    });

    it('are printed as DocView as before', () => {
      for (const { file, docview, yaml } of samples)
        expect(printDocView(yaml.root), file).toBe(printDocView(meant(docview.root)));
    });

    it('have their bytes back when what was added is removed', () => {
      // One file in sixteen: each is parsed some dozen times.
      for (const { file, yaml } of samples.filter((_, i) => i % 16 === 0)) {
        for (const place of places(yaml.root)) {
          const edited = yaml.edit([
            { edit: 'set', node: place, property: 'oakling:one', value: string('a\nb') },
            { edit: 'addChild', node: place, child: 'oakling:child', data: CHILD },
            { edit: 'set', node: place, property: 'oakling:two', value: long(2) },
          ]);
          const restored = edited.edit([
            { edit: 'removeChild', node: place, child: 'oakling:child' },
            { edit: 'remove', node: place, property: 'oakling:one' },
            { edit: 'remove', node: place, property: 'oakling:two' },
          ]);
          expect(restored.text, `${file} ${place.join('/')}`).toBe(yaml.text);
        }
      }
    });
  },
);

const CHILD = node(
  { 'jcr:primaryType': name('nt:unstructured') },
  { 'oakling:grandchild': node({ 'oakling:text': string('a: b') }) },
);

/** The root and the first node of each level below it. */
function places(root: NodeData): string[][] {
  const found: string[][] = [[]];
  let current = root;
  for (;;) {
    const [step, child] = [...current.children].find(([, each]) => !each.placeholder) ?? [];
    if (step === undefined || !child) return found;
    found.push([...(found.at(-1) ?? []), step]);
    current = child;
  }
}
