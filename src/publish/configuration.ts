/**
 * The Dynamic Media Configuration: oakling's own, else the tree's `dmscene7` node, else defaults.
 * Property names of the node: facts on AEM's vocabulary §2.
 *
 * @module
 */
import type { NodeData } from '../jcr/node.ts';
import { type Problem, problem } from '../problems/problem.ts';
import { CLOUD_CONFIG_PATH, type CloudConfig, readCloudConfig } from './cloud-config.ts';
import { mimeTypeSwitch } from './mime-type-switch.ts';
import { type PublishMode, parsePublishMode } from './setting-words.ts';

/** The configuration as people write it, all of it optional. */
export interface DynamicMediaOptions {
  /** `scene7` (default), `hybrid` (no Selective Publish), or `off`: no Dynamic Media at all. */
  readonly mode: 'scene7' | 'hybrid' | 'off';
  /** First segment of `dam:scene7File`. */
  readonly company: string;
  /** The Publish mode of folders that say nothing. */
  readonly publishAssets: PublishMode;
  /** True: every folder syncs, and folder Sync modes are not obeyed. */
  readonly syncAllContent: boolean;
  /** What Inherited ends in when not all content is synced. */
  readonly defaultSync: 'enabled' | 'disabled';
  /** Base URL of delivery, written to `dam:scene7Domain`. */
  readonly publishServer: string;
  /** By MIME type or `image/*`: whether it goes to Dynamic Media. */
  readonly mimeTypes: Readonly<Record<string, boolean>>;
}

/**
 * Where a value comes from: oakling's configuration, the tree's node, the folders (a tree that sets Sync
 * modes gets them obeyed), or nowhere.
 */
export type ConfigurationOrigin = 'options' | 'node' | 'folders' | 'default';

/** The configuration in force. */
export interface DynamicMediaConfiguration {
  readonly mode: 'scene7' | 'hybrid' | 'off';
  readonly company: string;
  readonly companyId: string | undefined;
  /** Company root folder, ending in `/`. */
  readonly rootPath: string;
  readonly publishAssets: PublishMode;
  readonly syncAllContent: boolean;
  readonly defaultSync: 'enabled' | 'disabled';
  /** Ends in `/`. */
  readonly publishServer: string;
  /** JCR path of the tree's own configuration, where it has one. */
  readonly cloudConfigPath: string | undefined;
  /** Whether a MIME type goes to Dynamic Media. */
  readonly mimeTypes: (mimeType: string) => boolean;
  /** Where each value comes from; of several MIME types the strongest source of any. */
  readonly origins: Readonly<Record<keyof DynamicMediaOptions, ConfigurationOrigin>>;
}

/** What the configuration is resolved from. */
export interface ConfigurationSources {
  readonly options?: Partial<DynamicMediaOptions>;
  /** The root of the tree's `dmscene7` node file. */
  readonly node?: NodeData;
  readonly defaultCompany: string;
  /** Whether any folder of the tree sets a Sync mode of its own. */
  readonly explicitFolderSync: boolean;
}

const DEFAULT_SERVER = 'https://s7d1.scene7.com';

/**
 * Resolves the configuration. A value of the node that means nothing is a problem, and stands for what
 * publishes least until it is mended (*ruling*).
 */
export function resolveConfiguration({
  options = {},
  node,
  defaultCompany,
  explicitFolderSync,
}: ConfigurationSources): {
  readonly configuration: DynamicMediaConfiguration;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const cloud = node?.children.has('jcr:content') ? readCloudConfig(node) : undefined;
  const asked = cloud ? askedOf(cloud, problems) : {};
  const company = options.company ?? cloud?.company ?? defaultCompany;
  // What the node says of its company does not hold for another one.
  const own = cloud?.company === company ? cloud : undefined;
  const configuration: DynamicMediaConfiguration = {
    mode: options.mode ?? 'scene7',
    company,
    companyId: own?.companyId,
    rootPath: withSlash(own?.rootPath ?? company),
    publishAssets: options.publishAssets ?? asked.publishAssets ?? 'immediately',
    syncAllContent: options.syncAllContent ?? asked.syncAllContent ?? !explicitFolderSync,
    defaultSync: options.defaultSync ?? asked.defaultSync ?? 'enabled',
    publishServer: withSlash(options.publishServer ?? cloud?.publishServer ?? DEFAULT_SERVER),
    cloudConfigPath: cloud && CLOUD_CONFIG_PATH,
    mimeTypes: mimeTypeSwitch([options.mimeTypes ?? {}, cloud?.mimeTypes ?? {}]),
    origins: {
      mode: originOf(options.mode, undefined),
      company: originOf(options.company, cloud?.company),
      publishAssets: originOf(options.publishAssets, asked.publishAssets),
      syncAllContent: originOf(
        options.syncAllContent,
        asked.syncAllContent,
        explicitFolderSync ? 'folders' : 'default',
      ),
      defaultSync: originOf(options.defaultSync, asked.defaultSync),
      publishServer: originOf(options.publishServer, cloud?.publishServer),
      mimeTypes: originOf(options.mimeTypes, Object.keys(cloud?.mimeTypes ?? {})[0]),
    },
  };
  return { configuration, problems };
}

function originOf(
  option: unknown,
  ofNode: unknown,
  otherwise: 'folders' | 'default' = 'default',
): ConfigurationOrigin {
  if (option !== undefined) return 'options';
  return ofNode === undefined ? otherwise : 'node';
}

/** What the node asks for, in our terms. */
function askedOf(
  { publishEnabled, selectiveSync, syncEnabled }: CloudConfig,
  problems: Problem[],
): Partial<DynamicMediaOptions> {
  const unknown = (property: string, text: string, taken: string, key: string) => {
    const message = `${property} has the unknown value "${text}", which is taken for ${taken}.`;
    const hint = `Set dynamicMedia.${key} in the configuration of oakling.`;
    problems.push(problem('settings.unknown-value', { path: CLOUD_CONFIG_PATH, message, hint }));
  };
  let publishAssets: PublishMode | undefined;
  if (publishEnabled !== undefined) {
    publishAssets = publishModeOf(publishEnabled);
    if (!publishAssets) {
      // The two known values are the other modes', and this one publishes nothing by itself.
      publishAssets = 'selective';
      unknown('publishEnabled', publishEnabled, 'Selective Publish', 'publishAssets');
    }
  }
  const selective = switchOf(selectiveSync);
  if (selectiveSync !== undefined && selective === undefined)
    unknown('selective-sync', selectiveSync, 'on', 'syncAllContent');
  const enabled = switchOf(syncEnabled);
  if (syncEnabled !== undefined && enabled === undefined)
    unknown('syncEnabled', syncEnabled, 'off', 'defaultSync');
  return {
    ...(publishAssets ? { publishAssets } : {}),
    ...(selectiveSync === undefined ? {} : { syncAllContent: selective === false }),
    ...(syncEnabled === undefined ? {} : { defaultSync: enabled ? 'enabled' : 'disabled' }),
  };
}

/** `off` means Immediately, `on` Upon Activation; how AEM writes Selective Publish is not public. */
function publishModeOf(text: string): PublishMode | undefined {
  const delayed = switchOf(text);
  if (delayed !== undefined) return delayed ? 'uponActivation' : 'immediately';
  return parsePublishMode(text) || undefined;
}

function switchOf(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (/^(on|true)$/i.test(text)) return true;
  return /^(off|false)$/i.test(text) ? false : undefined;
}

function withSlash(text: string): string {
  return text.endsWith('/') ? text : `${text}/`;
}
