/** Conversion between the layouts: real assets and made ones, there and back. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { docviewFormat } from '../src/docview/docview-format.ts';
import { createOakling } from '../src/emulator/create-oakling.ts';
import type { NodeFormat } from '../src/format/node-document.ts';
import type { OaklingEvent } from '../src/plugins/events.ts';
import { yamlFormat } from '../src/yaml/yaml-format.ts';
import { assetFiles, folderFile } from './support/assets.ts';
import { corpusMissing, unpackCorpus } from './support/corpus.ts';
import { jpeg } from './support/pictures.ts';
import { type Files, readFiles, temporaryFolder, writeFiles } from './support/temporary-tree.ts';

async function opened(root: string, mount?: string) {
  const events: OaklingEvent[] = [];
  const oakling = await createOakling({ root, ...(mount ? { mount } : {}), renditions: false });
  await oakling.idle();
  oakling.on((event) => events.push(event));
  return { oakling, events };
}

const OUTCOMES = ['done', 'unchanged', 'refused'] as const;

/** Converts a folder there and back; answers the files and the status in between and at the end. */
async function thereAndBack(root: string, path: string, first: 'plain' | 'vault', mount?: string) {
  const second = first === 'plain' ? 'vault' : 'plain';
  const { oakling, events } = await opened(root, mount);
  const before = { files: readFiles(root), status: await oakling.status() };
  const rows = await oakling.convert([path], first);
  const between = { files: readFiles(root), status: await oakling.status() };
  await oakling.scan();
  await oakling.idle();
  const back = await oakling.convert([path], second);
  await oakling.scan();
  await oakling.idle();
  const after = { files: readFiles(root), status: await oakling.status() };
  await oakling.close();
  const changes = events.filter(({ event }) => event === 'change');
  const outcomes = (all: typeof rows) =>
    OUTCOMES.map((wanted) => all.filter(({ outcome }) => outcome === wanted).length);
  return { before, between, after, rows, changes, outcomes: outcomes(rows), back: outcomes(back) };
}

async function tree(layout: 'vault' | 'plain'): Promise<Files> {
  const both = { aem: true, dynamicMedia: 'published' } as const;
  return {
    ...folderFile(layout, 'press', { 'dam:publishMode': 'selective' }),
    ...assetFiles(layout, 'press/hero.jpg', await jpeg('hero'), 'image/jpeg', both),
    ...assetFiles(layout, 'press/shore.jpg', await jpeg('shore'), 'image/jpeg'),
  };
}

describe.each([
  ['vault', 'plain'],
  ['plain', 'vault'],
] as const)('from %s to %s', (from, to) => {
  it('and back gives the same bytes, keeps state and path, and is no change to anybody', async () => {
    const root = temporaryFolder();
    writeFiles(root, await tree(from));
    const { before, between, after, rows, outcomes, back, changes } = await thereAndBack(
      root,
      '/content/dam/press',
      to,
      '/content/dam',
    );
    expect(rows.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    expect(outcomes).toEqual([3, 0, 0]);
    expect(back).toEqual([3, 0, 0]);
    expect(Object.keys(between.files)).not.toEqual(Object.keys(before.files));
    expect(between.status).toEqual(before.status);
    expect(after.status).toEqual(before.status);
    expect(Object.keys(after.files)).toEqual(Object.keys(before.files));
    // YAML keeps the order people gave its properties; DocView has one order, which comes back.
    for (const [file, bytes] of Object.entries(before.files)) {
      if (file.endsWith('.yaml'))
        expect(meaning(after.files[file], yamlFormat)).toEqual(meaning(bytes, yamlFormat));
      else expect(after.files[file]).toEqual(bytes);
    }
    expect(changes).toEqual([]);
  });

  it('is nothing for what is there already', async () => {
    const root = temporaryFolder();
    writeFiles(root, await tree(to));
    const { oakling } = await opened(root, '/content/dam');
    const before = readFiles(root);
    const rows = await oakling.convert(['/content/dam/press', '/content/dam/nowhere'], to);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'unchanged', 'refused']);
    expect(readFiles(root)).toEqual(before);
    await oakling.close();
  });
});

describe('what cannot be converted without loss', () => {
  it.each<[string, Files, 'vault' | 'plain', string]>([
    [
      'YAML with comments',
      { 'a.jpg': 'bytes', 'a.jpg.yaml': '# mine\njcr:primaryType: !Name dam:Asset\njcr:uuid: u\n' },
      'vault',
      'comments',
    ],
    [
      'an asset without bytes',
      { 'a/.content.xml': '<jcr:root xmlns:jcr="http://www.jcp.org/jcr/1.0" jcr:primaryType="dam:Asset"/>' },
      'plain',
      'no bytes',
    ],
    [
      'a namespace that nobody knows',
      { 'a.jpg': 'bytes', 'a.jpg.yaml': 'jcr:primaryType: !Name dam:Asset\njcr:uuid: u\nmine:own: 1\n' },
      'vault',
      'mine',
    ],
  ])('is refused: %s', async (_, files, to, reason) => {
    const root = temporaryFolder();
    writeFiles(root, files);
    const { oakling } = await opened(root, '/content/dam');
    const before = readFiles(root);
    const rows = (await oakling.convert(['/content/dam'], to)).filter(
      ({ outcome }) => outcome !== 'unchanged',
    );
    expect(rows).toMatchObject([{ outcome: 'refused', reason: expect.stringContaining(reason) }]);
    expect(readFiles(root)).toEqual(before);
    await oakling.close();
  });
});

/** What a node file says, whatever its form. */
function meaning(bytes: Buffer | null | undefined, format: NodeFormat = docviewFormat) {
  const { document } = format.parse(String(bytes), 'test');
  return document?.root;
}

describe.skipIf(corpusMissing)(`real assets${corpusMissing ? ` (${corpusMissing})` : ''}`, () => {
  it('come back byte for byte, renditions, smart tags and all', async () => {
    const folder = unpackCorpus('wknd-dam');
    try {
      const root = join(folder, 'wknd-dam');
      const { before, between, after, outcomes, back } = await thereAndBack(root, '/content/dam', 'plain');
      expect(outcomes[0]).toBeGreaterThan(5);
      expect(outcomes[2]).toBe(0);
      expect(back[2]).toBe(0);
      expect(between.status).toEqual(before.status);
      expect(Object.keys(after.files)).toEqual(Object.keys(before.files));
      const changed = Object.keys(after.files).filter(
        (file) => String(after.files[file]) !== String(before.files[file]),
      );
      // Folders of the older generation come back in today's order; what they mean is the same.
      expect(changed.every((file) => file.endsWith('.content.xml'))).toBe(true);
      for (const file of changed) expect(meaning(after.files[file])).toEqual(meaning(before.files[file]));
      expect(changed.length).toBeLessThan(5);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
