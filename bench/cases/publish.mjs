// Publishes 10,000 assets in one action, or reads and writes the same node files with plain fs.
// argv: folder, 'oakling' | 'floor'
import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createOakling } from '../../dist/index.js';

const [, , root = '', who] = process.argv;

if (who === 'oakling') {
  const oakling = await createOakling({
    root,
    mount: '/content/dam',
    stateFolder: join(root, '..', 'state'),
    renditions: false,
  });
  await oakling.idle();
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  let peak = before;
  const start = performance.now();
  const plan = await oakling.plan('publish', ['/content/dam']);
  let done = 0;
  const rows = await oakling.apply(plan, () => {
    if (++done % 500 === 0) peak = Math.max(peak, process.memoryUsage().heapUsed);
  });
  const milliseconds = performance.now() - start;
  const refused = rows.filter(({ outcome }) => outcome === 'refused').length;
  if (refused > 0) throw new Error(`${refused} rows were refused`);
  console.log(JSON.stringify({ milliseconds, megabytes: (peak - before) / 1e6 }));
  await oakling.close();
} else {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.jpg\/\.content\.xml$/.test(file))
    .map((file) => join(root, file));
  const start = performance.now();
  for (const file of files) {
    const bytes = readFileSync(file);
    const temporary = `${file}.temporary`;
    const descriptor = openSync(temporary, 'w');
    writeSync(descriptor, bytes);
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(temporary, file);
  }
  console.log(JSON.stringify({ milliseconds: performance.now() - start }));
}
