// Packing a project and unpacking the zip, by oakling or with plain yazl and yauzl.
// argv: 'build' | 'install' | 'zip' | 'unzip', folder, zip
import { createWriteStream, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { buildPackage, installPackage } from '../../dist/index.js';

const [, , what, folder = '', zip = ''] = process.argv;
const work = { build, install, zip: plainZip, unzip: plainUnzip }[what ?? ''];
const start = performance.now();
await work?.();
console.log(
  JSON.stringify({
    milliseconds: performance.now() - start,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
);

async function build() {
  await buildPackage({ root: folder, output: zip });
}

async function install() {
  const { installed, problems } = await installPackage({ file: zip, root: folder });
  if (!installed) throw new Error(JSON.stringify(problems));
}

async function plainZip() {
  const file = new ZipFile();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) file.addFile(path, relative(folder, path));
  }
  file.end();
  await pipeline(file.outputStream, createWriteStream(zip));
}

async function plainUnzip() {
  const archive = await openPromise(zip);
  const made = new Set();
  for await (const entry of archive.eachEntry()) {
    const path = join(folder, entry.fileName);
    const parent = entry.fileName.endsWith('/') ? path : dirname(path);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    if (entry.fileName.endsWith('/')) continue;
    await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(path));
  }
}
