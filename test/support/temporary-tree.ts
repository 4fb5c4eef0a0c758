/**
 * A tree in a temporary folder, for one test.
 *
 * @module
 */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Files by path relative to the tree; a path ending in `/` is an empty folder. */
export type Files = Readonly<Record<string, string | Buffer>>;

/** Makes an empty folder that goes when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'oakling-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files into a folder. */
export function writeFiles(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    if (path.endsWith('/')) {
      mkdirSync(file, { recursive: true });
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** Every file below a folder by relative path, without oakling's own state. Folders end in `/`. */
export function readFiles(folder: string, below = ''): Record<string, Buffer | null> {
  const found: Record<string, Buffer | null> = {};
  for (const name of readdirSync(join(folder, below)).sort()) {
    if (name === '.oakling') continue;
    const path = below === '' ? name : `${below}/${name}`;
    if (statSync(join(folder, path)).isDirectory()) {
      found[`${path}/`] = null;
      Object.assign(found, readFiles(folder, path));
    } else found[path] = readFileSync(join(folder, path));
  }
  return found;
}

/** Copies a folder with everything in it, times kept out: the copy is a fresh tree. */
export function copyFolder(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
}
