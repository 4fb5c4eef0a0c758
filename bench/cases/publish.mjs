// Publishes 10,000 assets in one action until all is delivered, or reads and writes the same files with
// plain fs: the nodes, durably, and beside the tree what is published: node and original by their digests,
// and a manifest.
// argv: folder, 'oakling' | 'floor'
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { createOakling } from '../../dist/index.js';
import { putFile } from '../put-file.mjs';

const [, , root = '', who] = process.argv;
const state = join(root, '..', 'state');

if (who === 'oakling') {
  const oakling = await createOakling({ root, mount: '/content/dam', stateFolder: state, renditions: false });
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
  await oakling.idle();
  const milliseconds = performance.now() - start;
  const refused = rows.filter(({ outcome }) => outcome === 'refused').length;
  if (refused > 0) throw new Error(`${refused} rows were refused`);
  const published = rows.filter(({ outcome }) => outcome === 'done').length;
  const [aem] = await oakling.targets();
  if (aem?.holds !== published) throw new Error(`${aem?.holds} of ${published} are held`);
  console.log(JSON.stringify({ milliseconds, megabytes: (peak - before) / 1e6 }));
  await oakling.close();
} else {
  const assets = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.jpg[/\\]\.content\.xml$/.test(file),
  );
  const start = performance.now();
  for (const file of assets) {
    const node = join(root, file);
    const bytes = readFileSync(node);
    const temporary = `${node}.temporary`;
    const descriptor = openSync(temporary, 'w');
    writeSync(descriptor, bytes);
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(temporary, node);
    const original = readFileSync(join(dirname(node), '_jcr_content', 'renditions', 'original'));
    const blobs = [bytes, original].map(keep);
    putFile(
      join(state, 'aem', `${file}.json`),
      JSON.stringify({ path: file, blobs, mimeType: 'image/jpeg' }),
    );
  }
  console.log(JSON.stringify({ milliseconds: performance.now() - start }));
}

/** @param {Buffer} bytes */
function keep(bytes) {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = join(state, 'blobs', sha256.slice(0, 2), sha256.slice(2));
  if (!existsSync(file)) putFile(file, bytes);
  return { sha256, size: bytes.length };
}
