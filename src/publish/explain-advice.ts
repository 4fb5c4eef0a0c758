/**
 * States that look wrong and are not, or that need a person: the confusions people meet over and over
 * (facts on AEM's vocabulary §12).
 *
 * @module
 */
import { isVideo } from '../dam/media-kind.ts';
import { haltedSync, isUnpublishedByHand } from './decide-existing.ts';
import { blockedSync } from './decide-new.ts';
import type { DecisionContext } from './decision.ts';
import { documented, ruled, type Statement } from './statement.ts';
import { AUTOMATIC_PUBLISHER } from './status-properties.ts';

type Facts = Omit<DecisionContext, 'change'>;

/** The advice an asset's state gives rise to. */
export function adviceFor(facts: Facts, namesakes: readonly string[]): Statement[] {
  return [
    ...syncAdvice(facts),
    ...(facts.state.sync.synced ? deliveryAdvice(facts) : []),
    ...modeAdvice(facts),
    ...namesakeAdvice(facts, namesakes),
  ];
}

function syncAdvice(facts: Facts): Statement[] {
  const { state } = facts;
  if (state.sync.synced) {
    if (!haltedSync(facts)) return [];
    return [
      ruled('advice', 'It is synced although nothing new here would be: it keeps its link from before.'),
    ];
  }
  if (blockedSync(facts) || facts.publishMode.unsure) return [];
  const why =
    state.dynamicMedia.status === 'UploadFailed'
      ? 'its upload failed'
      : 'moves, new settings and a new configuration reprocess nothing';
  return [
    documented(
      'advice',
      `The folder syncs but this asset is not synced: ${why}. Run \`oakling reprocess\` on it.`,
    ),
  ];
}

function deliveryAdvice({ state, mimeType }: Facts): Statement[] {
  const { aem, dynamicMedia, sync } = state;
  const advice: Statement[] = [];
  if (aem.published && !dynamicMedia.published) {
    const text =
      'It is published in AEM but not in Dynamic Media, so its delivery URL does not work; the two are independent.';
    advice.push(documented('advice', text));
  }
  if (!aem.published && dynamicMedia.published) {
    const text =
      'It is published in Dynamic Media but not in AEM: its delivery URL works, and the publish tier does not have it.';
    advice.push(documented('advice', text));
  }
  if (!dynamicMedia.published) {
    const text =
      'The preview on author shows it all the same: a page that looks right there may lack it when published.';
    advice.push(documented('advice', text));
  }
  const { at } = dynamicMedia;
  const isNewer = at !== undefined && sync.uploadedAt !== undefined && sync.uploadedAt > at;
  if (dynamicMedia.published && isVideo(mimeType) && isNewer) {
    const text = `The video changed at ${sync.uploadedAt}; Dynamic Media delivers that of ${at} until it is published again.`;
    advice.push(documented('advice', text));
  }
  return advice;
}

function modeAdvice({ state, publishMode: { mode } }: Facts): Statement[] {
  const { aem, dynamicMedia, sync } = state;
  const advice: Statement[] = [];
  if (mode && mode !== 'selective') {
    const text =
      '"Publish to Dynamic Media" does nothing here, and menus do not offer it: it needs the mode Selective Publish.';
    advice.push(documented('advice', text));
  }
  if (mode === 'immediately' && sync.synced && !dynamicMedia.published) {
    const text = 'The mode publishes at once, yet this asset is not published: ';
    advice.push(
      isUnpublishedByHand(state)
        ? ruled('advice', `${text}somebody unpublished it.`)
        : documented(
            'advice',
            `${text}a mode applies to what is uploaded under it, not to what was there before.`,
          ),
    );
  }
  const isLeftOver = dynamicMedia.published && dynamicMedia.by === AUTOMATIC_PUBLISHER && !aem.published;
  if (mode && mode !== 'immediately' && isLeftOver) {
    const text =
      'Its last publication to Dynamic Media was automatic, though the mode here publishes nothing new by itself: a new mode leaves what is published as it is, and an edit republishes it.';
    advice.push(documented('advice', text));
  }
  return advice;
}

function namesakeAdvice({ state }: Facts, namesakes: readonly string[]): Statement[] {
  if (!state.sync.synced || namesakes.length === 0) return [];
  const others = namesakes.join(', ');
  const text = `It shares its Dynamic Media name ${state.sync.name} with ${others}: one URL stands for all of them.`;
  return [documented('advice', text)];
}
