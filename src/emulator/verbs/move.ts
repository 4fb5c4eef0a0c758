/**
 * `move`: moves assets and folders. State and identity go along; nothing is reprocessed.
 *
 * @module
 */
import type { Emulation } from '../emulation.ts';
import { destinationOf, Refusal, targetAt } from '../transfer/destination.ts';
import { moveOnDisk } from '../transfer/on-disk.ts';
import { type DiskWork, eachOf } from '../transfer/transfer.ts';

/** Moves what is at paths into a folder, or, one alone, to a new name. */
export function move(emulation: Emulation, paths: readonly string[], to: string): Promise<DiskWork> {
  const target = targetAt(emulation, to, paths.length);
  return eachOf(emulation, paths, (entry) => {
    if (target instanceof Refusal) return target;
    if (target.name === undefined && target.folder === entry.parent) {
      return { outcome: 'unchanged', reason: 'It is there already.' };
    }
    const destination = destinationOf(emulation, entry, target, 'move');
    if (destination instanceof Refusal) return destination;
    moveOnDisk(entry, destination.file);
    return {
      outcome: 'done',
      reason: `Moved to ${destination.path}; its state goes along.`,
      to: destination,
    };
  });
}
