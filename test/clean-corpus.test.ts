/** Real files: what a publication writes into them, cleaning takes out again, to the byte. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanRule } from '../src/cleaning/clean-rules.ts';
import { cleanBytes } from '../src/cleaning/clean-text.ts';
import { docviewFormat } from '../src/docview/docview-format.ts';
import type { NodeEdit } from '../src/format/node-document.ts';
import { date, string } from '../src/jcr/property.ts';
import { BEFORE } from './support/assets.ts';
import { corpusMissing, unpackCorpus } from './support/corpus.ts';

const PUBLICATION: NodeEdit[] = [
  { edit: 'set', node: ['jcr:content'], property: 'cq:lastReplicated', value: date(BEFORE) },
  { edit: 'set', node: ['jcr:content'], property: 'cq:lastReplicationAction', value: string('Activate') },
  { edit: 'set', node: ['jcr:content'], property: 'dam:scene7FileStatus', value: string('PublishComplete') },
];

describe.skipIf(corpusMissing)(`cleaning real files${corpusMissing ? ` (${corpusMissing})` : ''}`, () => {
  let folder: string;
  beforeAll(() => {
    folder = unpackCorpus('docview-corpus');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('undoes a publication', () => {
    const rule = cleanRule({ lastModified: false });
    let published = 0;
    const changed: string[] = [];
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.content.xml')) continue;
      const bytes = readFileSync(join(folder, name));
      const { document } = docviewFormat.parse(bytes.toString('utf8'), name);
      const content = document?.root.children.get('jcr:content');
      // What was published before is to lose that, and what has a mere place for its content gets more.
      if (!document || !content || content.placeholder || cleanBytes(bytes, name, rule) !== bytes) continue;
      if (isAtOdds(bytes.toString('utf8'))) continue;
      published++;
      const text = document.edit(PUBLICATION).text;
      if (!cleanBytes(Buffer.from(text), name, rule).equals(bytes)) changed.push(name);
    }
    expect(published).toBeGreaterThan(300);
    expect(changed).toEqual([]);
  });
});

/** Whether a file declares a prefix it does not use, or the reverse: cleaning cannot know that, and mends it. */
function isAtOdds(text: string): boolean {
  return ['cq', 'dam'].some((prefix) => text.includes(`xmlns:${prefix}=`) !== text.includes(`${prefix}:`));
}
