/**
 * Where an action publishes an asset to. Source: docs/rules.md, AEM's "Manage Publication" tables.
 *
 * @module
 */
import type { PublishMode } from './setting-words.ts';

/** What a person can do about publication. */
export type PublishAction =
  | 'publish'
  | 'unpublish'
  | 'publishToDynamicMedia'
  | 'unpublishFromDynamicMedia'
  | 'publishToBrandPortal'
  | 'unpublishFromBrandPortal';

/**
 * The words of AEM's Publish Target column, and `Error` where AEM answers with the dialog of
 * {@link NOT_SYNCED}.
 */
export type PublishTarget =
  | 'AEM'
  | 'AEM and Dynamic Media'
  | 'Dynamic Media'
  | 'Brand Portal'
  | 'None'
  | 'Error';

/** The actions as AEM's menus call them. */
export const ACTION_LABELS: Readonly<Record<PublishAction, string>> = {
  publish: 'Publish',
  unpublish: 'Unpublish',
  publishToDynamicMedia: 'Publish to Dynamic Media',
  unpublishFromDynamicMedia: 'Unpublish from Dynamic Media',
  publishToBrandPortal: 'Publish to Brand Portal',
  unpublishFromBrandPortal: 'Unpublish from Brand Portal',
};

/** AEM's words for a Dynamic Media action on assets that are not synced; their names follow. */
export const NOT_SYNCED =
  'Following asset is not synced to Dynamic Media, please run reprocess workflow on the asset';

/**
 * The target of an action on an asset.
 * @param mode the effective Publish mode; `undefined` where sync is off, or where the mode is not certain
 * @param syncOn whether effective sync is on
 */
export function publishTarget(
  action: PublishAction,
  mode: PublishMode | undefined,
  syncOn: boolean,
): PublishTarget {
  const isSelective = syncOn && mode === 'selective';
  switch (action) {
    case 'publish':
    case 'unpublish':
      return syncOn && mode && !isSelective ? 'AEM and Dynamic Media' : 'AEM';
    case 'publishToDynamicMedia':
      if (!syncOn) return 'Error';
      return isSelective ? 'Dynamic Media' : 'None';
    case 'unpublishFromDynamicMedia':
      return isSelective ? 'Dynamic Media' : 'None';
    case 'publishToBrandPortal':
    case 'unpublishFromBrandPortal':
      return 'Brand Portal';
  }
}
