/**
 * The words of the two folder settings: what people write, what oakling means, what AEM calls it.
 * Properties and values: facts on AEM's vocabulary §1, §9 and §10.
 *
 * @module
 */

/** Whether a folder's assets go to Dynamic Media. */
export type SyncMode = 'inherited' | 'enabled' | 'disabled';

/** When what is synced is published to Dynamic Media. */
export type PublishMode = 'immediately' | 'uponActivation' | 'selective';

/** The publish modes as AEM's dialogs call them. */
export const MODE_LABELS: Readonly<Record<PublishMode, string>> = {
  immediately: 'Immediately',
  uponActivation: 'Upon Activation',
  selective: 'Selective Publish',
};

/** One setting in both vocabularies. */
export interface Vocabulary<Value extends string> {
  /** The property oakling writes. */
  readonly ours: string;
  /** AEM's own property, kept where it is found. */
  readonly aem: string;
  readonly aemValues: Readonly<Record<Value, string>>;
  readonly parse: (text: string) => Value | undefined;
  /** The values to recommend, for hints. */
  readonly allowed: string;
}

/** The Sync mode's properties and values. */
export const SYNC: Vocabulary<SyncMode> = {
  ours: 'dam:syncMode',
  aem: 's7-sync-mode',
  aemValues: { inherited: 'inherit', enabled: 'include', disabled: 'exclude' },
  parse: parseSyncMode,
  allowed: 'inherited, enabled, disabled',
};

/** The Publish mode's properties and values. */
export const PUBLISH: Vocabulary<PublishMode | ''> = {
  ours: 'dam:publishMode',
  aem: 'dmpublish-mode',
  aemValues: { '': '', immediately: 'immediate', uponActivation: 'manual', selective: 'selective' },
  parse: parsePublishMode,
  allowed: 'immediately, uponActivation, selective',
};

const SYNC_WORDS = wordsOf<SyncMode>({
  inherited: ['', 'inherit', 'inherited'],
  enabled: [
    ...['enabled', 'enable', 'include', 'included', 'sync', 'synced', 'on', 'true', 'dynamicmedia'],
    ...['enableforsubfolders', 'enabledforsubfolders', 'enabledbydefault'],
    'synceverythinginthisfoldersubtreetodynamicmedia',
  ],
  disabled: [
    ...['disabled', 'disable', 'exclude', 'excluded', 'off', 'false'],
    ...['disableforsubfolders', 'disabledforsubfolders', 'disabledbydefault'],
    'excludeeverythinginthisfoldersubtreefromdynamicmediasync',
  ],
});

const PUBLISH_WORDS = wordsOf<PublishMode | ''>({
  '': [''],
  immediately: ['immediately', 'immediate'],
  uponActivation: ['manual', 'activation', 'onactivation', 'uponactivation'],
  selective: ['selective', 'selectivepublish'],
});

/** The sync mode a text means, in any accepted spelling. */
export function parseSyncMode(text: string): SyncMode | undefined {
  return SYNC_WORDS.get(plainly(text));
}

/** The publish mode a text means, in any accepted spelling; `''` takes the configuration's. */
export function parsePublishMode(text: string): PublishMode | '' | undefined {
  return PUBLISH_WORDS.get(plainly(text));
}

/** Spelling does not matter: case, spaces, hyphens and underscores are left out. */
function plainly(text: string): string {
  return text.toLowerCase().replace(/[\s_-]/g, '');
}

function wordsOf<Value extends string>(
  words: Readonly<Record<Value, readonly string[]>>,
): ReadonlyMap<string, Value> {
  const entries = Object.entries(words) as [Value, readonly string[]][];
  return new Map(entries.flatMap(([value, spellings]) => spellings.map((word) => [word, value] as const)));
}
