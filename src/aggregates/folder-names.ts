/**
 * The names in a folder, by the node each is about (facts on FileVault 3.2 and 3.4): `photo`, `photo.dir/`,
 * `photo.xml`, and `photo.yaml` in the plain layout.
 *
 * @module
 */
import { sep } from 'node:path';
import { errorText } from '../disk/errors.ts';
import { type FileStat, isRacy, sameStat } from '../disk/file-stat.ts';
import type { Listed } from '../disk/read.ts';
import { primaryType } from '../jcr/node.ts';
import { isSegment } from '../jcr/path.ts';
import { type Problem, problem } from '../problems/problem.ts';
import { isDocView } from '../vault/docview-detection.ts';
import { binaryPart, CONTENT_FOLDER, decoratedBy, nodeOfXml } from '../vault/file-roles.ts';
import { NODE_FILES } from '../vault/ignored-names.ts';
import { jcrNameOf, type Layout, SIDECAR } from '../vault/layout.ts';
import type { NodeFiles } from './node-files.ts';
import { Recent } from './recent.ts';
import { type ReadableStorage, statOfFile } from './storage.ts';

/** The names on disk of one node, as far as they stand in one folder. */
export interface NodeNames {
  /** The node's own folders; more than one only where two names decode to the same. */
  readonly folders: string[];
  /** Folders that decorate the node's bytes: `photo.dir`. */
  readonly companions: string[];
  /** `photo.xml` that is DocView. */
  readonly xml: string[];
  /** A plain asset's `photo.yaml`. */
  readonly sidecars: string[];
  /** The node's bytes. */
  readonly files: string[];
}

/** A folder's names, by the node they are about. */
export interface FolderNames {
  /** The layout in force in the folder: of its own node file, or of the folder it is in. */
  readonly layout: Layout;
  readonly nodes: ReadonlyMap<string, NodeNames>;
  /** Files that hold binary values of the folder's own node, by property. */
  readonly binaries: ReadonlyMap<string, BinaryFiles>;
}

/** Absolute files of a binary property's values. */
export interface BinaryFiles {
  readonly multiple: boolean;
  readonly files: readonly string[];
}

interface Known {
  readonly names: FolderNames;
  readonly inherited: Layout;
  readonly stat: FileStat;
  /** Files whose content decided what they are. */
  readonly looked: readonly (readonly [string, FileStat | undefined])[];
}

const NOTHING: FolderNames = { layout: 'vault', nodes: new Map(), binaries: new Map() };

/** Lists folders, each once for each version on disk. */
export class FolderLister {
  readonly #storage: ReadableStorage;
  readonly #files: NodeFiles;
  readonly #isIgnored: (name: string) => boolean;
  readonly #report: (problem: Problem) => void;
  readonly #known = new Recent<Known>(1000);

  /** @param isIgnored whether a name is none of anybody's content */
  constructor(files: NodeFiles, isIgnored: (name: string) => boolean, report: (problem: Problem) => void) {
    this.#storage = files.storage;
    this.#files = files;
    this.#isIgnored = isIgnored;
    this.#report = report;
  }

