/**
 * `apply`: carries out a plan. Rows are independent, and a row whose asset changed since it was planned
 * is refused: nobody agreed to what it would do now.
 *
 * @module
 */
import { errorText, isAbsence } from '../../disk/errors.ts';
import { StaleFileError } from '../../disk/write.ts';
import type { PublishAction } from '../../publish/publish-target.ts';
import { carryOutPublication } from '../carry-out-publication.ts';
import type { Emulation } from '../emulation.ts';
import type { ActionRow } from '../oakling.ts';
import { entryAt } from './find-entries.ts';
import { planItem } from './plan.ts';

/** As much of a plan as carrying it out needs. */
export interface AgreedPlan {
  readonly action: PublishAction;
  readonly rows: readonly AgreedRow[];
}

/** A row somebody saw. */
export interface AgreedRow {
  readonly path: string;
  readonly revision: string;
}

/** Carries out the rows of a plan, in order. */
export async function apply(
  emulation: Emulation,
  { action, rows }: AgreedPlan,
  onRow: (row: ActionRow) => void = () => undefined,
): Promise<ActionRow[]> {
  const done: ActionRow[] = [];
  for (const row of rows) {
    const outcome = await applyRow(emulation, action, row);
    done.push(outcome);
    onRow(outcome);
  }
  return done;
}

async function applyRow(
  emulation: Emulation,
  action: PublishAction,
  { path, revision }: AgreedRow,
): Promise<ActionRow> {
  const refused = (reason: string): ActionRow => ({ path, outcome: 'refused', reason, effects: [] });
  const entry = entryAt(emulation, path);
  if (entry?.kind !== 'asset' && entry?.kind !== 'folder')
    return refused('There is no such asset or folder.');
  try {
    const planned = planItem(emulation, action, entry);
    const { row } = planned;
    if (row.revision !== revision) return refused('It changed since the plan was made; plan it again.');
    if (row.outcome === 'refused') return refused(row.reason);
    if (row.outcome === 'due') await carryOutPublication(emulation, action, planned);
    const outcome = row.outcome === 'due' ? 'done' : 'unchanged';
    return { path, outcome, reason: row.reason, effects: row.effects };
  } catch (cause) {
    if (cause instanceof StaleFileError || isAbsence(cause))
      return refused('It changed meanwhile; plan it again.');
    return refused(`It could not be written: ${errorText(cause)}`);
  }
}
