/**
 * A folder's sync and publish settings: unknown values, two vocabularies that differ, what is not obeyed,
 * and spellings that only oakling understands.
 *
 * @module
 */
import type { NodeEdit } from '../../format/node-document.ts';
import { descendant } from '../../jcr/node.ts';
import { isFolderType } from '../../jcr/node-types.ts';
import { string } from '../../jcr/property.ts';
import { problem } from '../../problems/problem.ts';
import { settingNode } from '../../publish/setting-place.ts';
import { PUBLISH, SYNC, type Vocabulary } from '../../publish/setting-words.ts';
import { readFolderSettings, unobeyedSettings } from '../../publish/settings.ts';
import type { NodeVisit, StartCheck } from '../check.ts';
import type { Finding } from '../finding.ts';

/** See the module. */
export const checkFolderSettings: StartCheck = ({ configuration }) => ({
  *node(visit) {
    const { document, file, primaryType } = visit;
    if (!isFolderType(primaryType)) return;
    const { settings, problems } = readFolderSettings(document, file);
    for (const found of problems) yield { problem: found };
    for (const found of unobeyedSettings(document, settings, configuration, file)) yield { problem: found };
    yield* synonyms(visit, SYNC);
    yield* synonyms(visit, PUBLISH);
  },
});

/** Values that are understood and yet not the words of their vocabulary. */
function* synonyms<Value extends string>(
  { document, file }: NodeVisit,
  { ours, aem, aemValues, parse }: Vocabulary<Value>,
): Generator<Finding> {
  for (const property of [ours, aem]) {
    const node = settingNode(document.root, property);
    const stored = descendant(document.root, node)?.properties.get(property);
    const [raw] = stored?.values ?? [];
    const value = raw === undefined || stored?.multiple ? undefined : parse(raw);
    if (raw === undefined || value === undefined) continue;
    const word = property === aem ? aemValues[value] : value;
    if (word === raw || (property === aem && raw === '')) continue;
    const message = `${property} is "${raw}", which oakling takes for "${word}"; AEM would not.`;
    const at = document.locate(node, property);
    const edit: NodeEdit = { edit: 'set', node, property, value: string(word) };
    yield {
      problem: problem('settings.synonym', { path: file, at, message, hint: `Write ${word}.` }),
      fix: { edits: [edit], done: `${property} is "${word}" now.` },
    };
  }
}
