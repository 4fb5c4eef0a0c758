/**
 * Killed in the middle of a thousand publications, once or again and again, oakling finishes them at the
 * next start, each once: tree, targets and timeline agree.
 *
 * `OAKLING_KILLS` sets the number of runs; it needs the built library.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createOakling } from '../../src/emulator/create-oakling.ts';
import { assetFiles, folderFile } from '../support/assets.ts';
import { jpeg } from '../support/pictures.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-tree.ts';

const RUNS = Math.ceil(Number(process.env.OAKLING_KILLS ?? 200) / 20);
const ASSETS = 1000;

function spawned(script: string, root: string): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, script), root], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function killed(child: ChildProcess, after: number): Promise<void> {
  await wait(after);
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

it.each(Array.from({ length: RUNS }, (_, run) => run))('run %i publishes each once', async (run) => {
  const root = temporaryFolder();
  const names = Array.from({ length: ASSETS }, (_, i) => `picture-${String(i).padStart(4, '0')}.jpg`);
  writeFiles(root, folderFile('vault', 'here', { 'dam:publishMode': 'uponActivation' }));
  const state = { dynamicMedia: 'synced' } as const;
  for (const [i, name] of names.entries()) {
    const bytes = await jpeg(`picture ${i % 50}`, 8, 8);
    writeFiles(root, assetFiles('vault', `here/${name}`, bytes, 'image/jpeg', state));
  }
  const child = spawned('publish.mjs', root);
  if (child.stdout) await once(child.stdout, 'data');
  await killed(child, (run * 137) % 900);
  // Killed while it finishes, too.
  if (run % 2 === 1) await killed(spawned('start-oakling.mjs', root), 500 + ((run * 71) % 700));

  const oakling = await createOakling({ root, mount: '/content/dam', renditions: false });
  await oakling.idle();
  expect(await oakling.verifyTargets({ bytes: true })).toEqual({ problems: [], repaired: 0 });
  const rows = await oakling.status();
  expect(rows.filter(({ aem, dynamicMedia }) => !aem.published || !dynamicMedia.published)).toEqual([]);
  const told = (await oakling.timeline(null)).filter(({ target }) => target === 'AEM');
  const paths = names.map((name) => `/content/dam/here/${name}`);
  expect(told.map(({ path }) => path).sort()).toEqual(['/content/dam/here', ...paths]);
  await oakling.close();
});
