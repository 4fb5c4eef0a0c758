/**
 * A node file opened for editing: read, edited as a document, written back whole if it is still the
 * version that was read.
 *
 * @module
 */
import { readNodeFile } from '../aggregates/read-node-file.ts';
import type { FileStat } from '../disk/file-stat.ts';
import { replaceFile } from '../disk/write.ts';
import type { NodeDocument, NodeEdit } from '../format/node-document.ts';
import type { Problem } from '../problems/problem.ts';
import type { Layout } from '../vault/layout.ts';
import { displayPath, type Tree } from './tree.ts';

export { formatOf } from '../aggregates/read-node-file.ts';

/** A node file as it was read. */
export interface NodeFile {
  readonly file: string;
  readonly stat: FileStat;
  readonly document: NodeDocument;
}

/** Opens a node file; `undefined` when there is none, problems when it cannot be understood. */
export function openNodeFile(
  tree: Tree,
  file: string,
  layout: Layout,
): NodeFile | { readonly problems: readonly Problem[] } | undefined {
  const read = readNodeFile(file, layout, displayPath(tree, file));
  if (!read) return undefined;
  const { document, stat, problems } = read;
  return document && stat ? { file, stat, document } : { problems };
}

/** Whether opening gave a document. */
export function isOpen(opened: ReturnType<typeof openNodeFile>): opened is NodeFile {
  return opened !== undefined && 'document' in opened;
}

/**
 * Applies edits to an open node file in one write; none when they change nothing.
 * @returns the stats of the file as it is then
 * @throws StaleFileError when somebody wrote it since it was opened
 */
export function saveEdits({ file, stat, document }: NodeFile, edits: readonly NodeEdit[]): FileStat {
  const edited = document.edit(edits);
  return edited.text === document.text ? stat : replaceFile(file, edited.text, stat);
}
