/**
 * The text of a node file with other publish state than it holds. What is taken out and put back leaves no
 * trace in a file as oakling or FileVault writes it.
 *
 * @module
 */
import { dropNamespaces } from '../../cleaning/drop-namespaces.ts';
import { docviewFormat } from '../../docview/docview-format.ts';
import type { NodeDocument, NodeFormat } from '../../format/node-document.ts';
import { editsTowards, type KeptStatus, statusIn } from '../../publish/status-store/kept-status.ts';

/** The document's text with exactly some publish state; every other byte stays, but for namespaces left unused. */
export function textWithStatus(document: NodeDocument, format: NodeFormat, status: KeptStatus): string {
  const edits = editsTowards(document.root, status);
  const { text } = document.edit(edits);
  const removed = edits.flatMap((edit) => (edit.edit === 'remove' ? [edit.property] : []));
  if (format !== docviewFormat || removed.length === 0) return text;
  const lean = dropNamespaces(text, removed);
  return isWayBack(lean, format, document) ? lean : text;
}

/** Whether the state put back gives the document's own text: declarations tell which FileVault wrote it. */
function isWayBack(text: string, format: NodeFormat, { root, text: original }: NodeDocument): boolean {
  const { document } = format.parse(text, '');
  return document?.edit(editsTowards(document.root, statusIn(root))).text === original;
}
