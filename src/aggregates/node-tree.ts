/**
 * The nodes of a folder as JCR would show them, whatever legal layout of FileVault's, or of oakling's own,
 * its files have (facts on FileVault 3 and 4; docs/layouts.md). Every question is answered from what is on
 * disk at that moment; what was read lately is kept as long as its files do not change.
 *
 * @module
 */
import { relative, sep } from 'node:path';
import { type NodeData, primaryType } from '../jcr/node.ts';
import type { NodeTypes } from '../jcr/node-types.ts';
import { isSegment, isWithin, nameOf, parentOf } from '../jcr/path.ts';
import { firstValue } from '../jcr/property.ts';
import { formatProblem, type Problem, type TextPosition } from '../problems/problem.ts';
import { binaryPart } from '../vault/file-roles.ts';
import { isIgnoredName, NODE_FILES } from '../vault/ignored-names.ts';
import type { Layout } from '../vault/layout.ts';
import { orderedNames } from './child-order.ts';
import { diskStorage } from './disk-storage.ts';
import { editTree } from './edit-tree.ts';
import { FolderLister, type FolderNames } from './folder-names.ts';
import { contentBytes, impliedType, isResource, propertiesOf } from './implied-properties.ts';
import { type LocatedNode, type NodeFolder, NodeLocator, type TreePlace } from './located-node.ts';
import { childFolder } from './new-node-files.ts';
import { NodeFiles } from './node-files.ts';
import type { NodeFile } from './read-node-file.ts';
import { Recent } from './recent.ts';
import { isEditable, type ReadableStorage } from './storage.ts';
import type { EditedTree, TreeEdit } from './tree-edit.ts';
import type { NodeSource, TreeNode } from './tree-node.ts';
import { readTreeTypes } from './tree-types.ts';

/** How many nodes are remembered where nothing changes unseen. */
const LOCATED = 1000;

/** How to open a tree. */
export interface NodeTreeOptions extends TreePlace {
  /** Types to know besides the built-in ones and those the tree's `.cnd` files define. */
  readonly types?: NodeTypes;
  /** Whether the package's filter covers a path; without it everything is covered. */
  readonly isCovered?: (path: string) => boolean;
  /** What the files lie on; the disk when absent. */
  readonly storage?: ReadableStorage;
  /** Which names are nobody's content; those that are ignored everywhere when absent. */
  readonly isIgnored?: (name: string) => boolean;
  /** Namespaces to know besides those that files of the tree declare. */
  readonly namespaces?: (prefix: string) => string | undefined;
  /** Hears what cannot be understood; the same thing only once. */
  readonly report?: (problem: Problem) => void;
}

/** Opens the nodes of a folder; nothing is read before it is asked for. */
export function openNodeTree(options: NodeTreeOptions): NodeTree {
  return new NodeTree(options);
}

/** See the module. */
export class NodeTree {
  readonly folder: string;
  readonly mount: string;
  readonly #files: NodeFiles;
  readonly #lister: FolderLister;
  readonly #locator: NodeLocator;
  readonly #options: NodeTreeOptions;
  readonly #report: (problem: Problem) => void;
  #types: NodeTypes | undefined;
  #revision: number | undefined;
  #located = new Recent<{ readonly located: LocatedNode | undefined }>(LOCATED);

  constructor(options: NodeTreeOptions) {
    const { folder, mount } = options;
    const report = reportOnce(options.report);
    this.folder = folder;
    this.mount = mount;
    this.#options = options;
    this.#report = report;
    this.#files = new NodeFiles(options.storage ?? diskStorage, options, report);
    this.#lister = new FolderLister(this.#files, options.isIgnored ?? isIgnoredName, report);
    this.#locator = new NodeLocator(options, this.#files, this.#lister, report);
  }

