// The floor of a warm start: lstat of the same files in a fresh process. argv: folder, count
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [, , root = ''] = process.argv;
/** @type {string[]} */
const files = [];
/** @param {string} folder */
const walk = (folder) => {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.name.endsWith('.jpg'))
      files.push(join(path, '.content.xml'), join(path, '_jcr_content/renditions/original'));
    else if (entry.isDirectory()) walk(path);
  }
};
walk(root);
const start = performance.now();
for (const file of files) lstatSync(file);
console.log(JSON.stringify({ milliseconds: performance.now() - start, files: files.length }));
