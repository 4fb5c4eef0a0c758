/**
 * The Dynamic Media Configuration: oakling's own, else the tree's `dmscene7` node, else defaults.
 * Property names of the node: facts on AEM's vocabulary §2.
 *
 * @module
 */
import type { NodeData } from '../jcr/node.ts';
import { firstValue } from '../jcr/property.ts';
import { type Problem, problem } from '../problems/problem.ts';
import { type PublishMode, parsePublishMode } from './settings.ts';

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

const CLOUD_CONFIG_PATH = '/conf/global/settings/cloudconfigs/dmscene7';

/** All images, video, audio, PDF and 3D; the rest is Dynamic Media's static content. */
const DEFAULT_MIME_TYPES: Readonly<Record<string, boolean>> = { '*/*': true };

/** Resolves the configuration; values of the node that mean nothing are problems. */
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
  const content = node?.children.get('jcr:content');
  const value = (property: string) => firstValue(content?.properties.get(property));
  const company = options.company ?? value('companyname') ?? defaultCompany;
  const nodeSyncAll = switchOf(value('selective-sync'));
  const configuration: DynamicMediaConfiguration = {
    mode: options.mode ?? 'scene7',
    company,
    companyId: value('companyHandle'),
    rootPath: withSlash(value('rootPath') ?? company),
    publishAssets:
      options.publishAssets ?? publishAssetsOf(value('publishEnabled'), problems) ?? 'immediately',
    syncAllContent:
      options.syncAllContent ?? (nodeSyncAll === undefined ? !explicitFolderSync : !nodeSyncAll),
    defaultSync: options.defaultSync ?? (switchOf(value('syncEnabled')) === false ? 'disabled' : 'enabled'),
    publishServer: withSlash(options.publishServer ?? value('publishServer') ?? 'https://s7d1.scene7.com'),
    cloudConfigPath: content ? CLOUD_CONFIG_PATH : undefined,
    mimeTypes: mimeTypeSwitch({ ...DEFAULT_MIME_TYPES, ...mimeTypesOf(content), ...options.mimeTypes }),
  };
  return { configuration, problems };
}

/** `off` means Immediately, `on` Upon Activation; the value of Selective Publish is not public (*ruling*: its words). */
function publishAssetsOf(text: string | undefined, problems: Problem[]): PublishMode | undefined {
  if (text === undefined) return undefined;
  const known = switchOf(text);
  if (known !== undefined) return known ? 'uponActivation' : 'immediately';
  const mode = parsePublishMode(text);
  if (mode) return mode;
  const message = `publishEnabled has the unknown value "${text}".`;
  const hint = 'Set dynamicMedia.publishAssets in the configuration of oakling.';
  problems.push(problem('settings.unknown-value', { path: CLOUD_CONFIG_PATH, message, hint }));
  return undefined;
}

function switchOf(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (/^(on|true)$/i.test(text)) return true;
  return /^(off|false)$/i.test(text) ? false : undefined;
}

/** `mimeTypes/<type_subtype>` with `enabled`. */
function mimeTypesOf(content: NodeData | undefined): Record<string, boolean> {
  const nodes = content?.children.get('mimeTypes')?.children ?? new Map<string, NodeData>();
  const found: Record<string, boolean> = {};
  for (const [name, data] of nodes) {
    const enabled = firstValue(data.properties.get('enabled'));
    if (enabled !== undefined) found[name.replace('_', '/')] = enabled.toLowerCase() === 'true';
  }
  return found;
}

function mimeTypeSwitch(types: Readonly<Record<string, boolean>>): (mimeType: string) => boolean {
  return (mimeType) => types[mimeType] ?? types[`${mimeType.split('/')[0]}/*`] ?? types['*/*'] ?? true;
}

function withSlash(text: string): string {
  return text.endsWith('/') ? text : `${text}/`;
}
