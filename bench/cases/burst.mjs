// A burst of uploads, by oakling or by plain fs doing the same hashing, moving and writing; `kept` also keeps
// what is published beside the tree, as it was: node and bytes by their digests, and a manifest.
// argv: folder, 'oakling' | 'floor', 'kept' | 'not kept'
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOakling } from '../../dist/index.js';
import { putFile } from '../put-file.mjs';

const [, , root = '', who, kept] = process.argv;
const embedded = kept === 'kept';
const drop = join(root, 'drop');
const incoming = join(root, '..', 'incoming');
const names = readdirSync(incoming);
const node = 'x'.repeat(1700);

mkdirSync(drop, { recursive: true });
if (who === 'oakling') {
  const oakling = await createOakling({
    root,
    mount: '/content/dam',
    renditions: false,
    targets: { embedded },
  });
  await oakling.idle();
  for (const name of names) renameSync(join(incoming, name), join(drop, name));
  const start = performance.now();
  await oakling.scan();
  await oakling.idle();
  console.log(JSON.stringify({ milliseconds: performance.now() - start, files: names.length }));
  await oakling.close();
} else {
  for (const name of names) renameSync(join(incoming, name), join(drop, name));
  const start = performance.now();
  for (const name of names) {
    const file = join(drop, name);
    const bytes = readFileSync(file);
    createHash('sha1').update(bytes).digest('hex');
    const aside = `${file}.aside`;
    renameSync(file, aside);
    mkdirSync(join(file, '_jcr_content', 'renditions', 'original.dir'), { recursive: true });
    renameSync(aside, join(file, '_jcr_content', 'renditions', 'original'));
    writeFileSync(join(file, '_jcr_content', 'renditions', 'original.dir', '.content.xml'), 'y'.repeat(400));
    putFile(join(file, '.content.xml'), node);
    if (embedded) keep(name, bytes);
  }
  console.log(JSON.stringify({ milliseconds: performance.now() - start, files: names.length }));
}

/**
 * @param {string} name
 * @param {Buffer} bytes
 */
function keep(name, bytes) {
  const blobs = [Buffer.from(name + node), bytes].map((content) => {
    const sha256 = createHash('sha256').update(content).digest('hex');
    putFile(join(root, '.state', 'blobs', sha256.slice(0, 2), sha256.slice(2)), content);
    return { sha256, size: content.length };
  });
  putFile(join(root, '.state', 'dynamicMedia', `${name}.json`), JSON.stringify({ name, blobs }));
}
