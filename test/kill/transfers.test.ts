/**
 * Killed at a random moment of a conversion, a move or a copy of a folder of assets: after the next start no
 * content is lost or doubled, no node is torn, and what is left half is said.
 *
 * `OAKLING_KILLS` sets the number of runs; it needs the built library. `test/killed-transfers.test.ts` kills
 * at every single write of a small tree.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createOakling } from '../../src/emulator/create-oakling.ts';
import { validate } from '../../src/validation/validate.ts';
import type { Layout } from '../../src/vault/layout.ts';
import { assetFiles, folderFile } from '../support/assets.ts';
import { contentsOf, tornNodes } from '../support/contents.ts';
import { jpeg } from '../support/pictures.ts';
import { type Files, readFiles, temporaryFolder, writeFiles } from '../support/temporary-tree.ts';

const RUNS = Math.ceil(Number(process.env.OAKLING_KILLS ?? 200) / 5);
const ASSETS = 100;
const DAM = '/content/dam';

/** How `validate` tells of half a copy. */
const HALF_COPIES = ['asset.orphan-sidecar', 'file.companion'];

async function files(layout: Layout): Promise<Files> {
  const state = { aem: true, dynamicMedia: 'published' } as const;
  const all: Record<string, string | Buffer> = { ...folderFile(layout, 'from'), ...folderFile(layout, 'to') };
  for (let i = 0; i < ASSETS; i++) {
    const path = `from/picture-${i}.jpg`;
    Object.assign(all, assetFiles(layout, path, await jpeg(`picture ${i}`, 8, 8), 'image/jpeg', state));
    const beside = layout === 'vault' ? path : `${path}.dir`;
    all[`${beside}/_jcr_content/notes/note.txt`] = `note ${i}`;
  }
  return all;
}

describe.each([
  ['convert', 300],
  ['move', 150],
  ['copy', 500],
] as const)('%s', (verb, longest) => {
  it.each(Array.from({ length: RUNS }, (_, run) => run))('run %i loses and doubles nothing', async (run) => {
    const layout = run % 2 === 0 ? 'vault' : 'plain';
    const root = temporaryFolder();
    const before = await files(layout);
    writeFiles(root, before);
    const paths =
      run % 4 < 2
        ? [`${DAM}/from`]
        : Array.from({ length: ASSETS }, (_, i) => `${DAM}/from/picture-${i}.jpg`);
    const other = layout === 'vault' ? 'plain' : 'vault';
    const to = verb === 'convert' ? other : `${DAM}/to`;
    const script = join(import.meta.dirname, 'transfer.mjs');
    const child = spawn(process.execPath, [script, root, verb, to, ...paths], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await wait((run * 37) % longest);
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');

    const oakling = await createOakling({ root, mount: DAM, renditions: false });
    await oakling.idle();
    const rows = await oakling.status();
    await oakling.close();
    const found = contentsOf(root).map((bytes) => bytes.toString('latin1'));
    const counts = new Map<string, number>();
    for (const content of found) counts.set(content, (counts.get(content) ?? 0) + 1);
    const contents = Object.entries(before).filter(([path]) => !/\.(xml|yaml)$/.test(path));
    const times = new Set(
      contents.map(([, bytes]) => counts.get(Buffer.from(bytes).toString('latin1')) ?? 0),
    );
    expect([...times].filter((count) => count < 1 || count > (verb === 'copy' ? 2 : 1))).toEqual([]);
    expect(tornNodes(root)).toEqual([]);
    expect(rows).toHaveLength(found.filter((content) => content.startsWith('\xff')).length);
    expect(Object.keys(readFiles(root)).filter((path) => path.includes('.oakling-'))).toEqual([]);
    const { findings } = await validate({ root, mount: DAM });
    const unsaid = findings.filter(({ problem }) => verb !== 'copy' || !HALF_COPIES.includes(problem.code));
    expect(unsaid).toEqual([]);
  });
});
