// A burst of uploads, by oakling or by plain fs doing the same hashing, moving and writing.
// argv: folder, 'oakling' | 'floor'
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOakling } from '../../dist/index.js';

const [, , root = '', who] = process.argv;
const drop = join(root, 'drop');
const incoming = join(root, '..', 'incoming');
const names = readdirSync(incoming);
const node = 'x'.repeat(1700);

if (who === 'oakling') {
  mkdirSync(drop, { recursive: true });
  const oakling = await createOakling({ root, mount: '/content/dam', renditions: false });
  await oakling.idle();
  for (const name of names) renameSync(join(incoming, name), join(drop, name));
  const start = performance.now();
  await oakling.scan();
  await oakling.idle();
  console.log(JSON.stringify({ milliseconds: performance.now() - start, files: names.length }));
  await oakling.close();
} else {
  mkdirSync(drop, { recursive: true });
  for (const name of names) renameSync(join(incoming, name), join(drop, name));
  const start = performance.now();
  for (const name of names) {
    const file = join(drop, name);
    createHash('sha1').update(readFileSync(file)).digest('hex');
    const aside = `${file}.aside`;
    renameSync(file, aside);
    mkdirSync(join(file, '_jcr_content', 'renditions', 'original.dir'), { recursive: true });
    renameSync(aside, join(file, '_jcr_content', 'renditions', 'original'));
    writeFileSync(join(file, '_jcr_content', 'renditions', 'original.dir', '.content.xml'), 'y'.repeat(400));
    const temporary = join(file, '.temporary');
    writeFileSync(temporary, node);
    renameSync(temporary, join(file, '.content.xml'));
  }
  console.log(JSON.stringify({ milliseconds: performance.now() - start, files: names.length }));
}
