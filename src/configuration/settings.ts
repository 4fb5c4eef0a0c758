/**
 * Every setting there is: its name, what it may be, what it is when nobody says anything. The file, the
 * environment, `oakling config` and `oakling init` all follow this table; `schemas/configuration.schema.json`
 * says the same to editors, and a test compares the two.
 *
 * @module
 */

/**
 * What values a setting takes: one of some words, or a type. A `path` is relative to the folder of the file
 * that names it, elsewhere to the working directory; a `structure` can stand in a file only.
 */
export type ValueType = 'text' | 'path' | 'switch' | 'number' | 'structure' | readonly string[];

/** One setting. */
export interface Setting {
  /** Name in the configuration file, dotted where it is nested: `dynamicMedia.company`. */
  readonly key: string;
  readonly type: ValueType;
  /** Value when nobody says anything; `null` when the tree decides. */
  readonly default: string | number | boolean | null;
  /** One line: what it is for. */
  readonly about: string;
}

/** The settings, in the order in which they are shown. */
export const SETTINGS: readonly Setting[] = [
  {
    key: 'root',
    type: 'path',
    default: null,
    about: 'The tree: a content package, a jcr_root, or a plain folder of pictures.',
  },
  {
    key: 'mount',
    type: 'text',
    default: null,
    about: 'JCR path of that folder, where jcr_root and content/dam do not tell it.',
  },
  {
    key: 'layout',
    type: ['vault', 'plain'],
    default: 'vault',
    about: 'Layout of new nodes where the tree has none yet: vault (.content.xml) or plain (YAML).',
  },
  {
    key: 'stateFolder',
    type: 'path',
    default: null,
    about: 'Where oakling keeps what it derives; .oakling in or beside the tree unless told.',
  },
  {
    key: 'statusStore',
    type: ['content', 'state'],
    default: 'content',
    about:
      'Where publish state is kept: content (in the node files, as AEM does) or state (beside the tree).',
  },
  { key: 'user', type: 'text', default: 'admin', about: 'Who acts, as status nodes record it.' },
  {
    key: 'dynamicMedia.mode',
    type: ['scene7', 'hybrid', 'off'],
    default: 'scene7',
    about: 'scene7, hybrid (no Selective Publish), or off.',
  },
  {
    key: 'dynamicMedia.company',
    type: 'text',
    default: null,
    about: 'First segment of dam:scene7File; the name of the content root’s folder unless told.',
  },
  {
    key: 'dynamicMedia.publishAssets',
    type: ['immediately', 'uponActivation', 'selective'],
    default: null,
    about: 'Publish mode of folders that say nothing; immediately unless the tree says otherwise.',
  },
  {
    key: 'dynamicMedia.syncAllContent',
    type: 'switch',
    default: null,
    about: 'Whether every folder syncs; false as soon as a folder sets a Sync mode.',
  },
  {
    key: 'dynamicMedia.defaultSync',
    type: ['enabled', 'disabled'],
    default: null,
    about: 'What Inherited ends in when not all content is synced; enabled unless told.',
  },
  {
    key: 'dynamicMedia.publishServer',
    type: 'text',
    default: null,
    about: 'Base URL of delivery, written to dam:scene7Domain.',
  },
  {
    key: 'dynamicMedia.mimeTypes',
    type: 'structure',
    default: null,
    about: 'By MIME type or image/*: whether it goes to Dynamic Media.',
  },
  {
    key: 'publishModeInheritance',
    type: ['none', 'ancestors'],
    default: 'none',
    about: 'Whether a folder’s Publish mode passes to the folders below; in AEM it does not.',
  },
  {
    key: 'brandPortal',
    type: 'switch',
    default: false,
    about: 'Whether Brand Portal is configured; its actions are refused otherwise.',
  },
  {
    key: 'targets.embedded',
    type: 'switch',
    default: true,
    about: 'Whether what is published is kept beside the tree, as it was when it was published.',
  },
  {
    key: 'targets.s3',
    type: 'structure',
    default: null,
    about: 'Buckets that hold what is published, too.',
  },
  {
    key: 'renditions',
    type: 'switch',
    default: true,
    about: 'Whether AEM’s four standard renditions are made, in the background.',
  },
  {
    key: 'watch.mode',
    type: ['auto', 'chokidar', 'directory', 'polling'],
    default: 'auto',
    about: 'How changes are seen: auto chooses by the size of the tree; polling for network mounts.',
  },
  {
    key: 'watch.settle',
    type: 'number',
    default: 150,
    about: 'Quiet time before acting, in milliseconds, at least 150.',
  },
  {
    key: 'watch.sweep',
    type: 'number',
    default: 60_000,
    about:
      'Interval of the safety sweep, which finds what the system did not tell, in milliseconds; 0 turns it off.',
  },
  {
    key: 'watch.pollInterval',
    type: 'number',
    default: 1000,
    about: 'Interval of polling, in milliseconds.',
  },
  {
    key: 'clean.status',
    type: 'switch',
    default: true,
    about: 'Whether clean and the git filter strip publish state.',
  },
  {
    key: 'clean.lastModified',
    type: 'switch',
    default: true,
    about: 'Whether they strip who modified a node last, and when.',
  },
  { key: 'clean.uuid', type: 'switch', default: false, about: 'Whether they strip jcr:uuid.' },
  {
    key: 'clean.properties',
    type: 'structure',
    default: null,
    about: 'More properties they strip, by name; * stands for any characters.',
  },
  { key: 'plugins', type: 'structure', default: null, about: 'Modules that extend oakling.' },
  { key: 'hooks', type: 'structure', default: null, about: 'Commands to run on events.' },
];

/** The environment variable of a setting: `dynamicMedia.company` is `OAKLING_DYNAMIC_MEDIA_COMPANY`. */
export function variableOf({ key }: Pick<Setting, 'key'>): string {
  const words = key.replaceAll('.', '_').replace(/[A-Z]/g, (capital) => `_${capital}`);
  return `OAKLING_${words.toUpperCase()}`;
}
