/**
 * Which modes apply to a folder's assets, and where they come from. Rules: docs/rules.md.
 *
 * @module
 */
import type { DynamicMediaConfiguration } from './configuration.ts';
import type { PublishMode } from './setting-words.ts';
import type { FolderSettings } from './settings.ts';

/** One folder on the way from an asset's parent up to `/content/dam`. */
export interface FolderInfo {
  readonly path: string;
  readonly settings?: FolderSettings;
  /** Its node file cannot be understood: its settings are not known. */
  readonly unreadable?: true;
}

/** Where a mode comes from, in the words the console and `explain` show. */
export interface Origin {
  readonly kind: 'here' | 'inherited' | 'configuration' | 'off';
  readonly path?: string;
  readonly text: string;
}

/** Whether assets go to Dynamic Media. */
export interface EffectiveSync {
  readonly on: boolean;
  readonly mode: 'enabled' | 'disabled';
  readonly origin: Origin;
  /** Why the mode is not certain; new assets then stay unsynced (*ruling*). */
  readonly unsure?: string;
  /** A stored mode that would be nearer and is not obeyed, as a sentence. */
  readonly notObeyed?: string;
}

/** When what is synced is published. */
export interface EffectivePublishMode {
  /** Absent where sync is off, and where the mode is not certain. */
  readonly mode: PublishMode | undefined;
  readonly origin: Origin;
  /** Why the mode is not certain; new assets then stay unsynced and unpublished (*ruling*). */
  readonly unsure?: string;
  /** A stored mode that is not obeyed, as a sentence. */
  readonly notObeyed?: string;
}

const FROM_CONFIGURATION: Origin = { kind: 'configuration', text: 'from the Dynamic Media Configuration' };

/**
 * The Sync mode of the first folder: its own, else the nearest ancestor's, else the configuration's.
 * @param folders an asset's parent (or the folder itself) first, then its ancestors up to `/content/dam`
 */
export function effectiveSync(
  folders: readonly FolderInfo[],
  configuration: Pick<DynamicMediaConfiguration, 'mode' | 'syncAllContent' | 'defaultSync'>,
): EffectiveSync {
  if (configuration.mode === 'off') {
    return { on: false, mode: 'disabled', origin: { kind: 'off', text: 'Dynamic Media is off' } };
  }
  let notObeyed: string | undefined;
  for (const [i, { path, settings, unreadable }] of folders.entries()) {
    const origin = originAt(path, i);
    if (unreadable) return unsureSync(origin, unreadableNode(path));
    const sync = settings?.sync;
    if (!sync || sync.value === 'inherited') continue;
    if (sync.value === 'unknown') return unsureSync(origin, unknownValue(path, sync));
    if (!configuration.syncAllContent) return { on: sync.value === 'enabled', mode: sync.value, origin };
    notObeyed ??= `${path} has ${sync.property} "${sync.raw}", which is not obeyed: all content is synced.`;
  }
  const mode = configuration.syncAllContent ? 'enabled' : configuration.defaultSync;
  return { on: mode === 'enabled', mode, origin: FROM_CONFIGURATION, ...(notObeyed ? { notObeyed } : {}) };
}

/**
 * The Publish mode of the first folder: its own (or an ancestor's, if asked), else the configuration's.
 * @param folders as for {@link effectiveSync}
 * @param sync the effective Sync mode of the same folder
 */
export function effectivePublishMode(
  folders: readonly FolderInfo[],
  configuration: Pick<DynamicMediaConfiguration, 'mode' | 'syncAllContent' | 'publishAssets'>,
  sync: EffectiveSync,
  inheritance: 'none' | 'ancestors',
): EffectivePublishMode {
  if (!sync.on) return withoutSync(folders[0], sync);
  const asked = inheritance === 'ancestors' ? folders : folders.slice(0, 1);
  for (const [i, { path, settings, unreadable }] of asked.entries()) {
    const origin = originAt(path, i);
    if (unreadable) return { mode: undefined, origin, unsure: unreadableNode(path) };
    const publish = settings?.publish;
    if (!publish || publish.value === '') continue;
    if (publish.value === 'unknown') {
      return { mode: undefined, origin, unsure: unknownValue(path, publish) };
    }
    // An excluded folder has no Publish mode that the folders below could take.
    const isExcluded = settings?.sync?.value === 'disabled' && !configuration.syncAllContent;
    if (!isExcluded) return admitted(publish.value, origin, configuration);
  }
  return admitted(configuration.publishAssets, FROM_CONFIGURATION, configuration);
}

function withoutSync(
  folder: FolderInfo | undefined,
  { origin, unsure }: EffectiveSync,
): EffectivePublishMode {
  if (unsure) return { mode: undefined, origin, unsure };
  const publish = folder?.settings?.publish;
  if (!folder || !publish || publish.value === '') return { mode: undefined, origin };
  const notObeyed = `${folder.path} has ${publish.property} "${publish.raw}", which is not obeyed: sync is off.`;
  return { mode: undefined, origin, notObeyed };
}

function admitted(
  mode: PublishMode,
  origin: Origin,
  configuration: Pick<DynamicMediaConfiguration, 'mode'>,
): EffectivePublishMode {
  if (mode !== 'selective' || configuration.mode !== 'hybrid') return { mode, origin };
  const unsure = `Selective Publish (${origin.text}) exists in Dynamic Media - Scene7 mode only, and the configuration says hybrid.`;
  return { mode: undefined, origin, unsure };
}

function unsureSync(origin: Origin, unsure: string): EffectiveSync {
  return { on: false, mode: 'disabled', origin, unsure };
}

function unknownValue(path: string, { property, raw }: { readonly property: string; readonly raw: string }) {
  return `${path} has the unknown ${property} "${raw}".`;
}

function unreadableNode(path: string): string {
  return `The node of ${path} cannot be read.`;
}

function originAt(path: string, distance: number): Origin {
  return distance === 0
    ? { kind: 'here', path, text: 'set here' }
    : { kind: 'inherited', path, text: `inherited from ${path}` };
}
