/**
 * Killed at a random moment of a burst of uploads, oakling loses nothing: after the next start every
 * binary is there once, every node is whole, no asset is half made.
 *
 * `OAKLING_KILLS` sets the number of runs; it needs the built library.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { docviewFormat } from '../../src/docview/docview-format.ts';
import { createOakling } from '../../src/emulator/create-oakling.ts';
import { valueAt } from '../../src/jcr/node.ts';
import { yamlFormat } from '../../src/yaml/yaml-format.ts';
import { folderFile } from '../support/assets.ts';
import { jpeg } from '../support/pictures.ts';
import { readFiles, temporaryFolder, writeFiles } from '../support/temporary-tree.ts';

const RUNS = Number(process.env.OAKLING_KILLS ?? 200);
const UPLOADS = 50;

async function startedOn(root: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'start-oakling.mjs'), root], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (JSON.parse(line).event === 'idle') return child;
  }
  throw new Error('oakling ended by itself');
}

const sha1 = (bytes: Buffer) => createHash('sha1').update(bytes).digest('hex');

it.each(Array.from({ length: RUNS }, (_, run) => run))('run %i loses nothing', async (run) => {
  const root = temporaryFolder();
  writeFiles(root, { ...folderFile('vault', 'vault'), ...folderFile('plain', 'plain') });
  const child = await startedOn(root);
  const pictures = await Promise.all(Array.from({ length: UPLOADS }, (_, i) => jpeg(`picture ${i}`, 8, 8)));
  const folder = run % 4 === 0 ? 'plain' : 'vault';
  for (const [i, bytes] of pictures.entries()) writeFileSync(join(root, folder, `picture-${i}.jpg`), bytes);
  // From before the hints settle until well after the last upload, denser where the work is.
  await wait(100 + ((run * 37) % 450));
  child.kill('SIGKILL');
  await once(child, 'exit');

  const oakling = await createOakling({ root, mount: '/content/dam' });
  await oakling.idle();
  const rows = await oakling.status();
  expect(await oakling.notYet()).toEqual([]);
  expect(await oakling.verifyTargets({ bytes: true })).toEqual({ problems: [], repaired: 0 });
  await oakling.close();
  expect(rows.map(({ path }) => path).sort()).toEqual(
    pictures.map((_, i) => `/content/dam/${folder}/picture-${i}.jpg`).sort(),
  );
  expect(rows.filter(({ dynamicMedia }) => !dynamicMedia.published)).toEqual([]);
  for (const [i, bytes] of pictures.entries()) {
    const asset = join(root, folder, `picture-${i}.jpg`);
    const [bytesFile, nodeFile, format] =
      folder === 'vault'
        ? [join(asset, '_jcr_content/renditions/original'), join(asset, '.content.xml'), docviewFormat]
        : [asset, `${asset}.yaml`, yamlFormat];
    expect(readFileSync(bytesFile).equals(bytes)).toBe(true);
    const { document } = format.parse(readFileSync(nodeFile, 'utf8'), nodeFile);
    expect(document && valueAt(document.root, ['jcr:content', 'metadata'], 'dam:sha1')).toBe(sha1(bytes));
    if (folder === 'vault') expect(renditionsOf(asset)).toHaveLength(4);
  }
  expect(Object.keys(readFiles(root)).filter((path) => path.includes('.oakling-'))).toEqual([]);
});

function renditionsOf(asset: string): string[] {
  const folder = join(asset, '_jcr_content/renditions');
  return existsSync(folder)
    ? readdirSync(folder).filter((name) => name.startsWith('cq5dam.') && !name.endsWith('.dir'))
    : [];
}
