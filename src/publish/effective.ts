/**
 * Which modes apply to a folder's assets, and where they come from. Rules: docs/rules.md.
 *
 * @module
 */
import type { DynamicMediaConfiguration } from './configuration.ts';
import type { FolderSettings, PublishMode } from './settings.ts';

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
}

/** When what is synced is published. */
export interface EffectivePublishMode {
  /** Absent where sync is off. */
  readonly mode: PublishMode | undefined;
  readonly origin: Origin;
  /** Why the mode is not certain; new assets then stay unpublished (*ruling*). */
  readonly unsure?: string;
}

const FROM_CONFIGURATION: Origin = { kind: 'configuration', text: 'from the Dynamic Media Configuration' };

/** The Sync mode of the first folder: its own, else the nearest ancestor's, else the configuration's. */
export function effectiveSync(
  folders: readonly FolderInfo[],
  configuration: DynamicMediaConfiguration,
): EffectiveSync {
  if (configuration.mode === 'off') {
    return { on: false, mode: 'disabled', origin: { kind: 'off', text: 'Dynamic Media is off' } };
  }
  for (const [i, { path, settings, unreadable }] of folders.entries()) {
    const origin = originAt(path, i);
    if (unreadable) return unsureSync(origin, `The node of ${path} cannot be read.`);
    const sync = settings?.sync;
    if (sync?.value === 'unknown')
      return unsureSync(origin, `${path} has the unknown ${sync.property} "${sync.raw}".`);
    if (configuration.syncAllContent || !sync || sync.value === 'inherited') continue;
    return { on: sync.value === 'enabled', mode: sync.value, origin };
  }
  const mode = configuration.syncAllContent ? 'enabled' : configuration.defaultSync;
  return { on: mode === 'enabled', mode, origin: FROM_CONFIGURATION };
}

function unsureSync(origin: Origin, unsure: string): EffectiveSync {
  return { on: false, mode: 'disabled', origin, unsure };
}

/** The Publish mode of the first folder: its own (or an ancestor's, if asked), else the configuration's. */
export function effectivePublishMode(
  folders: readonly FolderInfo[],
  configuration: DynamicMediaConfiguration,
  sync: EffectiveSync,
  inheritance: 'none' | 'ancestors',
): EffectivePublishMode {
  if (!sync.on)
    return { mode: undefined, origin: sync.origin, ...(sync.unsure ? { unsure: sync.unsure } : {}) };
  const asked = inheritance === 'ancestors' ? folders : folders.slice(0, 1);
  for (const [i, { path, settings }] of asked.entries()) {
    const publish = settings?.publish;
    if (!publish || publish.value === '') continue;
    const origin = originAt(path, i);
    if (publish.value === 'unknown') {
      return {
        mode: undefined,
        origin,
        unsure: `${path} has the unknown ${publish.property} "${publish.raw}".`,
      };
    }
    return admitted(publish.value, origin, configuration);
  }
  return admitted(configuration.publishAssets, FROM_CONFIGURATION, configuration);
}

function admitted(
  mode: PublishMode,
  origin: Origin,
  configuration: DynamicMediaConfiguration,
): EffectivePublishMode {
  if (mode === 'selective' && configuration.mode === 'hybrid') {
    const unsure =
      'Selective Publish exists in Dynamic Media - Scene7 mode only, and the configuration says hybrid.';
    return { mode: undefined, origin, unsure };
  }
  return { mode, origin };
}

function originAt(path: string, distance: number): Origin {
  return distance === 0
    ? { kind: 'here', path, text: 'set here' }
    : { kind: 'inherited', path, text: `inherited from ${path}` };
}
