/**
 * What each action would publish to, for `explain`.
 *
 * @module
 */
import type { DecisionContext } from './decision.ts';
import { ACTION_LABELS, NOT_SYNCED, type PublishAction, publishTarget } from './publish-target.ts';
import { documented, ruled, type Statement } from './statement.ts';

type Facts = Pick<DecisionContext, 'sync' | 'publishMode' | 'state'>;

/** The actions the documentation's tables list. */
const EXPLAINED: readonly PublishAction[] = [
  'publish',
  'unpublish',
  'publishToDynamicMedia',
  'unpublishFromDynamicMedia',
  'publishToBrandPortal',
];

/** The Publish Target of every action on an asset. */
export function assetActions({ sync, publishMode, state }: Facts): Statement[] {
  return EXPLAINED.map((action) => {
    const target = publishTarget(action, publishMode.mode, sync.on);
    const isForDynamicMedia = target === 'Dynamic Media' || target === 'Error';
    const isRefused = action === 'publishToDynamicMedia' && isForDynamicMedia && !state.sync.synced;
    return documented('action', `${ACTION_LABELS[action]}: ${isRefused ? `Error. ${NOT_SYNCED}` : target}.`);
  });
}

/** What the actions do to a folder itself and to the assets in it. */
export function folderActions({ sync, publishMode }: Omit<Facts, 'state'>): Statement[] {
  return EXPLAINED.flatMap((action) => {
    const label = ACTION_LABELS[action];
    const target = publishTarget(action, publishMode.mode, sync.on);
    if (action === 'publish' || action === 'unpublish') {
      return [
        documented('action', `${label}: AEM for the folder; ${target} for assets in it, where included.`),
      ];
    }
    if (action === 'publishToBrandPortal') return [documented('action', `${label}: ${target}.`)];
    return [
      documented('action', `${label}: None for the folder, in Manage Publication.`),
      ruled('action', `${label} by Quick Publish: every asset below by its own rules; here ${target}.`),
    ];
  });
}
