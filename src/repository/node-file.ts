/**
 * A node file opened for editing: read, edited as a document, written back whole if it is still the
 * version that was read.
 *
 * @module
 */

import { errorText } from '../disk/errors.ts';
import type { FileStat } from '../disk/file-stat.ts';
import { readText } from '../disk/read.ts';
import { replaceFile } from '../disk/write.ts';
import { docviewFormat } from '../docview/docview-format.ts';
import type { NodeDocument, NodeEdit, NodeFormat } from '../format/node-document.ts';
import { type Problem, problem } from '../problems/problem.ts';
import type { Layout } from '../vault/layout.ts';
import { yamlFormat } from '../yaml/yaml-format.ts';
import { displayPath, type Tree } from './tree.ts';

/** A node file as it was read. */
export interface NodeFile {
  readonly file: string;
  readonly stat: FileStat;
  readonly document: NodeDocument;
}

/** The format of node files in a layout. */
export function formatOf(layout: Layout): NodeFormat {
  return layout === 'vault' ? docviewFormat : yamlFormat;
}

/** Opens a node file; `undefined` when there is none, problems when it cannot be understood. */
export function openNodeFile(
  tree: Tree,
  file: string,
  layout: Layout,
): NodeFile | { readonly problems: readonly Problem[] } | undefined {
  const path = displayPath(tree, file);
  try {
    const read = readText(file, 'refuse');
    if (!read) return undefined;
    if (read.text === undefined) {
      const message = 'The file is not valid UTF-8.';
      return { problems: [problem('file.encoding', { path, message, hint: 'Save it as UTF-8.' })] };
    }
    const { document, problems } = formatOf(layout).parse(read.text, path);
    return document ? { file, stat: read.stat, document } : { problems };
  } catch (cause) {
    const hint = 'Put a file there that oakling may read.';
    return { problems: [problem('file.unreadable', { path, message: errorText(cause), hint })] };
  }
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
