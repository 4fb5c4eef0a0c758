// From rename into the folder to the status on disk, through the real watcher. argv: folder
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { createOakling } from '../../dist/index.js';

const [, , root = ''] = process.argv;
const drop = join(root, 'drop');
mkdirSync(drop, { recursive: true });
const oakling = await createOakling({
  root,
  mount: '/content/dam',
  renditions: false,
  watch: { mode: 'chokidar' },
});
await oakling.idle();
const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: 'teal' } })
  .jpeg()
  .toBuffer();
const times = [];
for (let i = 0; i < 30; i++) {
  const aside = join(root, '..', `aside-${i}`);
  writeFileSync(aside, Buffer.concat([picture, Buffer.from(String(i))]));
  const start = performance.now();
  renameSync(aside, join(drop, `${i}.jpg`));
  const node = join(drop, `${i}.jpg`, '.content.xml');
  while (!existsSync(node)) await new Promise((resolve) => setTimeout(resolve, 1));
  times.push(performance.now() - start);
  await oakling.idle();
}
times.sort((a, b) => a - b);
console.log(JSON.stringify({ median: times[15], slowest: times.at(-1) }));
await oakling.close();
