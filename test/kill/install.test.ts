/**
 * Killed at a random moment, an installation leaves a tree that the next start or installation makes
 * whole: as it was, or as the package wants it, and never in between.
 *
 * `OAKLING_KILLS` sets the number of runs; it needs the built library.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { installPackage } from '../../src/packages/install/install-package.ts';
import { recoverInstallation } from '../../src/packages/install/staging-area.ts';
import { docview, packageFile } from '../support/packages.ts';
import { type Files, readFiles, temporaryFolder, writeFiles } from '../support/temporary-tree.ts';

const RUNS = Math.ceil(Number(process.env.OAKLING_KILLS ?? 200) / 4);
const FILES = 1500;

/** Files of which half are new, half are replaced, and others go. */
function content(from: number, text: string): Files {
  return Object.fromEntries(
    Array.from({ length: FILES }, (_, i) => [`content/dam/a/${from + i}.txt`, `${text} ${i}`]),
  );
}

it.each(Array.from({ length: RUNS }, (_, run) => run))('run %i leaves no half', async (run) => {
  const root = temporaryFolder();
  const old = {
    'content/dam/a/.content.xml': docview('jcr:primaryType="sling:Folder"'),
    ...content(0, 'old'),
  };
  writeFiles(join(root, 'jcr_root'), old);
  const before = readFiles(root);
  const file = await packageFile('<filter root="/content/dam/a"/>', content(FILES / 2, 'new'));
  const child = spawn(process.execPath, [join(import.meta.dirname, 'install.mjs'), file, root], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Half of the kills come while everything is exchanged, which takes tens of milliseconds.
  if (run % 2 === 0) await once(child.stdout, 'data').then(() => wait((run * 7) % 60));
  else await wait((run * 37) % 600);
  child.kill('SIGKILL');
  await once(child, 'exit');

  await recoverInstallation(join(root, '.oakling'));
  const found = readFiles(root);
  const isAsBefore = JSON.stringify(Object.keys(found)) === JSON.stringify(Object.keys(before));
  if (isAsBefore) expect(found).toEqual(before);
  const { installed, changes } = await installPackage({ file, root });
  expect(installed).toBe(true);
  if (!isAsBefore) expect(changes).toEqual([]);
});
