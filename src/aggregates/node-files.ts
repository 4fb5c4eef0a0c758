/**
 * Node files of a tree, read and parsed once for each version on disk.
 *
 * @module
 */
import { relative, sep } from 'node:path';
import { type FileStat, isRacy, sameStat } from '../disk/file-stat.ts';
import { DocViewDocument } from '../docview/docview-document.ts';
import { declaredNamespaces } from '../docview/edit-namespaces.ts';
import type { Problem } from '../problems/problem.ts';
import type { Layout } from '../vault/layout.ts';
import { type NodeFile, readNodeFile } from './read-node-file.ts';
import { Recent } from './recent.ts';
import { type ReadableStorage, statOfFile } from './storage.ts';

/** Which tree the files are of. */
interface FilesOf {
  /** Absolute; files are named relative to it in problems. */
  readonly folder: string;
  /** Namespaces to know besides those the files declare. */
  readonly namespaces?: (prefix: string) => string | undefined;
}

/** See the module. */
export class NodeFiles {
  readonly storage: ReadableStorage;
  readonly #folder: string;
  readonly #report: (problem: Problem) => void;
  readonly #known = new Recent<NodeFile>(1000);
  readonly #namespaces = new Map<string, string>();
  readonly #others: ((prefix: string) => string | undefined) | undefined;
  /** Files as they will be once they are written. */
  readonly #drafts = new Map<string, NodeFile>();

  /**
   * @param storage what the files lie on
   * @param report hears every problem, each time the file is read
   */
  constructor(storage: ReadableStorage, { folder, namespaces }: FilesOf, report: (problem: Problem) => void) {
    this.storage = storage;
    this.#folder = folder;
    this.#others = namespaces;
    this.#report = report;
  }

  /** The node file at an absolute path; `undefined` when no file stands there. */
  at(file: string, layout: Layout): NodeFile | undefined {
    const draft = this.#drafts.get(file);
    if (draft) return draft;
    const known = this.#known.get(file);
    const stat = lookAt(this.storage, file);
    if (stat === 'absent') return undefined;
    if (known?.stat && stat && sameStat(known.stat, stat)) return known;
    const now = Date.now();
    const read = readNodeFile(file, layout, this.display(file), this);
    if (!read) return undefined;
    for (const found of read.document?.problems ?? read.problems) this.#report(found);
    if (read.document instanceof DocViewDocument) this.learn(declaredNamespaces(read.document));
    if (read.stat && !isRacy(read.stat, now)) this.#known.set(file, read);
    return read;
  }

  /** The namespace of a prefix that some file read so far declares, or the tree's node types. */
  readonly namespaces = (prefix: string): string | undefined =>
    this.#namespaces.get(prefix) ?? this.#others?.(prefix);

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

  /** Whether there are files that are to be written. */
  get hasDrafts(): boolean {
    return this.#drafts.size > 0;
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
}

/** A file that cannot even be looked at is told when it is read. */
function lookAt(storage: ReadableStorage, file: string): FileStat | 'absent' | undefined {
  try {
    return statOfFile(storage, file) ?? 'absent';
  } catch {
    return undefined;
  }
}
