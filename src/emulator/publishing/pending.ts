/**
 * What AEM shows as pending: an asset or folder for which a publication is scheduled, or is on its way to its
 * targets.
 *
 * @module
 */
import type { Include } from '../../publish/include.ts';
import type { Entry } from '../../repository/entry.ts';
import type { Emulation } from '../emulation.ts';

/** Tells of an asset or folder whether it is pending as of now; made once, it is asked about every one of a tree. */
export function pendingIn({
  index,
  schedule,
  replication,
}: Pick<Emulation, 'index' | 'schedule' | 'replication'>): (entry: Entry) => boolean {
  const delivering = entriesAt(
    index,
    replication.deliveries().map(({ path }) => path),
  );
  const scheduledWith = (...includes: readonly Include[]) => {
    const meant = schedule.list().filter(({ include }) => includes.includes(include));
    return entriesAt(
      index,
      meant.flatMap(({ items }) => items.map(({ path }) => path)),
    );
  };
  const scheduled = scheduledWith('all', 'children', 'none');
  const parents = scheduledWith('children');
  const ancestors = scheduledWith('all');
  return (entry) => {
    if (delivering.has(entry) || scheduled.has(entry)) return true;
    if (!entry.parent) return false;
    if (entry.kind === 'asset' && parents.has(entry.parent)) return true;
    for (let above: Entry | undefined = entry.parent; above; above = above.parent) {
      if (ancestors.has(above)) return true;
    }
    return false;
  };
}

function entriesAt(index: Emulation['index'], paths: readonly string[]): ReadonlySet<Entry> {
  return new Set(paths.map((path) => index.at(path)).filter((entry) => entry !== undefined));
}
