/**
 * What goes into the journal: who did what and why, for the time when the assets themselves are gone.
 *
 * @module
 */
import type { Activity, ActivityLog } from '../repository/state/activity-log.ts';
import type { Emulation } from './emulation.ts';
import type { TreeEvents } from './tree-events.ts';

/** Writes down, from now on, every change, every action and every publication that failed. */
export function keepJournal(
  events: TreeEvents,
  journal: ActivityLog,
  { user, index, clock }: Pick<Emulation, 'user' | 'index' | 'clock'>,
): void {
  /** Paths are given to other assets in time, so the journal knows an asset by its identity, too. */
  const identified = (activity: Activity): Activity => {
    // Its event knows who is gone; at the path there may be another by now.
    if (activity.kind === 'delete') return activity;
    const entry = index.at(activity.path);
    const uuid = entry?.kind === 'asset' ? entry.uuid : undefined;
    return uuid === undefined ? activity : { ...activity, uuid };
  };
  events.addOwn((event) => {
    if (event.event === 'change') journal.append([identified({ ...event, by: user })]);
    if (event.event === 'publication') journal.append([identified({ ...event, kind: event.action })]);
    if (event.event === 'schedule') {
      const { action: kind, path, uuid, by, at, reason } = event;
      const identity = uuid === undefined ? {} : { uuid };
      journal.append([{ at, by, kind, path, ...identity, effects: [{ type: kind, reason }] }]);
    }
    if (event.event !== 'problem' || event.code !== 'target.failed') return;
    const effects = [{ type: 'failed', reason: event.message }];
    const at = clock().toISOString();
    journal.append([identified({ at, by: user, kind: 'failed', path: event.path, effects })]);
  });
}
