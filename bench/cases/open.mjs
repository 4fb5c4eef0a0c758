// Opens a tree in a fresh process and prints how long until it is at rest. argv: folder, 'cold' | 'warm'
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createOakling } from '../../dist/index.js';

const [, , root = '', how] = process.argv;
const stateFolder = join(root, '..', 'state');
if (how === 'cold') rmSync(stateFolder, { recursive: true, force: true });
globalThis.gc?.();
const heapBefore = process.memoryUsage().heapUsed;
const start = performance.now();
const oakling = await createOakling({
  root,
  mount: '/content/dam',
  stateFolder,
  renditions: false,
  readOnly: how === 'cold',
});
await oakling.idle();
const milliseconds = performance.now() - start;
globalThis.gc?.();
const heapPerAsset = (process.memoryUsage().heapUsed - heapBefore) / oakling.ready.assets;
console.log(JSON.stringify({ milliseconds, heapPerAsset, assets: oakling.ready.assets }));
await oakling.close();
