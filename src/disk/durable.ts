/**
 * Making sure that what was written survives a loss of power.
 *
 * @module
 */
import { closeSync, fsyncSync, linkSync, openSync } from 'node:fs';

/**
 * Waits until a file's bytes are on the disk.
 * @throws the I/O error
 */
export function makeDurable(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Gives a file a second name; answers false where the file system has no hard links. */
export function linked(file: string, name: string): boolean {
  try {
    linkSync(file, name);
    return true;
  } catch {
    return false;
  }
}
