/**
 * A folder's sync and publish settings: reading both vocabularies, writing the one that is there.
 * Rules: docs/rules.md, "Settings of a folder".
 *
 * @module
 */
import type { NodeDocument, NodeEdit } from '../format/node-document.ts';
import { descendant, type NodeData, node } from '../jcr/node.ts';
import { firstValue, name, string } from '../jcr/property.ts';
import { type Problem, problem } from '../problems/problem.ts';
import type { DynamicMediaConfiguration } from './configuration.ts';

/** Whether a folder's assets go to Dynamic Media. */
export type SyncMode = 'inherited' | 'enabled' | 'disabled';

/** When what is synced is published to Dynamic Media. */
export type PublishMode = 'immediately' | 'uponActivation' | 'selective';

/** One setting as it stands in a node. */
export interface Setting<Value extends string> {
  readonly value: Value | 'unknown';
  /** The property it was read from. */
  readonly property: string;
  readonly raw: string;
}

/** What a folder says of itself; an absent property is an absent field. */
export interface FolderSettings {
  readonly sync?: Setting<SyncMode>;
  /** `''` takes the Dynamic Media Configuration's value. */
  readonly publish?: Setting<PublishMode | ''>;
}

/** Settings to write; an absent one is left as it is. */
export interface SettingsChange {
  readonly sync?: SyncMode;
  readonly publish?: PublishMode | '';
}

/** The properties of a setting, ours first, and how AEM's own spells the values. */
interface Vocabulary<Value extends string> {
  readonly ours: string;
  readonly aem: string;
  readonly aemValues: Readonly<Record<Value, string>>;
  readonly parse: (text: string) => Value | undefined;
  readonly allowed: string;
}

const SYNC: Vocabulary<SyncMode> = {
  ours: 'dam:syncMode',
  aem: 's7-sync-mode',
  aemValues: { inherited: 'inherit', enabled: 'include', disabled: 'exclude' },
  parse: parseSyncMode,
  allowed: 'inherited, enabled, disabled',
};

const PUBLISH: Vocabulary<PublishMode | ''> = {
  ours: 'dam:publishMode',
  aem: 'dmpublish-mode',
  aemValues: { '': '', immediately: 'immediate', uponActivation: 'manual', selective: 'selective' },
  parse: parsePublishMode,
  allowed: 'immediately, uponActivation, selective',
};

/** The names of all setting properties, in both vocabularies. */
export const SETTING_PROPERTIES: readonly string[] = [SYNC.ours, SYNC.aem, PUBLISH.ours, PUBLISH.aem];

/** Spelling does not matter: case, spaces, hyphens and underscores are left out. */
const plainly = (text: string) => text.toLowerCase().replace(/[\s_-]/g, '');

const SYNC_WORDS: Readonly<Record<string, SyncMode>> = {
  '': 'inherited',
  inherit: 'inherited',
  inherited: 'inherited',
  enabled: 'enabled',
  enable: 'enabled',
  include: 'enabled',
  sync: 'enabled',
  on: 'enabled',
  true: 'enabled',
  dynamicmedia: 'enabled',
  enableforsubfolders: 'enabled',
  enabledforsubfolders: 'enabled',
  synceverythinginthisfoldersubtreetodynamicmedia: 'enabled',
  disabled: 'disabled',
  disable: 'disabled',
  exclude: 'disabled',
  off: 'disabled',
  false: 'disabled',
  disabledforsubfolders: 'disabled',
  excludeeverythinginthisfoldersubtreefromdynamicmediasync: 'disabled',
};

const PUBLISH_WORDS: Readonly<Record<string, PublishMode | ''>> = {
  '': '',
  immediately: 'immediately',
  immediate: 'immediately',
  manual: 'uponActivation',
  activation: 'uponActivation',
  onactivation: 'uponActivation',
  uponactivation: 'uponActivation',
  selective: 'selective',
  selectivepublish: 'selective',
};

/** The sync mode a text means, in any accepted spelling. */
export function parseSyncMode(text: string): SyncMode | undefined {
  return SYNC_WORDS[plainly(text)];
}

/** The publish mode a text means, in any accepted spelling; `''` takes the configuration's. */
export function parsePublishMode(text: string): PublishMode | '' | undefined {
  return PUBLISH_WORDS[plainly(text)];
}

