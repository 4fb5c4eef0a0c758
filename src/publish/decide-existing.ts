/**
 * What an asset that exists gets when it was edited or is reprocessed: the update rows of the table.
 *
 * @module
 */
import { isVideo } from '../dam/media-kind.ts';
import type { AssetState } from './asset-state.ts';
import { blockedSync, decideNew, modeInWords } from './decide-new.ts';
import { type DecisionContext, effect, ruling, type SyncFacts } from './decision.ts';
import type { Effect } from './effect.ts';

/** Decides what new bytes or metadata lead to. */
export function decideUpdate(context: DecisionContext): readonly Effect[] {
  const { change, state } = context;
  const extract = change.updated?.binary
    ? [effect('extract', 'The bytes are new, so is what is read from them.')]
    : [];
  if (state.sync.synced) {
    const halted = haltedSync(context);
    if (halted) return [...extract, ...modified(state, false), halted];
    return [...extract, ...modified(state, true), ...syncAgain(context)];
  }
  const isBlocked = blockedSync(context) !== undefined;
  const unsynced = isBlocked
    ? effect('keep', 'The asset is not synced to Dynamic Media.')
    : ruling(
        'keep',
        'The asset is not synced to Dynamic Media, and an update does not sync it; reprocessing does.',
      );
  return [...extract, ...modified(state, false), unsynced];
}

/** Decides what reprocessing leads to: sync as an upload, keeping what is published published. */
export function decideReprocess(context: DecisionContext): readonly Effect[] {
  const { state, publishMode } = context;
  if (!state.sync.synced) return decideNew(context);
  const halted = haltedSync(context);
  if (halted) return [halted];
  if (state.dynamicMedia.published) {
    return [
      effect('sync', 'Reprocessing uploads the asset to Dynamic Media again.'),
      republished(context) ?? effect('publish', 'It was published to Dynamic Media, and stays so.'),
    ];
  }
  if (publishMode.unsure) return [ruling('keep', `It stays as it is, to be safe: ${publishMode.unsure}`)];
  if (!isUnpublishedByHand(state)) return decideNew(context);
  return [
    effect('sync', 'Reprocessing uploads the asset to Dynamic Media again.'),
    ruling('keep', 'It was unpublished by hand and stays so.'),
  ];
}

/**
 * Whether somebody took an asset off Dynamic Media delivery: it was published once and nothing failed
 * since (*ruling*: no property says so by itself).
 */
export function isUnpublishedByHand({ dynamicMedia: { status, at } }: AssetState): boolean {
  return status === 'PublishIncomplete' && at !== undefined;
}

/** Why an asset that is synced is not synced again here; `undefined` when it is. */
export function haltedSync({ sync, configuration, mimeType }: SyncFacts): Effect | undefined {
  const link = 'the asset keeps its link to Dynamic Media as it is';
  if (sync.unsure) return ruling('keep', `To be safe ${link}: ${sync.unsure}`);
  if (configuration.mode === 'off') return ruling('keep', `Dynamic Media is off: ${link}.`);
  if (!sync.on) return ruling('keep', `Sync mode "${sync.mode}" (${sync.origin.text}): ${link}.`);
  if (configuration.mimeTypes(mimeType)) return undefined;
  return ruling('keep', `${mimeType || 'This type'} is off in the Dynamic Media Configuration: ${link}.`);
}

function modified({ aem }: AssetState, isSynced: boolean): Effect[] {
  if (aem.published)
    return [effect('modified', 'AEM shows the asset as modified since its last publication.')];
  return isSynced ? [effect('modified', 'The time of the modification is noted.')] : [];
}

/** The effects on Dynamic Media of an edit of an asset that is synced there. */
function syncAgain(context: DecisionContext): Effect[] {
  const { state, publishMode } = context;
  const { mode, unsure } = publishMode;
  const uploaded = 'A synced asset that changed is uploaded to Dynamic Media again';
  if (state.dynamicMedia.published) {
    const publish = 'What Dynamic Media delivers is republished at once, whatever the mode.';
    return [effect('sync', `${uploaded}.`), republished(context) ?? effect('publish', publish)];
  }
  if (unsure || !mode) {
    const reason = unsure ?? 'no Publish mode applies.';
    return [effect('sync', `${uploaded}.`), ruling('keep', `It stays unpublished, to be safe: ${reason}`)];
  }
  const words = modeInWords(mode, publishMode);
  if (mode !== 'immediately') return [effect('sync', `${uploaded}; ${words} leaves it unpublished.`)];
  return [
    effect('sync', `${uploaded}.`),
    isUnpublishedByHand(state)
      ? ruling('keep', 'It was unpublished by hand and stays so.')
      : ruling('publish', `${words}: it is published, for nobody unpublished it by hand.`),
  ];
}

/** What becomes of a video that is delivered; other media follow their own reason. */
function republished({ mimeType }: DecisionContext): Effect | undefined {
  if (!isVideo(mimeType)) return undefined;
  return effect('keep', 'Dynamic Media delivers the old video until it is published again.');
}
