/**
 * `copy`: copies assets and folders. A copy has an identity of its own and no publish state.
 *
 * @module
 */
import type { Emulation } from '../emulation.ts';
import { destinationOf, Refusal, targetAt } from '../transfer/destination.ts';
import { copyOnDisk } from '../transfer/on-disk.ts';
import { type DiskWork, eachOf } from '../transfer/transfer.ts';

/** Copies what is at paths into a folder, or, one alone, to a new name. */
export function copy(emulation: Emulation, paths: readonly string[], to: string): Promise<DiskWork> {
  const target = targetAt(emulation, to, paths.length);
  return eachOf(emulation, paths, async (entry) => {
    if (target instanceof Refusal) return target;
    const destination = destinationOf(emulation, entry, target, 'copy');
    if (destination instanceof Refusal) return destination;
    await copyOnDisk(entry, destination.file);
    const reason = `Copied to ${destination.path}; its publish state is not.`;
    return { outcome: 'done', reason, to: destination };
  });
}
