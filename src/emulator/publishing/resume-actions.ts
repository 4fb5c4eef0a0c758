/**
 * Finishing actions that were cut off. Of the row that was under way nobody knows how far it came; the
 * status in its node tells, and what follows from it is done again, which does no harm.
 *
 * @module
 */
import { errorText } from '../../disk/errors.ts';
import { problem } from '../../problems/problem.ts';
import type { Effect, EffectType } from '../../publish/effect.ts';
import type { ActivityLog } from '../../repository/state/activity-log.ts';
import { settlePublication, tellPublication } from '../carry-out-publication.ts';
import type { Emulation } from '../emulation.ts';
import type { ActionRow } from '../oakling.ts';
import { applyRows } from '../verbs/apply.ts';
import { entryAt } from '../verbs/find-entries.ts';
import { planItem } from '../verbs/plan.ts';
import type { AgreedRow, BegunRow, StandingAction } from './action-log.ts';
import { type PublicationSource, sourceOf } from './publication-of-entry.ts';

/** Finishes them all, oldest first; rows that cannot be finished are reported. */
export async function resumeActions(
  emulation: Emulation,
  journal: ActivityLog,
  actions: readonly StandingAction[],
): Promise<void> {
  const tell = ({ path, outcome, reason }: ActionRow) => {
    if (outcome !== 'refused') return;
    const message = `An action that was cut off could not be finished here: ${reason}`;
    emulation.report(problem('publication.refused', { path, message, hint: 'Plan it again.' }));
  };
  for (const standing of actions) {
    const { last } = standing;
    const agreed = last && standing.rows[last.row];
    try {
      const isWritten = last && agreed ? await finish(emulation, journal, standing, last, agreed) : false;
      await applyRows(emulation, standing, last ? last.row + (isWritten ? 1 : 0) : 0, tell);
    } catch (cause) {
      tell({ path: agreed?.path ?? '/', outcome: 'refused', reason: errorText(cause), effects: [] });
    }
  }
}

/** Does what follows from a status that was written; answers whether it was. */
async function finish(
  emulation: Emulation,
  journal: ActivityLog,
  { action, by }: StandingAction,
  { at, effects }: BegunRow,
  { path, revision }: AgreedRow,
): Promise<boolean> {
  const entry = entryAt(emulation, path);
  if (entry?.kind !== 'asset' && entry?.kind !== 'folder') return false;
  if (planItem(emulation, action, entry).row.revision === revision) return false;
  const source = sourceOf(emulation, entry);
  if (!source || !effects.every((effect) => isSeen(effect, source))) return false;
  const undertaking = { action, by, at: new Date(at) };
  await settlePublication(emulation, entry, effects);
  if (!isTold(journal, path, action, at)) tellPublication(emulation, undertaking, entry, effects);
  return true;
}

/** What the status in a node says after an effect was written. */
const SEEN: Readonly<Partial<Record<EffectType, (state: PublicationSource['state']) => boolean>>> = {
  activate: ({ aem }) => aem.published,
  deactivate: ({ aem }) => !aem.published,
  publish: ({ dynamicMedia }) => dynamicMedia.published,
  unpublish: ({ dynamicMedia }) => !dynamicMedia.published,
  share: ({ brandPortal }) => brandPortal.published,
  unshare: ({ brandPortal }) => !brandPortal.published,
};

function isSeen({ type }: Effect, { state }: PublicationSource): boolean {
  return SEEN[type]?.(state) ?? true;
}

function isTold(journal: ActivityLog, path: string, kind: string, at: string): boolean {
  for (const activity of journal.newestFirst()) {
    if (activity.at < at) return false;
    if (activity.at === at && activity.path === path && activity.kind === kind) return true;
  }
  return false;
}