/** Reads a folder's settings; what cannot be obeyed is a located problem. */
export function readFolderSettings(
  document: NodeDocument,
  file: string,
): { readonly settings: FolderSettings; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const sync = readSetting(document, SYNC, file, problems);
  const publish = readSetting(document, PUBLISH, file, problems);
  if (sync?.value === 'disabled' && publish && publish.value !== '') {
    problems.push(
      problem('settings.not-obeyed', {
        path: file,
        at: document.locate(settingsNode(document.root, publish.property), publish.property),
        message: `The Publish mode "${publish.raw}" has no effect: the folder is excluded from sync.`,
        hint: `Remove ${publish.property}, or enable sync.`,
      }),
    );
  }
  return { settings: { ...(sync ? { sync } : {}), ...(publish ? { publish } : {}) }, problems };
}

function readSetting<Value extends string>(
  document: NodeDocument,
  vocabulary: Vocabulary<Value>,
  file: string,
  problems: Problem[],
): Setting<Value> | undefined {
  const read = (property: string): Setting<Value> | undefined => {
    const path = settingsNode(document.root, property);
    const raw = firstValue(descendant(document.root, path)?.properties.get(property));
    if (raw === undefined) return undefined;
    const value = vocabulary.parse(raw);
    if (value !== undefined) return { value, property, raw };
    const message = `${property} has the unknown value "${raw}".`;
    const hint = `Use one of: ${vocabulary.allowed}. Until then new assets here stay unsynced and unpublished.`;
    problems.push(
      problem('settings.unknown-value', { path: file, at: document.locate(path, property), message, hint }),
    );
    return { value: 'unknown', property, raw };
  };
  const [ours, aem] = [read(vocabulary.ours), read(vocabulary.aem)];
  if (ours && aem && ours.value !== aem.value) {
    problems.push(
      problem('settings.conflict', {
        path: file,
        at: document.locate(settingsNode(document.root, aem.property), aem.property),
        message: `${ours.property} is "${ours.raw}" but ${aem.property} is "${aem.raw}"; the former decides.`,
        hint: 'Remove one of the two.',
      }),
    );
  }
  return ours ?? aem;
}

/** Settings stand on `jcr:content`, or on the folder itself when `jcr:content` lacks them. */
function settingsNode(root: NodeData, property: string): readonly string[] {
  if (root.children.get('jcr:content')?.properties.has(property)) return ['jcr:content'];
  return root.properties.has(property) ? [] : ['jcr:content'];
}

/** The edits that write settings, in the vocabulary found in the folder. */
export function settingEdits({ root }: NodeDocument, change: SettingsChange): NodeEdit[] {
  const edits: NodeEdit[] = [];
  const content = root.children.get('jcr:content');
  if (!content || content.placeholder) {
    const data = node({ 'jcr:primaryType': name('nt:unstructured') });
    edits.push({ edit: 'addChild', node: [], child: 'jcr:content', data });
  }
  if (change.sync !== undefined) edits.push(...settingEdit(root, SYNC, change.sync));
  if (change.publish !== undefined) edits.push(...settingEdit(root, PUBLISH, change.publish));
  return edits;
}

function settingEdit<Value extends string>(
  root: NodeData,
  vocabulary: Vocabulary<Value>,
  value: Value,
): NodeEdit[] {
  const set = (property: string, text: string): NodeEdit => ({
    edit: 'set',
    node: settingsNode(root, property),
    property,
    value: string(text),
  });
  const has = (property: string) =>
    descendant(root, settingsNode(root, property))?.properties.has(property) ?? false;
  const edits = has(vocabulary.aem) ? [set(vocabulary.aem, vocabulary.aemValues[value])] : [];
  return edits.length === 0 || has(vocabulary.ours) ? [...edits, set(vocabulary.ours, value)] : edits;
}

/** Why an editor must refuse new settings of a folder; `undefined` when it need not. */
export function refuseSetting(
  current: FolderSettings,
  change: SettingsChange,
  { mode }: Pick<DynamicMediaConfiguration, 'mode'>,
): string | undefined {
  const sync = change.sync ?? current.sync?.value;
  if (change.publish && sync === 'disabled') {
    return 'The folder is excluded from sync, so it can have no Publish mode; enable sync first.';
  }
  if (change.publish === 'selective' && mode === 'hybrid') {
    return 'Selective Publish exists in Dynamic Media - Scene7 mode only, and the configuration says hybrid.';
  }
  return undefined;
}
