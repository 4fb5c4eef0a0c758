/**
 * What AEM shows as pending: an asset or folder for which a publication is scheduled, or is on its way to its
 * targets.
 *
 * @module
 */
import type { Entry } from '../../repository/entry.ts';
import type { Emulation } from '../emulation.ts';

/** Tells of an asset or folder whether it is pending as of now. */
export function pendingIn({
  index,
  schedule,
  replication,
}: Pick<Emulation, 'index' | 'schedule' | 'replication'>): (entry: Entry) => boolean {
  const delivering = new Set(replication.deliveries().map(({ path }) => path));
  const isQuiet = delivering.size === 0 && schedule.list().length === 0;
  return (entry) => {
    if (isQuiet) return false;
    const path = index.pathOf(entry);
    return delivering.has(path) || schedule.of(path).length > 0;
  };
}
