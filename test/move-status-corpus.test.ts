/** Real files: publish state goes out of them and comes back, in canonical ones to the byte. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DocViewDocument } from '../src/docview/docview-document.ts';
import { docviewFormat } from '../src/docview/docview-format.ts';
import { formatDocView } from '../src/docview/format-docview.ts';
import { textWithStatus } from '../src/emulator/move-status/status-text.ts';
import type { NodeData } from '../src/jcr/node.ts';
import { date, string } from '../src/jcr/property.ts';
import { statusIn } from '../src/publish/status-store/kept-status.ts';
import { BEFORE } from './support/assets.ts';
import { corpusMissing, unpackCorpus } from './support/corpus.ts';

const parsed = (text: string) => docviewFormat.parse(text, 'a').document;

describe.skipIf(corpusMissing)(
  `publish state of real files${corpusMissing ? ` (${corpusMissing})` : ''}`,
  () => {
    let folder: string;
    beforeAll(() => {
      folder = unpackCorpus('docview-corpus');
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('goes out and comes back', () => {
      const others: string[] = [];
      const changed: string[] = [];
      let [published, canonical] = [0, 0];
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!name.endsWith('.content.xml')) continue;
        const text = readFileSync(join(folder, name), 'utf8');
        const document = parsed(text);
        const status = document && statusIn(document.root);
        if (!document || !status || status.size === 0) continue;
        published++;
        const there = parsed(textWithStatus(document, docviewFormat, new Map()));
        const back = there && textWithStatus(there, docviewFormat, status);
        expect(there && statusIn(there.root).size).toBe(0);
        if (!back || JSON.stringify(nodesOf(back)) !== JSON.stringify(nodesOf(text))) others.push(name);
        if (!(document instanceof DocViewDocument) || formatDocView(document) !== text) continue;
        canonical++;
        if (back !== text) changed.push(name);
      }
      expect([others, changed]).toEqual([[], []]);
      expect(published).toBeGreaterThan(20);
      expect(canonical).toBeGreaterThan(10);
    });

    it('comes and goes without a trace', () => {
      const status = new Map([
        ['jcr:content', new Map([['cq:lastReplicated', date(BEFORE)]])],
        ['jcr:content/metadata', new Map([['dam:scene7Name', string('a')]])],
      ]);
      const changed: string[] = [];
      let bare = 0;
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!name.endsWith('.content.xml')) continue;
        const text = readFileSync(join(folder, name), 'utf8');
        const document = parsed(text);
        const metadata = document?.root.children.get('jcr:content')?.children.get('metadata');
        if (!document || !metadata || metadata.placeholder || statusIn(document.root).size > 0) continue;
        bare++;
        const there = parsed(textWithStatus(document, docviewFormat, status));
        if (!there || textWithStatus(there, docviewFormat, new Map()) !== text) changed.push(name);
      }
      expect(changed).toEqual([]);
      expect(bare).toBeGreaterThan(70);
    });
  },
);

/** What a file says, in an order that does not matter. */
function nodesOf(text: string): unknown {
  const sorted = (data: NodeData): unknown => [
    [...data.properties].sort(([a], [b]) => (a < b ? -1 : 1)),
    [...data.children].map(([child, below]) => [child, sorted(below)]),
  ];
  const root = parsed(text)?.root;
  return root && sorted(root);
}
