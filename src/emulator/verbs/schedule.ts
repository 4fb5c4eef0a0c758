/**
 * `schedule`, `scheduled`, `unschedule`: Manage Publication's *Later*.
 *
 * @module
 */
import type { PublishAction } from '../../publish/publish-target.ts';
import type { ScheduledItem, ScheduledPublication } from '../../replication/schedule/schedule.ts';
import { describeTime, type ScheduledTime, TimeError } from '../../replication/schedule/scheduled-time.ts';
import type { Emulation } from '../emulation.ts';
import type { ActionRow } from '../oakling.ts';
import { tellSchedule } from '../publishing/tell-schedule.ts';
import { entryAt } from './find-entries.ts';
import { type PlanOptions, planItem } from './plan.ts';

/** What scheduling answered. */
export interface Scheduled {
  /** `null` when every path was refused. */
  readonly publication: ScheduledPublication | null;
  readonly rows: readonly ActionRow[];
}

/**
 * Schedules an action on paths; what it does is planned when its time has come.
 * @throws TimeError when the time is past, or none
 */
export function schedule(
  emulation: Emulation,
  action: PublishAction,
  paths: readonly string[],
  time: ScheduledTime,
  { include = 'all', references = false }: PlanOptions,
): Scheduled {
  const now = emulation.clock();
  // A time that is none compares as false.
  if (!(Date.parse(time.at) > now.getTime())) throw new TimeError(`${describeTime(time)} is not to come`);
  const answers = paths.map((path) => answerFor(emulation, action, path, time));
  const rows = answers.map(({ row }) => row);
  const items = answers.map(({ item }) => item).filter((item) => item !== undefined);
  if (items.length === 0) return { publication: null, rows };
  const publication = emulation.schedule.add({
    action,
    items,
    include,
    references,
    ...time,
    by: emulation.user,
    created: now.toISOString(),
  });
  for (const item of items) tellSchedule(emulation, 'schedule', publication, item);
  return { publication, rows };
}

/** Takes publications out of the schedule. Answers those that were in it. */
export function unschedule(emulation: Emulation, ids: readonly number[]): ScheduledPublication[] {
  const cancelled = ids
    .map((id) => emulation.schedule.remove(id))
    .filter((publication) => publication !== undefined);
  for (const publication of cancelled) {
    for (const item of publication.items) tellSchedule(emulation, 'unschedule', publication, item);
  }
  return cancelled;
}

/** What would be refused now is refused at once: at its time nobody may be there to read why. */
function answerFor(
  emulation: Emulation,
  action: PublishAction,
  operand: string,
  time: ScheduledTime,
): { readonly row: ActionRow; readonly item?: ScheduledItem } {
  const refused = (path: string, reason: string) => ({
    row: { path, outcome: 'refused' as const, reason, effects: [] },
  });
  const entry = entryAt(emulation, operand);
  if (!entry) return refused(operand, 'There is no such asset or folder.');
  const path = emulation.index.pathOf(entry);
  if (entry.kind !== 'asset' && entry.kind !== 'folder') {
    return refused(path, 'It is not an asset yet: ingest it first.');
  }
  const { row } = planItem(emulation, action, entry);
  if (row.outcome === 'refused') return refused(path, row.reason);
  const identity = entry.kind === 'asset' && entry.uuid !== undefined ? { uuid: entry.uuid } : {};
  return {
    row: { path, outcome: 'done', reason: `Scheduled for ${describeTime(time)}.`, effects: [] },
    item: { path, ...identity },
  };
}
