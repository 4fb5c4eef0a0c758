/**
 * Node files of a tree, read and parsed once for each version on disk.
 *
 * @module
 */
import { relative, sep } from 'node:path';
import { errorText } from '../disk/errors.ts';
import { type FileStat, fileStatAt, isRacy, sameStat } from '../disk/file-stat.ts';
import { readText } from '../disk/read.ts';
import { DocViewDocument } from '../docview/docview-document.ts';
import { docviewFormat } from '../docview/docview-format.ts';
import { declaredNamespaces } from '../docview/edit-namespaces.ts';
import type { NodeDocument, NodeFormat } from '../format/node-document.ts';
import { type Problem, problem } from '../problems/problem.ts';
import type { Layout } from '../vault/layout.ts';
import { yamlFormat } from '../yaml/yaml-format.ts';
import { Recent } from './recent.ts';

/** A node file as it was read; without a document it could not be understood. */
export interface NodeFile {
  /** Absolute. */
  readonly file: string;
  readonly layout: Layout;
  /** The version on disk; `undefined` for a file that could not be read, or is not there yet. */
  readonly stat: FileStat | undefined;
  readonly document: NodeDocument | undefined;
  readonly problems: readonly Problem[];
}

/** The format of node files in a layout. */
export function formatOf(layout: Layout): NodeFormat {
  return layout === 'vault' ? docviewFormat : yamlFormat;
}

/** See the module. */
export class NodeFiles {
  readonly #folder: string;
  readonly #report: (problem: Problem) => void;
  readonly #known = new Recent<NodeFile>(1000);
  readonly #namespaces = new Map<string, string>();
  /** Files as they will be once they are written. */
  readonly #drafts = new Map<string, NodeFile>();

  /**
   * @param folder of the tree, to which files are named relative in problems
   * @param report hears every problem, each time the file is read
   */
  constructor(folder: string, report: (problem: Problem) => void) {
    this.#folder = folder;
    this.#report = report;
  }

  /** The node file at an absolute path; `undefined` when no file stands there. */
  at(file: string, layout: Layout): NodeFile | undefined {
    const draft = this.#drafts.get(file);
    if (draft) return draft;
    const known = this.#known.get(file);
    const stat = lookAt(file);
    if (stat === 'absent') return undefined;
    if (known?.stat && stat && sameStat(known.stat, stat)) return known;
    const now = Date.now();
    const read = this.#read(file, layout);
    if (!read) return undefined;
    read.problems.forEach(this.#report);
    if (read.stat && !isRacy(read.stat, now)) this.#known.set(file, read);
    return read;
  }

  /** The namespace of a prefix that some file read so far declares, or the tree's node types. */
  readonly namespaces = (prefix: string): string | undefined => this.#namespaces.get(prefix);

  /** Takes in namespaces, URI by prefix; what is known already stays. */
  learn(namespaces: Iterable<readonly [string, string]>): void {
    for (const [prefix, uri] of namespaces) {
      if (!this.#namespaces.has(prefix)) this.#namespaces.set(prefix, uri);
    }
  }

  /** Has a file answered as it will be, until it is written or the draft is dropped. */
  draft(file: NodeFile): void {
    this.#drafts.set(file.file, file);
  }

  /** The files that are to be written. */
  get drafts(): readonly NodeFile[] {
    return [...this.#drafts.values()];
  }

  /** Forgets a draft, or all of them; the disk counts again. */
  dropDraft(file?: string): void {
    if (file === undefined) this.#drafts.clear();
    else this.#drafts.delete(file);
  }

  /** How a file is named in problems. */
  display(file: string): string {
    const path = relative(this.#folder, file);
    return path === '' ? '.' : path.split(sep).join('/');
  }

  #read(file: string, layout: Layout): NodeFile | undefined {
    const path = this.display(file);
    const unusable = (problems: readonly Problem[], stat?: FileStat): NodeFile => ({
      file,
      layout,
      stat,
      document: undefined,
      problems,
    });
    try {
      const read = readText(file, 'refuse');
      if (!read) return undefined;
      if (read.text === undefined) {
        const details = { path, message: 'The file is not valid UTF-8.', hint: 'Save it as UTF-8.' };
        return unusable([problem('file.encoding', details)], read.stat);
      }
      const { document, problems } = formatOf(layout).parse(read.text, path, this.namespaces);
      if (!document) return unusable(problems, read.stat);
      if (document instanceof DocViewDocument) this.learn(declaredNamespaces(document));
      return { file, layout, stat: read.stat, document, problems: document.problems };
    } catch (cause) {
      const hint = 'Put a file there that oakling may read.';
      return unusable([problem('file.unreadable', { path, message: errorText(cause), hint })]);
    }
  }
}

/** A file that cannot even be looked at is told when it is read. */
function lookAt(file: string): FileStat | 'absent' | undefined {
  try {
    return fileStatAt(file) ?? 'absent';
  } catch {
    return undefined;
  }
}
