/**
 * What an action does to one asset or folder: the table of Quick Publish and Manage Publication
 * (docs/rules.md, "What an action does"). Pure, like every rule.
 *
 * @module
 */
import type { AssetState } from './asset-state.ts';
import { modeInWords } from './decide-new.ts';
import { type DecisionContext, effect, ruling } from './decision.ts';
import type { Effect } from './effect.ts';
import { NOT_SYNCED, type PublishAction, type PublishTarget, publishTarget } from './publish-target.ts';

/** What the table asks for. */
export interface ActionFacts extends Pick<DecisionContext, 'sync' | 'publishMode'> {
  readonly state: AssetState;
  /** Whether Brand Portal is configured; its actions are not offered otherwise. */
  readonly brandPortal: boolean;
}

/** One row's outcome: its target, and what will be done or why nothing can. */
export interface PlannedAction {
  readonly target: PublishTarget;
  /** Empty when nothing changes. */
  readonly effects: readonly Effect[];
  /** Why nothing changes although nothing is wrong, as one sentence. */
  readonly unchanged?: string;
  /** Why the action is refused. Title and text are those of AEM's dialog where it has one. */
  readonly refusal?: { readonly title: string; readonly text: string };
}

/** Plans an action on an asset. */
export function planAsset(action: PublishAction, facts: ActionFacts): PlannedAction {
  const { publishMode, sync } = facts;
  const target = publishTarget(action, publishMode.mode, sync.on);
  switch (action) {
    case 'publish':
      return outcome(target, [
        activation('The AEM publish tier holds it as it is now.'),
        ...dynamicMediaAlong(facts, target),
      ]);
    case 'unpublish':
      return outcome(target, withdrawal(facts, target), 'It is not published.');
    case 'publishToDynamicMedia':
      return planDynamicMedia(facts, target);
    case 'unpublishFromDynamicMedia':
      return planDynamicMediaWithdrawal(facts, target);
    case 'publishToBrandPortal':
      return planBrandPortal(facts, target, effect('share', 'Brand Portal holds it as it is now.'));
    case 'unpublishFromBrandPortal':
      return planBrandPortal(facts, target, effect('unshare', 'It leaves Brand Portal.'));
  }
}

/** Plans an action on a folder itself: only AEM and Brand Portal publish folders. */
export function planFolder(
  action: PublishAction,
  { state, brandPortal }: Pick<ActionFacts, 'state' | 'brandPortal'>,
): PlannedAction {
  switch (action) {
    case 'publish':
      return outcome('AEM', [activation('The AEM publish tier holds the folder as it is now.')]);
    case 'unpublish': {
      const effects = state.aem.published
        ? [effect('deactivate', 'The folder leaves the AEM publish tier.')]
        : [];
      return outcome('AEM', effects, 'The folder is not published.');
    }
    case 'publishToDynamicMedia':
    case 'unpublishFromDynamicMedia':
      return outcome('None', [], 'Folders are not delivered by Dynamic Media; the assets in them are.');
    case 'publishToBrandPortal':
      return planBrandPortal(
        { brandPortal },
        'Brand Portal',
        effect('share', 'Brand Portal holds the folder.'),
      );
    case 'unpublishFromBrandPortal':
      return planBrandPortal(
        { brandPortal },
        'Brand Portal',
        effect('unshare', 'The folder leaves Brand Portal.'),
      );
  }
}

function activation(reason: string): Effect {
  return effect('activate', reason);
}

/** What Publish does to Dynamic Media besides AEM. */
function dynamicMediaAlong({ state, publishMode }: ActionFacts, target: PublishTarget): Effect[] {
  if (publishMode.unsure) {
    return [ruling('keep', `Dynamic Media stays as it is, to be safe: ${publishMode.unsure}`)];
  }
  if (target !== 'AEM and Dynamic Media' || !publishMode.mode) return [];
  const mode = modeInWords(publishMode.mode, publishMode);
  if (state.sync.synced) return [effect('publish', `${mode}: Publish reaches Dynamic Media too.`)];
  return [ruling('keep', 'It is not synced to Dynamic Media, so only AEM publishes it; reprocess syncs it.')];
}

function withdrawal({ state, publishMode }: ActionFacts, target: PublishTarget): Effect[] {
  const effects: Effect[] = [];
  if (state.aem.published) effects.push(effect('deactivate', 'It leaves the AEM publish tier.'));
  if (target === 'AEM and Dynamic Media' && publishMode.mode && state.dynamicMedia.published) {
    const mode = modeInWords(publishMode.mode, publishMode);
    effects.push(effect('unpublish', `${mode}: Unpublish reaches Dynamic Media too.`));
  }
  return effects;
}

function planDynamicMedia({ state, publishMode }: ActionFacts, target: PublishTarget): PlannedAction {
  const isForDynamicMedia = target === 'Dynamic Media' || target === 'Error';
  if (isForDynamicMedia && (target === 'Error' || !state.sync.synced)) {
    return { target: 'Error', effects: [], refusal: { title: 'Error', text: NOT_SYNCED } };
  }
  if (target === 'None') return outcome(target, [], byMode(publishMode));
  return outcome(target, [
    effect('publish', 'Selective Publish: Dynamic Media delivers it, AEM stays as it is.'),
  ]);
}

function planDynamicMediaWithdrawal(
  { state, publishMode }: ActionFacts,
  target: PublishTarget,
): PlannedAction {
  if (target === 'None') return outcome(target, [], byMode(publishMode));
  const effects = state.dynamicMedia.published
    ? [effect('unpublish', 'Selective Publish: Dynamic Media delivers it no more, AEM stays as it is.')]
    : [];
  return outcome(target, effects, 'Dynamic Media does not deliver it.');
}

/** Why Dynamic Media is not a target of its own here. */
function byMode(publishMode: ActionFacts['publishMode']): string {
  if (publishMode.unsure) return `Nothing is done, to be safe: ${publishMode.unsure}`;
  if (!publishMode.mode)
    return `Sync is off (${publishMode.origin.text}): there is nothing to do in Dynamic Media.`;
  return `${modeInWords(publishMode.mode, publishMode)}: Publish and Unpublish decide for Dynamic Media as well.`;
}

function planBrandPortal(
  { brandPortal }: Pick<ActionFacts, 'brandPortal'>,
  target: PublishTarget,
  share: Effect,
): PlannedAction {
  if (brandPortal) return outcome(target, [share]);
  const text = 'Brand Portal is not configured: set brandPortal in the configuration.';
  return { target, effects: [], refusal: { title: 'Error', text } };
}

function outcome(target: PublishTarget, effects: readonly Effect[], unchanged?: string): PlannedAction {
  return effects.length === 0 && unchanged ? { target, effects, unchanged } : { target, effects };
}
