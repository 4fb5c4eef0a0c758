/**
 * The present in words: modes with their origins, and the two publish states.
 *
 * @module
 */
import type { AssetState } from './asset-state.ts';
import type { DecisionContext } from './decision.ts';
import { MODE_LABELS } from './setting-words.ts';
import { documented, ruled, type Statement } from './statement.ts';

/** The effective modes, why they are uncertain, and stored ones that are not obeyed. */
export function modeStatements({
  sync,
  publishMode,
}: Pick<DecisionContext, 'sync' | 'publishMode'>): Statement[] {
  const syncText = `Sync mode is "${sync.mode}" (${sync.origin.text}).`;
  const { mode, origin, unsure } = publishMode;
  const modeText = mode
    ? `Publish mode is "${MODE_LABELS[mode]}" (${origin.text}).`
    : 'No Publish mode applies: sync is off.';
  return [
    sync.unsure ? ruled('sync', `Sync mode is not certain: ${sync.unsure}`) : documented('sync', syncText),
    ...(sync.notObeyed ? [documented('sync', sync.notObeyed)] : []),
    unsure
      ? ruled('publishMode', `Publish mode is not certain: ${unsure}`)
      : documented('publishMode', modeText),
    ...(publishMode.notObeyed ? [documented('publishMode', publishMode.notObeyed)] : []),
  ];
}

/** The state of the AEM publish tier. */
export function aemStatement({ aem }: Pick<AssetState, 'aem'>): Statement {
  if (!aem.action) return documented('aem', 'Not published to AEM.');
  const when = whenAndWho(aem);
  if (!aem.published)
    return documented('aem', `Not published to AEM: the last action was ${aem.action}${when}.`);
  const since = aem.modifiedSince ? ' Modified since publication: publish again to show the changes.' : '';
  return documented('aem', `Published to AEM${when}.${since}`);
}

/** The state of sync and of Dynamic Media delivery. */
export function dynamicMediaStatement({
  state,
  mimeType,
}: Pick<DecisionContext, 'state' | 'mimeType'>): Statement {
  const { dynamicMedia, sync } = state;
  const say = (text: string) => documented('dynamicMedia', text);
  if (dynamicMedia.status === 'NotSupported') {
    return say(`Not synced to Dynamic Media: ${mimeType || 'its type'} is off in the configuration.`);
  }
  if (!sync.synced) {
    return say(`Not synced to Dynamic Media${dynamicMedia.status ? ` (${dynamicMedia.status})` : ''}.`);
  }
  if (dynamicMedia.published) {
    const url = dynamicMedia.url ? `: ${dynamicMedia.url}` : '';
    return say(`Published to Dynamic Media${whenAndWho(dynamicMedia)}${url}.`);
  }
  const status = dynamicMedia.status ? ` (${dynamicMedia.status})` : '';
  const last = dynamicMedia.at ? `; last published at ${dynamicMedia.at}` : '';
  return say(`Synced to Dynamic Media as ${sync.file ?? sync.id}, not published${status}${last}.`);
}

function whenAndWho({ at, by }: { readonly at?: string; readonly by?: string }): string {
  return `${at ? ` at ${at}` : ''}${by ? ` by ${by}` : ''}`;
}
