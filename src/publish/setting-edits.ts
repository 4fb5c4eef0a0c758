/**
 * Writing a folder's settings, in the vocabulary the folder already uses, and refusing what no editor may
 * write.
 *
 * @module
 */
import type { NodeDocument, NodeEdit } from '../format/node-document.ts';
import { descendant, type NodeData, node } from '../jcr/node.ts';
import { name, string } from '../jcr/property.ts';
import type { DynamicMediaConfiguration } from './configuration.ts';
import { settingNode } from './setting-place.ts';
import { PUBLISH, type PublishMode, SYNC, type SyncMode, type Vocabulary } from './setting-words.ts';
import type { FolderSettings } from './settings.ts';

/** Settings to write; an absent one is left as it is. */
export interface SettingsChange {
  readonly sync?: SyncMode;
  /** `''` takes the Dynamic Media Configuration's value. */
  readonly publish?: PublishMode | '';
}

/**
 * The edits that write settings: where they stand now, else on `jcr:content`, which is made when missing.
 * Where both vocabularies are present both are written, so that they agree.
 */
export function settingEdits({ root }: NodeDocument, { sync, publish }: SettingsChange): NodeEdit[] {
  const edits = [
    ...(sync === undefined ? [] : editsOf(root, SYNC, sync)),
    ...(publish === undefined ? [] : editsOf(root, PUBLISH, publish)),
  ];
  const content = root.children.get('jcr:content');
  const isMissing = !content || content.placeholder === true;
  if (!isMissing || !edits.some((edit) => edit.node.length > 0)) return edits;
  const data = node({ 'jcr:primaryType': name('nt:unstructured') });
  return [{ edit: 'addChild', node: [], child: 'jcr:content', data }, ...edits];
}

function editsOf<Value extends string>(
  root: NodeData,
  { ours, aem, aemValues }: Vocabulary<Value>,
  value: Value,
): NodeEdit[] {
  const has = (property: string) =>
    descendant(root, settingNode(root, property))?.properties.has(property) ?? false;
  const set = (property: string, text: string): NodeEdit => ({
    edit: 'set',
    node: settingNode(root, property),
    property,
    value: string(text),
  });
  const edits = has(aem) ? [set(aem, aemValues[value])] : [];
  // Nothing chosen is, in our vocabulary, nothing written.
  if (value === '')
    return has(ours) ? [...edits, { edit: 'remove', node: settingNode(root, ours), property: ours }] : edits;
  return has(ours) || edits.length === 0 ? [...edits, set(ours, value)] : edits;
}

/** Why an editor must refuse new settings of a folder, as a sentence; `undefined` when it need not. */
export function refuseSetting(
  current: FolderSettings,
  change: SettingsChange,
  { mode, syncAllContent, origins }: Pick<DynamicMediaConfiguration, 'mode' | 'syncAllContent' | 'origins'>,
): string | undefined {
  const sync = change.sync ?? current.sync?.value;
  if (change.publish && sync === 'disabled') {
    return 'The folder is excluded from sync, so it can have no Publish mode; enable sync first.';
  }
  if (change.publish === 'selective' && mode === 'hybrid') {
    return 'Selective Publish exists in Dynamic Media - Scene7 mode only, and the configuration says hybrid.';
  }
  const isExplicit = change.sync === 'enabled' || change.sync === 'disabled';
  // A configuration that says nothing gives way to the first folder that does.
  if (isExplicit && syncAllContent && origins.syncAllContent !== 'default') {
    return 'The Dynamic Media Configuration syncs all content, so folders can have no Sync mode; turn syncAllContent off first.';
  }
  return undefined;
}
