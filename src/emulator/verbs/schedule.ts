/**
 * `schedule`, `scheduled`, `unschedule`: Manage Publication's *Later*.
 *
 * @module
 */
import type { PublishAction } from '../../publish/publish-target.ts';
import type { ScheduledPublication } from '../../replication/schedule/schedule.ts';
import { describeTime, type ScheduledTime, TimeError } from '../../replication/schedule/scheduled-time.ts';
import type { Emulation } from '../emulation.ts';
import type { ActionRow } from '../oakling.ts';
import { tellSchedule } from '../publishing/tell-schedule.ts';
import { entryAt } from './find-entries.ts';
import type { PlanOptions } from './plan.ts';

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
  const rows = paths.map((path) => rowOf(emulation, path, time));
  const accepted = rows.filter(({ outcome }) => outcome === 'done').map(({ path }) => path);
  if (accepted.length === 0) return { publication: null, rows };
  const publication = emulation.schedule.add({
    action,
    paths: accepted,
    include,
    references,
    ...time,
    by: emulation.user,
    created: now.toISOString(),
  });
  for (const path of accepted) tellSchedule(emulation, 'schedule', publication, path);
  return { publication, rows };
}

/** Takes publications out of the schedule. Answers those that were in it. */
export function unschedule(emulation: Emulation, ids: readonly number[]): ScheduledPublication[] {
  const cancelled = ids
    .map((id) => emulation.schedule.remove(id))
    .filter((publication) => publication !== undefined);
  for (const publication of cancelled) {
    for (const path of publication.paths) tellSchedule(emulation, 'unschedule', publication, path);
  }
  return cancelled;
}

function rowOf(emulation: Emulation, operand: string, time: ScheduledTime): ActionRow {
  const entry = entryAt(emulation, operand);
  const isItem = entry?.kind === 'asset' || entry?.kind === 'folder';
  const path = isItem ? emulation.index.pathOf(entry) : operand;
  if (isItem) return { path, outcome: 'done', reason: `Scheduled for ${describeTime(time)}.`, effects: [] };
  const reason = entry ? 'It is not an asset yet: ingest it first.' : 'There is no such asset or folder.';
  return { path, outcome: 'refused', reason, effects: [] };
}
