/**
 * `timeline`: what happened to an asset or folder, from the journal.
 *
 * @module
 */
import { type TimelineEntry, timelineOf } from '../../publish/timeline.ts';
import type { ActivityLog } from '../../repository/state/activity-log.ts';
import { historyOf } from '../../repository/state/asset-history.ts';
import type { Emulation } from '../emulation.ts';
import { entryAt } from './find-entries.ts';

/** How much of a timeline is wanted. */
export interface TimelineOptions {
  /** How many of the newest entries; all when absent. */
  readonly limit?: number | undefined;
}

/**
 * The timeline of an asset or folder, newest first; of one that is gone, too. Without a path, that of the
 * whole tree.
 */
export function timeline(
  emulation: Emulation,
  journal: ActivityLog,
  path: string | undefined,
  { limit }: TimelineOptions,
): TimelineEntry[] {
  const entries = path === undefined ? everything(journal) : timelineOf(historyAt(emulation, journal, path));
  return entries.slice(0, limit);
}

function historyAt(emulation: Emulation, journal: ActivityLog, path: string) {
  const entry = entryAt(emulation, path);
  if (!entry) return historyOf(journal, path, undefined);
  const uuid = entry.kind === 'asset' ? entry.uuid : undefined;
  return historyOf(journal, emulation.index.pathOf(entry), { uuid });
}

/** Each activity by itself: which were republications is known of one asset at a time. */
function everything(journal: ActivityLog): TimelineEntry[] {
  return [...journal.newestFirst()].flatMap((activity) => timelineOf([activity]));
}
