/**
 * `npm start`: oakling at work on a copy of the sample tree. The copy lies in `.oakling/`, which git ignores,
 * so nothing that is tried out there makes the checkout dirty. `npm start -- --fresh` begins anew.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

const checkout = join(import.meta.dirname, '..');
const sample = join(checkout, '.oakling', 'sample');
const content = join(sample, 'content');
const isFresh = process.argv.includes('--fresh');

if (isFresh) rmSync(sample, { recursive: true, force: true });
if (!existsSync(content)) copySample();

const folder = relative(process.cwd(), content) || '.';
console.error(`
The sample tree is ${isFresh ? 'a fresh copy' : 'a copy'} of content/, in ${folder}. Do with it what you like:

  cp ~/Pictures/beach.jpg ${folder}/summer-campaign/
  cp -r ${folder}/summer-campaign ${folder}/autumn-campaign
  rm ${folder}/summer-campaign/beach.jpg

and see here what that leads to. In another terminal:

  npx oakling status ${folder}
  npx oakling explain ${folder}/summer-campaign
`);

const oakling = spawn(
  process.execPath,
  [
    join(checkout, 'dist', 'cli', 'main.js'),
    'start',
    folder,
    ...process.argv.slice(2).filter((flag) => flag !== '--fresh'),
  ],
  { stdio: 'inherit' },
);
// Ctrl-C reaches oakling by the terminal; this process only waits for how it ends.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => oakling.kill('SIGTERM'));
oakling.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));

/** Copies under another name first: a copy that was interrupted must not pass for the sample. */
function copySample() {
  const unfinished = join(sample, 'unfinished');
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(join(checkout, 'content'), unfinished, { recursive: true });
  renameSync(unfinished, content);
}
