/**
 * Telling that a publication was scheduled, or is so no more.
 *
 * @module
 */
import { ACTION_LABELS } from '../../publish/publish-target.ts';
import type { ScheduledItem, ScheduledPublication } from '../../replication/schedule/schedule.ts';
import { describeTime } from '../../replication/schedule/scheduled-time.ts';
import type { Emulation } from '../emulation.ts';

/**
 * Emits the event for one item.
 * @param why besides what was scheduled for when, a sentence
 */
export function tellSchedule(
  { emit, user, clock }: Pick<Emulation, 'emit' | 'user' | 'clock'>,
  action: 'schedule' | 'unschedule',
  publication: ScheduledPublication,
  { path, uuid }: ScheduledItem,
  why = '',
): void {
  const { id, action: publicationAction, at: time, zone } = publication;
  const what = `${ACTION_LABELS[publicationAction]}, ${describeTime(publication)}.`;
  emit({
    event: 'schedule',
    action,
    id,
    publication: publicationAction,
    path,
    ...(uuid === undefined ? {} : { uuid }),
    time,
    zone,
    by: action === 'schedule' ? publication.by : user,
    reason: why === '' ? what : `${what} ${why}`,
    at: clock().toISOString(),
  });
}
