/**
 * `apply`: carries out a plan. Rows are independent, and a row whose asset changed since it was planned
 * is refused: nobody agreed to what it would do now. From its first row on the whole plan is on disk, so
 * that what a kill cuts off is finished by the next start.
 *
 * @module
 */
import { errorText, isAbsence } from '../../disk/errors.ts';
import { StaleFileError } from '../../disk/write.ts';
import type { PublishAction } from '../../publish/publish-target.ts';
import { carryOutPublication } from '../carry-out-publication.ts';
import type { Emulation } from '../emulation.ts';
import type { ActionRow } from '../oakling.ts';
import type { AgreedRow, StandingAction } from '../publishing/action-log.ts';
import { entryAt } from './find-entries.ts';
import { planItem } from './plan.ts';

/** As much of a plan as carrying it out needs. */
export interface AgreedPlan {
  readonly action: PublishAction;
  readonly rows: readonly AgreedRow[];
}

/** How a plan is carried out. */
export interface ApplyOptions {
  readonly onRow?: (row: ActionRow) => void;
  /** Who asked for it; whoever runs oakling unless told. */
  readonly by?: string;
  /** Tells the action from others, so that it is not begun twice. */
  readonly key?: string;
  /** Told once the plan is on disk. */
  readonly onBegun?: () => void;
}

/**
 * Carries out the rows of a plan, in order.
 * @throws the I/O error when the plan cannot be remembered; nothing is done then
 */
export function apply(
  emulation: Emulation,
  { action, rows }: AgreedPlan,
  { onRow, by = emulation.user, key, onBegun }: ApplyOptions = {},
): Promise<ActionRow[]> {
  const agreed = rows.map(({ path, revision }) => ({ path, revision }));
  const standing = emulation.actions.begin({ action, rows: agreed, by, key });
  onBegun?.();
  return applyRows(emulation, standing, 0, onRow);
}

/** Carries out an action from one of its rows on, and forgets it when it is done. */
export async function applyRows(
  emulation: Emulation,
  standing: StandingAction,
  first: number,
  onRow: (row: ActionRow) => void = () => undefined,
): Promise<ActionRow[]> {
  const done: ActionRow[] = [];
  for (const [row, agreed] of standing.rows.entries()) {
    if (row < first) continue;
    const outcome = await applyRow(emulation, standing, row, agreed);
    done.push(outcome);
    onRow(outcome);
  }
  emulation.actions.end(standing);
  return done;
}

async function applyRow(
  emulation: Emulation,
  standing: StandingAction,
  place: number,
  { path, revision }: AgreedRow,
): Promise<ActionRow> {
  const refused = (reason: string): ActionRow => ({ path, outcome: 'refused', reason, effects: [] });
  const entry = entryAt(emulation, path);
  if (entry?.kind !== 'asset' && entry?.kind !== 'folder')
    return refused('There is no such asset or folder.');
  try {
    const planned = planItem(emulation, standing.action, entry);
    const { row } = planned;
    if (row.revision !== revision) return refused('It changed since the plan was made; plan it again.');
    if (row.outcome === 'refused') return refused(row.reason);
    if (row.outcome === 'due') {
      const { action, by } = standing;
      const at = emulation.clock();
      emulation.actions.beginRow(standing, { row: place, at: at.toISOString(), effects: row.effects });
      await carryOutPublication(emulation, { action, by, at }, planned);
    }
    const outcome = row.outcome === 'due' ? 'done' : 'unchanged';
    return { path, outcome, reason: row.reason, effects: row.effects };
  } catch (cause) {
    if (cause instanceof StaleFileError || isAbsence(cause))
      return refused('It changed meanwhile; plan it again.');
    return refused(`It could not be written: ${errorText(cause)}`);
  }
}