  /** The node types known here: the built-in ones and the tree's own. */
  get types(): NodeTypes {
    this.#types ??= readTreeTypes(this.#files.storage, this.#options, {
      report: this.#report,
      learn: (namespaces) => this.#files.learn(namespaces),
    });
    return this.#types;
  }

  /** The node at a path; `undefined` where there is none, or outside the tree. */
  node(path: string): TreeNode | undefined {
    const located = this.locate(path);
    return located && this.#node(located);
  }

  /** A node's children, in their order. */
  *children(path: string): Generator<TreeNode> {
    const located = this.locate(path);
    if (located) for (const child of this.#children(located)) yield this.#node(child);
  }

  /** A node and everything below it, parents first. */
  *walk(path: string = this.mount): Generator<TreeNode> {
    const located = this.locate(path);
    if (located) yield* this.#walk(located);
  }

  /**
   * A node with what is below it as plain data, values of binary properties left empty.
   * @param depth how many levels below the node; all of them when absent
   */
  data(path: string, depth = Number.POSITIVE_INFINITY): NodeData | undefined {
    const located = this.locate(path);
    return located && this.#data(located, depth);
  }

  /** Where the node file that describes a node, or one of its properties, says so. */
  position(
    path: string,
    property?: string,
  ): { readonly file: string; readonly at: TextPosition } | undefined {
    const described = this.locate(path)?.described;
    const at = described?.file.document?.locate(described.node, property);
    return described && at && { file: described.file.file, at };
  }

  /** The path of the node that an absolute file or folder of the tree is about; `undefined` for others. */
  pathOf(file: string): string | undefined {
    let located: LocatedNode | undefined = this.#locator.root();
    let place = this.folder;
    for (const name of relative(this.folder, file).split(sep)) {
      if (!located || name === '') break;
      place += sep + name;
      if (name === NODE_FILES.vault || name === NODE_FILES.plain || binaryPart(name)) break;
      const child: string | undefined = this.#locator.nameOf(located, place);
      located = child === undefined ? undefined : this.#locator.child(located, child);
    }
    return located?.path;
  }

  /**
   * Edits nodes in order, each in the file that holds it, and writes every file once.
   * @throws RangeError when an edit names what is not there, or puts something where something is
   * @throws StaleFileError when somebody wrote a file meanwhile; then look again
   * @throws TypeError when what the files lie on is for reading only
   */
  edit(edits: readonly TreeEdit[]): EditedTree {
    const { storage } = this.#files;
    if (!isEditable(storage)) throw new TypeError('this tree is for reading only');
    return editTree({ storage, tree: this, files: this.#files, locator: this.#locator }, edits);
  }

  /** The names in a folder of the tree, by the node each is about. */
  namesIn({ folder, layout }: Pick<NodeFolder, 'folder' | 'layout'>): FolderNames {
    return this.#lister.names(folder, layout);
  }

  /** The node file at an absolute path, whichever node it is about; `undefined` when there is none. */
  nodeFile(file: string, layout: Layout = 'vault'): NodeFile | undefined {
    return this.#files.at(file, layout);
  }

  /** The absolute folder in which children of a node stand, or would. */
  childFolder(located: LocatedNode): string {
    return childFolder(this.#locator, located);
  }

  /** The namespace of a prefix, as far as the files that were read so far tell. */
  readonly namespaces = (prefix: string): string | undefined => this.#files.namespaces(prefix);

  /** Where the parts of a node stand; for those who edit them. */
  locate(path: string): LocatedNode | undefined {
    if (!isWithin(path, this.mount)) return undefined;
    const { revision } = this.#files.storage;
    // Drafts are seen by those who edit, and are no change yet.
    if (revision === undefined || this.#files.hasDrafts) return this.#find(path);
    if (revision !== this.#revision) this.#located = new Recent(LOCATED);
    this.#revision = revision;
    const known = this.#located.get(path);
    if (known) return known.located;
    const located = this.#find(path);
    this.#located.set(path, { located });
    return located;
  }

  #find(path: string): LocatedNode | undefined {
    if (path === this.mount) return this.#locator.root();
    const parent = this.locate(parentOf(path) ?? this.mount);
    return parent && this.#locator.child(parent, nameOf(path));
  }

  /** A node's type; `undefined` where its node file cannot be read, or says none. */
  typeOf(located: LocatedNode): string | undefined {
    if (located.data) return primaryType(located.data);
    if (located.own) return undefined;
    return impliedType(located, (path) => this.#options.isCovered?.(path) ?? true, {
      types: this.types,
      typeOfParent: () => located.parent && this.typeOf(located.parent),
    });
  }

  #node(located: LocatedNode): TreeNode {
    const { path, name } = located;
    const { properties, binaries } = propertiesOf(
      located,
      this.typeOf(located),
      this.#locator.binaries(located),
      { types: this.types, storage: this.#files.storage },
    );
    return {
      path,
      name,
      primaryType: firstValue(properties.get('jcr:primaryType')),
      mixinTypes: properties.get('jcr:mixinTypes')?.values ?? [],
      properties,
      children: this.#childNames(located),
      binaries,
      source: sourceOf(located),
    };
  }

  #childNames(located: LocatedNode): string[] {
    const type = this.typeOf(located);
    const onDisk = this.#locator.childNames(located);
    if (located.bytes && !isResource(type, this.types)) onDisk.push('jcr:content');
    const present = new Set(onDisk);
    const listed = [...(located.data?.children ?? [])].filter(([name, { placeholder }]) =>
      placeholder ? present.has(name) : isSegment(name),
    );
    return orderedNames(
      listed.map(([name]) => name),
      onDisk,
      this.types.isOrderable(type),
    );
  }

  *#children(located: LocatedNode): Generator<LocatedNode> {
    for (const name of this.#childNames(located)) {
      const child = this.#locator.child(located, name);
      if (child) yield child;
    }
  }

  *#walk(located: LocatedNode): Generator<TreeNode> {
    yield this.#node(located);
    for (const child of this.#children(located)) yield* this.#walk(child);
  }

  #data(located: LocatedNode, depth: number): NodeData {
    const { properties } = this.#node(located);
    const children = new Map<string, NodeData>();
    if (depth > 0) {
      for (const child of this.#children(located)) children.set(child.name, this.#data(child, depth - 1));
    }
    return { properties, children };
  }
}

/** Files are read again when they change, or too soon to tell; what is wrong with them need not be said again. */
function reportOnce(report: ((problem: Problem) => void) | undefined): (problem: Problem) => void {
  const told = new Recent<true>(10_000);
  return (found) => {
    const key = formatProblem(found);
    if (!told.get(key)) report?.(found);
    told.set(key, true);
  };
}

function sourceOf(located: LocatedNode): NodeSource {
  const { described, bytes, folders, implied } = located;
  if (described) {
    const { file, node } = described;
    if (!file.document) return { source: 'unreadable', file: file.file, problems: file.problems };
    return { source: 'document', file: file.file, layout: file.layout, node, document: file.document };
  }
  const held = bytes ?? contentBytes(located);
  if (held) return { source: 'bytes', file: held.file };
  const [folder] = folders;
  return folder
    ? { source: 'folder', folder: folder.folder }
    : { source: 'bytes', file: implied?.by ?? located.path };
}
