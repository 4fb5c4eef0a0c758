/**
 * The rules of Selective Publish: facts in, effects out. Pure: no clock, no disk, no randomness.
 * Source: docs/rules.md, "What a change on disk does".
 *
 * @module
 */

import { isVideo } from '../dam/media-kind.ts';
import type { Change } from '../repository/change.ts';
import type { AssetState } from './asset-state.ts';
import type { DynamicMediaConfiguration } from './configuration.ts';
import type { Effect } from './effect.ts';
import type { EffectivePublishMode, EffectiveSync } from './effective.ts';
import type { PublishMode } from './settings.ts';

/** Everything a rule may know. */
export interface DecisionContext {
  readonly change: Change;
  readonly sync: EffectiveSync;
  readonly publishMode: EffectivePublishMode;
  readonly configuration: DynamicMediaConfiguration;
  readonly mimeType: string;
  /** As the node says after the change; empty for an upload. */
  readonly state: AssetState;
}

/** The modes as AEM's dialogs call them. */
export const MODE_LABELS: Readonly<Record<PublishMode, string>> = {
  immediately: 'Immediately',
  uponActivation: 'Upon Activation',
  selective: 'Selective Publish',
};

/** Decides what a change leads to. */
export function decide(context: DecisionContext): readonly Effect[] {
  const { kind, resource } = context.change;
  if (resource === 'folder') return decideFolder(context);
  switch (kind) {
    case 'upload':
      return [effect('ingest', 'A file without a node is an upload.'), ...decideNew(context)];
    case 'copy':
      return [
        effect('identify', `A copy of ${context.change.from} gets an identity of its own.`),
        effect('clear', 'Copying clears the publish state of the copy.'),
        ...decideNew(context),
      ];
    case 'move':
      return [
        effect('keep', 'Moving keeps the publish state and reprocesses nothing.'),
        effect('deliver', 'What is published is delivered from its new path.'),
      ];
    case 'update':
      return decideUpdate(context);
    case 'delete':
      return [effect('withdraw', 'A deleted asset leaves the publish tier and Dynamic Media delivery.')];
    case 'arrive':
      return [
        effect('keep', 'The asset arrived with its state, which is kept.'),
        effect('deliver', 'The publish targets are brought in line with that state.'),
      ];
    case 'settings':
      return [effect('keep', 'A folder setting changes nothing about assets that exist.')];
  }
}

/** Decides what reprocessing an asset leads to: sync as an upload, keeping what is published published. */
export function decideReprocess(context: DecisionContext): readonly Effect[] {
  if (!context.state.dynamicMedia.published) return decideNew(context);
  const blocked = blockedSync(context);
  if (blocked) return [blocked];
  return [
    effect('sync', 'Reprocessing uploads the asset to Dynamic Media again.'),
    effect('publish', 'It was published to Dynamic Media, and stays so.'),
  ];
}

function decideFolder({ change }: DecisionContext): readonly Effect[] {
  switch (change.kind) {
    case 'upload':
      return [effect('ingest', 'A new folder gets a node with the first upload into it.', true)];
    case 'copy':
      return [
        effect('identify', `A copy of ${change.from} gets an identity of its own.`),
        effect('clear', 'Copying clears the publish state of the copy.'),
      ];
    case 'settings':
      return [effect('keep', 'Existing assets stay as they are; only later uploads obey the new setting.')];
    case 'delete':
      return [effect('withdraw', 'A deleted folder leaves the publish tier.')];
    case 'move':
      return [effect('keep', 'Moving keeps the publish state of the folder and of everything in it.')];
    default:
      return [effect('keep', 'The folder carries its own state, which is kept.')];
  }
}

/** What an asset without Dynamic Media state gets: the upload column of the table. */
function decideNew(context: DecisionContext): Effect[] {
  const blocked = blockedSync(context);
  if (blocked) return [blocked];
  const { publishMode } = context;
  const { mode, origin, unsure } = publishMode;
  if (unsure || !mode)
    return [effect('keep', `Not synced, to be safe: ${unsure ?? 'no Publish mode applies.'}`, true)];
  const words = `Publish mode "${MODE_LABELS[mode]}" (${origin.text})`;
  switch (mode) {
    case 'immediately':
      return [
        effect('sync', `${words}: new assets are synced to Dynamic Media.`),
        effect('publish', `${words}: new assets are published to Dynamic Media at once.`),
      ];
    case 'uponActivation':
      return [effect('sync', `${words}: new assets are synced and published when they are activated.`)];
    case 'selective':
      return [
        effect(
          'sync',
          `${words}: new assets are synced for preview and published only by an explicit action.`,
        ),
      ];
  }
}

/** Why an asset does not go to Dynamic Media. */
function blockedSync({ sync, configuration, mimeType }: DecisionContext): Effect | undefined {
  if (sync.unsure) return effect('keep', `Not synced, to be safe: ${sync.unsure}`, true);
  if (configuration.mode === 'off') return effect('keep', 'Not synced: Dynamic Media is off.');
  if (!sync.on) return effect('keep', `Not synced: Sync mode "${sync.mode}" (${sync.origin.text}).`);
  if (configuration.mimeTypes(mimeType)) return undefined;
  return effect('notSupported', `${mimeType} is off in the Dynamic Media Configuration.`);
}

function decideUpdate(context: DecisionContext): Effect[] {
  const { change, state, mimeType, sync, configuration } = context;
  const effects: Effect[] = [];
  if (change.updated?.binary)
    effects.push(effect('extract', 'The bytes are new, so is what is read from them.'));
  const isOn = sync.on && !sync.unsure && configuration.mimeTypes(mimeType);
  if (state.aem.published || (state.sync.synced && isOn)) {
    effects.push(effect('modified', 'AEM shows the asset as modified since its last publication.'));
  }
  if (!state.sync.synced) return orKept(effects, 'The asset is not synced to Dynamic Media.');
  if (!isOn) {
    return orKept(effects, 'Sync is off here; the asset keeps its link to Dynamic Media as it is.', true);
  }
  effects.push(effect('sync', 'A synced asset that changed is uploaded to Dynamic Media again.'));
  if (state.dynamicMedia.published) {
    effects.push(
      isVideo(mimeType)
        ? effect('keep', 'Dynamic Media delivers the old video until it is published again.')
        : effect('publish', 'What Dynamic Media delivers is republished at once, whatever the mode.'),
    );
  } else if (context.publishMode.mode === 'immediately') {
    effects.push(
      state.dynamicMedia.at === undefined
        ? effect('publish', 'Publish mode "Immediately", and nobody ever unpublished it.', true)
        : effect('keep', 'It was unpublished by hand and stays so.', true),
    );
  }
  return effects;
}

function orKept(effects: readonly Effect[], reason: string, ruling?: true): Effect[] {
  return [...effects, effect('keep', reason, ruling)];
}

function effect(type: Effect['type'], reason: string, ruling?: true): Effect {
  return ruling ? { type, reason, ruling } : { type, reason };
}
