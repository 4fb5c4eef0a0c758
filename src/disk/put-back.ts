/**
 * Putting a file under a name that may have been taken meanwhile.
 *
 * @module
 */
import { exists, rename } from './folders.ts';

/**
 * Gives a file an absolute name, or the next free one after AEM's "Keep both": `hero1.jpg`.
 * @returns the name it has
 */
export function putBack(file: string, target: string): string {
  const [, stem = target, extension = ''] = /^(.*?)(\.[^./\\]*)?$/s.exec(target) ?? [];
  let free = target;
  for (let i = 1; exists(free); i++) free = `${stem}${i}${extension}`;
  rename(file, free);
  return free;
}
