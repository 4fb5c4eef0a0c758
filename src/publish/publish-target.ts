/**
 * Where an action publishes an asset to. Source: docs/rules.md, AEM's "Manage Publication" tables.
 *
 * @module
 */
import type { PublishMode } from './settings.ts';

/** What a person can do about publication. */
export type PublishAction = 'publish' | 'unpublish' | 'publishToDynamicMedia' | 'unpublishFromDynamicMedia';

/** The words of AEM's Publish Target column. */
export type PublishTarget = 'AEM' | 'AEM and Dynamic Media' | 'Dynamic Media' | 'None';

/**
 * The target of an action on an asset.
 * @param mode the effective Publish mode; `undefined` where sync is off
 */
export function publishTarget(action: PublishAction, mode: PublishMode | undefined): PublishTarget {
  const isForDynamicMedia = action === 'publishToDynamicMedia' || action === 'unpublishFromDynamicMedia';
  if (isForDynamicMedia) return mode === 'selective' ? 'Dynamic Media' : 'None';
  return mode === 'immediately' || mode === 'uponActivation' ? 'AEM and Dynamic Media' : 'AEM';
}
