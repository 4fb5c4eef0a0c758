/**
 * Reading one node file: its document, or why there is none.
 *
 * @module
 */
import { errorText } from '../disk/errors.ts';
import type { FileStat } from '../disk/file-stat.ts';
import { docviewFormat } from '../docview/docview-format.ts';
import type { NodeDocument, NodeFormat } from '../format/node-document.ts';
import { type Problem, problem } from '../problems/problem.ts';
import type { Layout } from '../vault/layout.ts';
import { yamlFormat } from '../yaml/yaml-format.ts';
import { diskStorage } from './disk-storage.ts';
import type { ReadableStorage } from './storage.ts';

/** A node file as it was read. */
export interface NodeFile {
  /** Absolute. */
  readonly file: string;
  readonly layout: Layout;
  /** The version on disk; `undefined` for a file that could not be read, or is not there yet. */
  readonly stat: FileStat | undefined;
  readonly document: NodeDocument | undefined;
  /** Why there is no document; what is odd about one it says itself. */
  readonly problems: readonly Problem[];
}

/** Where a file is read. */
export interface Surroundings {
  /** What it lies on; the disk when absent. */
  readonly storage?: ReadableStorage;
  /** As for `NodeFormat.parse`. */
  readonly namespaces?: (prefix: string) => string | undefined;
}

/** The format of node files in a layout. */
export function formatOf(layout: Layout): NodeFormat {
  return layout === 'vault' ? docviewFormat : yamlFormat;
}

/**
 * Reads the node file at an absolute path; `undefined` when nothing stands there. Links are not followed.
 * @param path its name in problems
 */
export function readNodeFile(
  file: string,
  layout: Layout,
  path: string,
  { storage = diskStorage, namespaces }: Surroundings = {},
): NodeFile | undefined {
  const unusable = (problems: readonly Problem[], stat?: FileStat): NodeFile => ({
    file,
    layout,
    stat,
    document: undefined,
    problems,
  });
  try {
    const read = storage.readText(file);
    if (!read) return undefined;
    const { text, stat } = read;
    if (text === undefined) {
      const message = 'The file is not valid UTF-8.';
      return unusable([problem('file.encoding', { path, message, hint: 'Save it as UTF-8.' })], stat);
    }
    const { document, problems } = formatOf(layout).parse(text, path, namespaces);
    return document ? { file, layout, stat, document, problems: [] } : unusable(problems, stat);
  } catch (cause) {
    const hint = 'Put a file there that oakling may read.';
    return unusable([problem('file.unreadable', { path, message: errorText(cause), hint })]);
  }
}
