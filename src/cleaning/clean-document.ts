/**
 * Stripping one node file: surgical, like every edit.
 *
 * @module
 */
import { DocViewDocument } from '../docview/docview-document.ts';
import type { NodeDocument, NodeEdit, NodePath } from '../format/node-document.ts';
import type { NodeData } from '../jcr/node.ts';
import { mixinEdits } from '../publish/clear-edits.ts';
import type { CleanRule } from './clean-rules.ts';
import { dropNamespaces } from './drop-namespaces.ts';

/** A stripped text, with what was taken out of it. */
export interface Cleaned {
  /** The document's own text when there was nothing to strip. */
  readonly text: string;
  /** Names of properties, each once. */
  readonly removed: readonly string[];
}

/** Strips the properties a rule names from every node of a document. */
export function cleanDocument(document: NodeDocument, rule: CleanRule): Cleaned {
  const edits = [...cleanEdits(document.root, [], rule)];
  const names = edits.flatMap((edit) => ('property' in edit ? [edit.property] : []));
  const removed = [...new Set(names)];
  if (edits.length === 0) return { text: document.text, removed };
  const { text } = document.edit(edits);
  return { text: document instanceof DocViewDocument ? dropNamespaces(text, removed) : text, removed };
}

function* cleanEdits(data: NodeData, node: NodePath, rule: CleanRule): Generator<NodeEdit> {
  for (const property of data.properties.keys()) if (rule(property)) yield { edit: 'remove', node, property };
  // The mixin of the replication status means nothing without it.
  if (rule('cq:lastReplicated')) yield* mixinEdits(node, data.properties.get('jcr:mixinTypes'));
  for (const [name, child] of data.children)
    if (!child.placeholder) yield* cleanEdits(child, [...node, name], rule);
}
