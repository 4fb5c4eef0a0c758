/**
 * A folder's sync and publish settings as its node has them.
 * Rules: docs/rules.md, "Settings of a folder".
 *
 * @module
 */
import type { NodeDocument } from '../format/node-document.ts';
import { descendant } from '../jcr/node.ts';
import { type Problem, problem } from '../problems/problem.ts';
import type { DynamicMediaConfiguration } from './configuration.ts';
import { settingNode } from './setting-place.ts';
import { PUBLISH, type PublishMode, SYNC, type SyncMode, type Vocabulary } from './setting-words.ts';

export { refuseSetting, type SettingsChange, settingEdits } from './setting-edits.ts';
export { type PublishMode, parsePublishMode, parseSyncMode, type SyncMode } from './setting-words.ts';

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

/** The names of all setting properties, in both vocabularies. */
export const SETTING_PROPERTIES: readonly string[] = [SYNC.ours, SYNC.aem, PUBLISH.ours, PUBLISH.aem];

/**
 * Reads a folder's settings; what is not understood, or contradicts itself, is a located problem.
 * @param file the node file, for problems
 */
export function readFolderSettings(
  document: NodeDocument,
  file: string,
): { readonly settings: FolderSettings; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const sync = readSetting(document, SYNC, file, problems);
  const publish = readSetting(document, PUBLISH, file, problems);
  if (sync?.value === 'disabled' && publish && publish.value !== '' && publish.value !== 'unknown') {
    const message = `The Publish mode "${publish.raw}" has no effect while the folder is excluded from sync.`;
    const hint = `Remove ${publish.property}, or enable sync.`;
    problems.push(notObeyed(document, file, publish.property, message, hint));
  }
  return { settings: { ...(sync ? { sync } : {}), ...(publish ? { publish } : {}) }, problems };
}

/**
 * The settings that are understood and yet not obeyed under a configuration: folder Sync modes where all
 * content is synced, and Selective Publish in hybrid mode.
 * @param settings as {@link readFolderSettings} read them from the document
 */
export function unobeyedSettings(
  document: NodeDocument,
  { sync, publish }: FolderSettings,
  configuration: Pick<DynamicMediaConfiguration, 'mode' | 'syncAllContent'>,
  file: string,
): Problem[] {
  const problems: Problem[] = [];
  if (configuration.syncAllContent && (sync?.value === 'enabled' || sync?.value === 'disabled')) {
    const message = `The Sync mode "${sync.raw}" is not obeyed: the Dynamic Media Configuration syncs all content.`;
    const hint = `Turn syncAllContent off, or remove ${sync.property}.`;
    problems.push(notObeyed(document, file, sync.property, message, hint));
  }
  if (configuration.mode === 'hybrid' && publish?.value === 'selective') {
    const message = `The Publish mode "${publish.raw}" exists in Dynamic Media - Scene7 mode only, and the configuration says hybrid.`;
    const hint = 'Choose immediately or uponActivation. Until then new assets here stay unsynced.';
    problems.push(notObeyed(document, file, publish.property, message, hint));
  }
  return problems;
}

function readSetting<Value extends string>(
  document: NodeDocument,
  vocabulary: Vocabulary<Value>,
  file: string,
  problems: Problem[],
): Setting<Value> | undefined {
  const read = (property: string): Setting<Value> | undefined => {
    const found = descendant(document.root, settingNode(document.root, property))?.properties.get(property);
    if (!found) return undefined;
    // Several values are no mode, and are told as they stand.
    const raw = found.values.join(', ');
    const value = vocabulary.parse(raw);
    if (value !== undefined) return { value, property, raw };
    const message = `${property} has the unknown value "${raw}".`;
    const hint = `Use one of: ${vocabulary.allowed}. Until then new assets here stay unsynced and unpublished.`;
    const at = place(document, property);
    problems.push(problem('settings.unknown-value', { path: file, at, message, hint }));
    return { value: 'unknown', property, raw };
  };
  const [ours, aem] = [read(vocabulary.ours), read(vocabulary.aem)];
  // AEM's form writes an empty Publish mode into every folder: nothing was chosen there.
  if (ours && aem && aem.value !== '' && ours.value !== aem.value) {
    const message = `${ours.property} is "${ours.raw}" but ${aem.property} is "${aem.raw}"; the former decides.`;
    const at = place(document, aem.property);
    problems.push(problem('settings.conflict', { path: file, at, message, hint: 'Remove one of the two.' }));
  }
  return ours ?? aem;
}

function notObeyed(
  document: NodeDocument,
  file: string,
  property: string,
  message: string,
  hint: string,
): Problem {
  return problem('settings.not-obeyed', { path: file, at: place(document, property), message, hint });
}

function place(document: NodeDocument, property: string) {
  return document.locate(settingNode(document.root, property), property);
}
