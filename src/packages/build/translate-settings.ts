/**
 * A folder's settings in the words of the one who will read the package: AEM's own property names and
 * values, or oakling's (facts on Selective Publish §1).
 *
 * @module
 */
import type { NodeDocument, NodeEdit } from '../../format/node-document.ts';
import { descendant, primaryType } from '../../jcr/node.ts';
import { isFolderType } from '../../jcr/node-types.ts';
import { string } from '../../jcr/property.ts';
import { settingNode } from '../../publish/setting-place.ts';
import { PUBLISH, SYNC, type Vocabulary } from '../../publish/setting-words.ts';

/** Whose words a package uses for folder settings. */
export type SettingWords = 'aem' | 'dam';

/** Whether a text may hold settings at all; cheap enough to ask of every node file. */
export function mayHoldSettings(text: string): boolean {
  return [SYNC, PUBLISH].some(({ ours, aem }) => text.includes(ours) || text.includes(aem));
}

/** The document with its settings translated; a value nobody knows stays as it is. */
export function translateSettings(document: NodeDocument, words: SettingWords): NodeDocument {
  if (!isFolderType(primaryType(document.root))) return document;
  return document.edit([...editsOf(document, SYNC, words), ...editsOf(document, PUBLISH, words)]);
}

function editsOf<Value extends string>(
  { root }: NodeDocument,
  { ours, aem, aemValues, parse }: Vocabulary<Value>,
  words: SettingWords,
): NodeEdit[] {
  const standing = (property: string) => {
    const node = settingNode(root, property);
    const found = descendant(root, node)?.properties.get(property);
    return found && { node, property, value: parse(found.values.join(', ')) };
  };
  const [own, theirs] = [standing(ours), standing(aem)];
  // Where both speak, oakling's decides, as it does everywhere.
  const decisive = own ?? theirs;
  if (decisive?.value === undefined) return [];
  const wanted = words === 'aem' ? aem : ours;
  const value = words === 'aem' ? aemValues[decisive.value] : decisive.value;
  return [
    ...[own, theirs].flatMap((found) =>
      found && found.property !== wanted
        ? [{ edit: 'remove', node: found.node, property: found.property } as const]
        : [],
    ),
    { edit: 'set', node: decisive.node, property: wanted, value: string(value) },
  ];
}
