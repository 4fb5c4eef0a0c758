/**
 * What kills in the middle of a write left.
 *
 * @module
 */
import { join } from 'node:path';
import { fileStatAt } from '../../disk/file-stat.ts';
import { remove } from '../../disk/folders.ts';
import { list } from '../../disk/read.ts';
import { isOwnName } from '../../disk/temporary-name.ts';
import { GRACE } from '../blobs.ts';

/** Removes half-written files below a folder; young ones may be a write under way, and stay. */
export function clearLeftovers(folder: string, now: number): void {
  for (const { name, kind } of list(folder) ?? []) {
    const place = join(folder, name);
    if (kind === 'folder') clearLeftovers(place, now);
    else if (isOwnName(name) && now - (fileStatAt(place)?.mtimeMs ?? now) > GRACE) remove(place);
  }
}