  /**
   * The names in an absolute folder; none where no folder stands there.
   * @param inherited the layout of a folder without a node file
   */
  names(folder: string, inherited: Layout): FolderNames {
    const stat = this.#storage.stat(folder);
    if (stat?.kind !== 'folder') return NOTHING;
    const known = this.#known.get(folder);
    if (known?.inherited === inherited && this.#isCurrent(known, stat)) return known.names;
    const now = Date.now();
    const grouping = new Grouping(folder, inherited, this.#files);
    const names = grouping.group(this.#list(folder));
    if (!isRacy(stat, now)) {
      const looked = [...grouping.looked].map((file) => [file, statOfFile(this.#storage, file)] as const);
      this.#known.set(folder, { names, inherited, stat, looked });
    }
    return names;
  }

  #isCurrent({ stat, looked }: Known, now: FileStat): boolean {
    const isAsThen = ([file, then]: Known['looked'][number]) =>
      sameStat(then, statOfFile(this.#storage, file));
    return sameStat(stat, now) && looked.every(isAsThen);
  }

  #list(folder: string): Listed[] {
    try {
      const listed = (this.#storage.list(folder) ?? []).filter(({ name }) => !this.#isIgnored(name));
      for (const { name, kind } of listed) {
        if (kind === 'link' || kind === 'special') this.#reportStrange(folder + sep + name, kind);
      }
      return listed;
    } catch (cause) {
      const hint = 'Let oakling read it; until then what is in it is not known.';
      const path = this.#files.display(folder);
      this.#report(problem('file.unreadable', { path, message: errorText(cause), hint }));
      return [];
    }
  }

  #reportStrange(file: string, kind: 'link' | 'special'): void {
    const [code, message] =
      kind === 'link'
        ? (['link.ignored', 'It is a symbolic link.'] as const)
        : (['file.special', 'It is neither a file nor a folder.'] as const);
    const hint = 'Put the file itself here if it shall be content.';
    this.#report(problem(code, { path: this.#files.display(file), message, hint }));
  }
}

class Grouping {
  /** Files whose content decided what they are. */
  readonly looked = new Set<string>();
  readonly #folder: string;
  readonly #inherited: Layout;
  readonly #files: NodeFiles;
  readonly #nodes = new Map<string, NodeNames>();
  readonly #binaries = new Map<string, BinaryFiles>();

  constructor(folder: string, inherited: Layout, files: NodeFiles) {
    this.#folder = folder;
    this.#inherited = inherited;
    this.#files = files;
  }

  group(listed: readonly Listed[]): FolderNames {
    const kinds = new Map(listed.map(({ name, kind }) => [name, kind]));
    const layout = layoutIn((name) => kinds.get(name) === 'file') ?? this.#inherited;
    for (const name of [...kinds.keys()].sort()) {
      if (name === NODE_FILES.vault || name === NODE_FILES.plain) continue;
      const kind = kinds.get(name);
      if (kind === 'folder') this.#folderNamed(name, layout, kinds);
      else if (kind === 'file') this.#fileNamed(name, layout, kinds);
    }
    // A name on disk may stand for what is no name in a repository: `%2e%2e`, `a%2fb`.
    for (const name of [...this.#nodes.keys()].filter((name) => !isSegment(name))) this.#nodes.delete(name);
    return { layout, nodes: this.#nodes, binaries: this.#binaries };
  }

  #folderNamed(name: string, layout: Layout, kinds: ReadonlyMap<string, string>): void {
    const decorated = decoratedBy(name);
    if (decorated === undefined) {
      const named = name === CONTENT_FOLDER ? 'vault' : this.#layoutOfFolder(name, layout);
      this.#of(jcrNameOf(name, named)).folders.push(name);
      return;
    }
    // A plain asset bears its file's name literally, and so does what accompanies it.
    const plain = name.slice(0, -'.dir'.length);
    const isPlain = layout === 'plain' || kinds.get(plain + SIDECAR) === 'file';
    this.#of(isPlain ? plain : decorated).companions.push(name);
  }

  #fileNamed(name: string, layout: Layout, kinds: ReadonlyMap<string, string>): void {
    const file = this.#folder + sep + name;
    const part = layout === 'vault' ? binaryPart(name) : undefined;
    if (part) {
      const multiple = part.index !== undefined;
      const files = this.#binaries.get(part.property)?.files ?? [];
      this.#binaries.set(part.property, { multiple, files: withItem(files, part.index ?? 0, file) });
    } else if (name.endsWith('.xml') && this.#isDocView(file)) this.#of(nodeOfXml(name)).xml.push(name);
    else if (this.#isSidecar(name, layout, kinds))
      this.#of(name.slice(0, -SIDECAR.length)).sidecars.push(name);
    else this.#of(this.#isPlainBytes(name, layout, kinds) ? name : jcrNameOf(name, layout)).files.push(name);
  }

  #isDocView(file: string): boolean {
    this.looked.add(file);
    try {
      return isDocView(this.#files.storage.readHead(file, 1024));
    } catch {
      // What cannot be read is told where somebody wants its content.
      return false;
    }
  }

  #isPlainBytes(name: string, layout: Layout, kinds: ReadonlyMap<string, string>): boolean {
    return this.#isSidecar(name + SIDECAR, layout, kinds);
  }

  /** The node of the plain asset beside it; an orphan says so by its type. */
  #isSidecar(name: string, layout: Layout, kinds: ReadonlyMap<string, string>): boolean {
    if (!name.endsWith(SIDECAR) || name === SIDECAR || kinds.get(name) !== 'file') return false;
    const hasBytes = kinds.get(name.slice(0, -SIDECAR.length)) === 'file';
    if (hasBytes && layout === 'plain') return true;
    const file = this.#folder + sep + name;
    this.looked.add(file);
    const root = this.#files.at(file, 'plain')?.document?.root;
    const type = root && primaryType(root);
    return hasBytes ? type !== undefined : type === 'dam:Asset';
  }

  /** A folder's own node file says how its name is meant. */
  #layoutOfFolder(name: string, layout: Layout): Layout {
    if (jcrNameOf(name, 'vault') === name) return layout;
    const isThere = (nodeFile: string) =>
      statOfFile(this.#files.storage, [this.#folder, name, nodeFile].join(sep)) !== undefined;
    return layoutIn(isThere) ?? layout;
  }

  #of(node: string): NodeNames {
    const found = this.#nodes.get(node) ?? {
      folders: [],
      companions: [],
      xml: [],
      sidecars: [],
      files: [],
    };
    this.#nodes.set(node, found);
    return found;
  }
}

/** A list with an item at an index; what is missing before it is empty. */
function withItem(list: readonly string[], index: number, item: string): string[] {
  const length = Math.max(list.length, index + 1);
  return Array.from({ length }, (_, i) => (i === index ? item : (list[i] ?? '')));
}

/** The layout a folder's own node file tells; where both stand, the vault's counts. */
function layoutIn(isThere: (nodeFile: string) => boolean): Layout | undefined {
  if (isThere(NODE_FILES.vault)) return 'vault';
  return isThere(NODE_FILES.plain) ? 'plain' : undefined;
}
