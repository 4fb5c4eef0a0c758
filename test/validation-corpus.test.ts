/**
 * Validation of real packages: nothing crashes, and nothing is found that is not so. The findings were read
 * one by one; what they are is written down here.
 */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validate } from '../src/validation/validate.ts';
import { corpusMissing, unpackCorpus } from './support/corpus.ts';

/** Codes that tell of the corpus alone: it has node files and nothing else, so bytes and filters are missing. */
const OF_THE_CORPUS = new Set(['asset.no-original', 'file.companion', 'docview.stale-placeholder']);

function* jcrRoots(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!statSync(path).isDirectory()) continue;
    if (name === 'jcr_root') yield path;
    else yield* jcrRoots(path);
  }
}

describe.skipIf(corpusMissing)(`real packages${corpusMissing ? ` (${corpusMissing})` : ''}`, () => {
  let wknd: string;
  let docviews: string;
  beforeAll(() => {
    wknd = unpackCorpus('wknd-dam');
    docviews = unpackCorpus('docview-corpus');
  });
  afterAll(() => {
    for (const folder of [wknd, docviews]) rmSync(folder, { recursive: true, force: true });
  });

  it('finds nothing in the assets of WKND', async () => {
    const [root = ''] = [...jcrRoots(wknd)];
    expect((await validate({ root })).findings).toEqual([]);
  });

  it('finds what is wrong with other packages, and nothing else', async () => {
    const found = new Map<string, number>();
    for (const root of jcrRoots(docviews)) {
      for (const { problem } of (await validate({ root })).findings) {
        if (OF_THE_CORPUS.has(problem.code)) continue;
        const key = `${problem.code} ${problem.path}`;
        found.set(key, (found.get(key) ?? 0) + 1);
      }
    }
    expect([...found.keys()].sort()).toEqual([
      // Templates of an archetype, with a directive before the root.
      'docview.syntax apps/__appsFolderName__/install/.content.xml',
      'docview.syntax content/__contentFolderName__/assets/.content.xml',
      'docview.syntax content/__contentFolderName__/templates/.content.xml',
      // {Boolean}false}
      'docview.value apps/core/wcm/components/breadcrumb/v2/breadcrumb/_cq_design_dialog/.content.xml',
      'docview.value apps/core/wcm/components/navigation/v1/navigation/_cq_design_dialog/.content.xml',
      // A language copy made by copying files.
      'uuid.duplicate content/venia/us/en/errors/503/.content.xml',
    ]);
  });
});
