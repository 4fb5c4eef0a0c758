/**
 * What an asset without Dynamic Media state gets: the upload row of the table, and with it copies.
 *
 * @module
 */
import { type DecisionContext, effect, ruling, type SyncFacts } from './decision.ts';
import type { Effect } from './effect.ts';
import type { EffectivePublishMode } from './effective.ts';
import { MODE_LABELS, type PublishMode } from './setting-words.ts';

/** Decides whether a new asset is synced and published; without the making of its node. */
export function decideNew(context: DecisionContext): readonly Effect[] {
  const blocked = blockedSync(context);
  if (blocked) return [blocked];
  const { mode, unsure } = context.publishMode;
  if (unsure || !mode) {
    return [ruling('keep', `Not synced, to be safe: ${unsure ?? 'no Publish mode applies.'}`)];
  }
  const words = modeInWords(mode, context.publishMode);
  switch (mode) {
    case 'immediately':
      return [
        effect('sync', `${words}: new assets are synced to Dynamic Media.`),
        effect('publish', `${words}: new assets are published to Dynamic Media at once.`),
      ];
    case 'uponActivation':
      return [effect('sync', `${words}: new assets are synced, and published only when they are activated.`)];
    case 'selective': {
      const rule = 'new assets are synced for preview and published only by an explicit action';
      return [effect('sync', `${words}: ${rule}.`)];
    }
  }
}

/** Why a new asset does not go to Dynamic Media; `undefined` when it does. */
export function blockedSync({ sync, configuration, mimeType }: SyncFacts): Effect | undefined {
  if (sync.unsure) return ruling('keep', `Not synced, to be safe: ${sync.unsure}`);
  if (configuration.mode === 'off') return effect('keep', 'Not synced: Dynamic Media is off.');
  if (!sync.on) return effect('keep', `Not synced: Sync mode "${sync.mode}" (${sync.origin.text}).`);
  if (configuration.mimeTypes(mimeType)) return undefined;
  return effect('notSupported', `${mimeType || 'This type'} is off in the Dynamic Media Configuration.`);
}

/** A mode with its origin, as reasons begin: `Publish mode "Immediately" (set here)`. */
export function modeInWords(mode: PublishMode, { origin }: Pick<EffectivePublishMode, 'origin'>): string {
  return `Publish mode "${MODE_LABELS[mode]}" (${origin.text})`;
}
