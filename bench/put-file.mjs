// Writes a file as a careful program would: beside its place, then renamed; its folder is made where it is missing.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * @param {string} file
 * @param {string | Buffer} content
 */
export function putFile(file, content) {
  const temporary = `${file}.temporary`;
  try {
    writeFileSync(temporary, content);
  } catch {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, content);
  }
  renameSync(temporary, file);
}
