/**
 * Imports a package's content into an overlay of the tree. What the filter replaces wholly is copied file
 * by file, and so is what the tree does not have; everything else goes node by node, wherever the node
 * stands.
 *
 * @module
 */
import { basename, dirname, join as joinFile } from 'node:path';
import type { FolderNames, NodeNames } from '../../aggregates/folder-names.ts';
import { contentBytes } from '../../aggregates/implied-properties.ts';
import type { LocatedNode } from '../../aggregates/located-node.ts';
import { type NodeTree, openNodeTree } from '../../aggregates/node-tree.ts';
import type { ChildChange, TreeEdit } from '../../aggregates/tree-edit.ts';
import type { NodeDocument } from '../../format/node-document.ts';
import type { NodeData } from '../../jcr/node.ts';
import type { NodeTypes } from '../../jcr/node-types.ts';
import { join, nameOf, parentOf } from '../../jcr/path.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { folderNameOf } from '../../vault/file-roles.ts';
import { NODE_FILES } from '../../vault/ignored-names.ts';
import {
  filterContains,
  filterContainsProperty,
  filterCovers,
  importModeOf,
  isFilterAncestor,
  replacesWholly,
  type WorkspaceFilter,
} from '../../vault/workspace-filter.ts';
import type { ContentFolder } from '../content-folder.ts';
import { isJunkName } from '../junk-names.ts';
import type { VaultPackage } from '../vault-package.ts';
import { ContentCopier } from './copy-content.ts';
import { mergeEdits, orderEdits } from './merge-node.ts';
import type { OverlayFolder } from './overlay.ts';
import { OverlayStorage } from './overlay-storage.ts';
import { PackageStorage } from './package-storage.ts';

/** Where a package goes. */
export interface ImportTarget {
  /** The overlay that all of the tree is in. */
  readonly base: OverlayFolder;
  /** The tree's own folder in it. */
  readonly folder: OverlayFolder;
  /** JCR path of the folder. */
  readonly mount: string;
  /** Node types of packages that were imported before. */
  readonly types: NodeTypes;
  readonly report: (problem: Problem) => void;
}

const NOTHING: NodeNames = { folders: [], companions: [], xml: [], sidecars: [], files: [] };
const NO_NAMES: FolderNames = { layout: 'vault', nodes: new Map(), binaries: new Map() };

/**
 * Imports the content of a package.
 * @param content the part of it that belongs at the target's mount
 * @returns the node types known now, those of the package among them
 * @throws BlockedError where something strange stands in the way; DamagedEntryError
 */
export function importContent(opened: VaultPackage, content: ContentFolder, target: ImportTarget): NodeTypes {
  return new Import(opened, content, target).run();
}

class Import {
  readonly #filter: WorkspaceFilter;
  readonly #report: (problem: Problem) => void;
  readonly #folder: OverlayFolder;
  readonly #mount: string;
  readonly #from: PackageStorage;
  /** What the package brings. */
  readonly #brought: NodeTree;
  readonly #copier: ContentCopier;
  readonly #to: OverlayStorage;
  /** The tree as it will be. */
  readonly #tree: NodeTree;
  /** Children that came or went as files, by the paths of their parents. */
  readonly #changes = new Map<string, ChildChange[]>();
  /** Nodes whose children come in the order of the package, when all are there. */
  readonly #ordered: [path: string, brought: NodeData][] = [];

  constructor(
    opened: VaultPackage,
    content: ContentFolder,
    { base, folder, mount, types, report }: ImportTarget,
  ) {
    this.#filter = opened.filter;
    this.#report = report;
    this.#folder = folder;
    this.#mount = mount;
    this.#from = new PackageStorage(opened.archive, opened.meta, content);
    this.#to = new OverlayStorage(base);
    const common = { mount, isIgnored: isJunkName };
    this.#brought = openNodeTree({
      ...common,
      folder: PackageStorage.content,
      storage: this.#from,
      types,
      // What else is wrong is told of the files that are imported.
      report: (found) =>
        found.code === 'nodetypes.syntax' && report({ ...found, path: found.path.replace('../', '') }),
    });
    this.#copier = new ContentCopier({ opened, storage: this.#from, nodes: this.#brought, report });
    const { namespaces, types: all } = this.#brought;
    this.#tree = openNodeTree({
      ...common,
      folder: folder.file,
      storage: this.#to,
      namespaces,
      types: all,
    });
  }

  run(): NodeTypes {
    const content = PackageStorage.content;
    if (replacesWholly(this.#filter, this.#mount)) this.#copier.mirror(content, this.#folder);
    else {
      this.#document(joinFile(content, NODE_FILES.vault), this.#mount);
      this.#level(content, this.#mount);
      this.#removeAbsentRoots();
      for (const [path, changes] of this.#changes) {
        if (this.#tree.locate(path)) this.#edit([{ edit: 'relist', path, changes }]);
      }
      for (const [path, data] of this.#ordered) this.#edit(orderEdits(this.#tree, path, data));
    }
    if (this.#from.damage) throw this.#from.damage;
    return this.#brought.types;
  }

  #edit(edits: readonly TreeEdit[]): void {
    const [first] = edits;
    if (!first) return;
    try {
      this.#tree.edit(edits).problems.forEach(this.#report);
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      const message = `The package cannot be imported here: ${cause.message}.`;
      const hint = 'Look at what the package and the tree have at this path.';
      this.#report(problem('package.blocked', { path: first.path, message, hint }));
    }
  }

  /**
   * The nodes directly below a node that is there and not replaced as a whole.
   * @param from its folder in the package; absent where it has none there
   */
  #level(from: string | undefined, path: string): void {
    const brought = from === undefined ? NO_NAMES : this.#brought.namesIn({ folder: from, layout: 'vault' });
    const here = this.#tree.locate(path);
    const standing = new Set(here?.folders.flatMap((folder) => [...this.#tree.namesIn(folder).nodes.keys()]));
    for (const { files } of brought.binaries.values()) this.#binaries(files, path);
    // What comes as new comes last: until then the folder is the one that was listed.
    const names = [...standing, ...[...brought.nodes.keys()].filter((name) => !standing.has(name))];
    const gone: string[] = [];
    for (const name of names) {
      const child = join(path, name);
      const group = brought.nodes.get(name);
      if (replacesWholly(this.#filter, child) && !this.#isInlineInPackage(group, child)) {
        if (group && from !== undefined) this.#replace(from, group, child);
        else gone.push(child);
      } else if (group && from !== undefined) {
        if (standing.has(name) || this.#isInline(here, name) || isImplied(here, name))
          this.#node(from, group, child);
        else if (this.#copier.copyNode(from, group, child, () => this.#folderAt(path)))
          this.#note(path, { came: name });
      } else if (this.#goes(child)) gone.push(child);
      else if (isFilterAncestor(this.#filter, child) || filterCovers(this.#filter, child))
        this.#level(undefined, child);
    }
    for (const child of gone) this.#removeFiles(child, here);
  }

  /** One node and everything below, copied; what else described it goes. */
  #replace(from: string, names: NodeNames, path: string): void {
    const parent = parentOf(path) ?? this.#mount;
    const above = this.#tree.locate(parent);
    if (above && this.#isWholeFile(above) && this.#replaceInline(path)) return;
    const isDescribed = this.#describes(from, names);
    if (isDescribed && this.#isInline(above, nameOf(path))) this.#edit([{ edit: 'removeNode', path }]);
    const kept = new Set(Object.values(names).flat());
    this.#removeNames(above, nameOf(path), kept);
    const folder = this.#folderAt(parent);
    for (const name of kept) this.#copier.copy(joinFile(from, name), folder);
    if (isDescribed) this.#note(parent, { came: nameOf(path) });
  }

  /** A file that holds a whole subtree would hide files beside it: what comes into it comes inline. */
  #replaceInline(path: string): boolean {
    const data = this.#brought.data(path);
    if (!data || holdsBytes(data)) return false;
    if (this.#tree.locate(path)) this.#merge(path, data);
    else this.#edit([{ edit: 'addNode', path, data }]);
    return true;
  }

  /** One node the package brings that is there. */
  #node(from: string, names: NodeNames, path: string): void {
    for (const name of names.xml) this.#document(joinFile(from, name), path);
    for (const name of [...names.files, ...names.sidecars]) this.#bytes(joinFile(from, name), path);
    const folders = [...names.folders, ...names.companions].map((name) => joinFile(from, name));
    for (const folder of folders) {
      this.#document(joinFile(folder, NODE_FILES.vault), path);
      this.#level(folder, path);
    }
    if (folders.length === 0) this.#level(undefined, path);
  }

  /** A node file of a node that is there: copied where all of it is replaced, merged else. */
  #document(file: string, path: string): void {
    const document = this.#copier.document(file);
    const located = this.#tree.locate(path);
    if (!document) return;
    const filter = this.#filter;
    const isOurs = filterContains(filter, path);
    const mode = importModeOf(filter, path);
    if (isOurs && mode === 'merge' && located) return;
    const place = this.#placeOf(file, path);
    const own = located?.own;
    const isReplaced = replacesAll(document.root, path, filter);
    const isFree = own ? own.file === place && isOwn(own.document, path, filter) : !located?.data;
    if (isReplaced && isFree) this.#copyTo(file, place);
    else this.#merge(path, document.root);
  }

  #copyTo(file: string, place: string): void {
    this.#copier.copy(file, this.#to.makeFolder(dirname(place)), basename(place));
  }

  #merge(path: string, data: NodeData): void {
    const context = { filter: this.#filter, tree: this.#tree, goes: (node: string) => this.#goes(node) };
    this.#edit(mergeEdits(context, path, data));
    this.#order(path, data);
  }

  /** Notes the order of a node's children, and of those that are inline in them. */
  #order(path: string, data: NodeData): void {
    if (this.#isReplaced(path)) this.#ordered.push([path, data]);
    for (const [name, child] of data.children) if (!child.placeholder) this.#order(join(path, name), child);
  }

  /** The bytes of a node that is there. */
  #bytes(file: string, path: string): void {
    if (!filterContains(this.#filter, path)) return;
    const mode = importModeOf(this.#filter, path);
    if (mode === 'merge' || mode === 'merge_properties') return;
    this.#copyTo(file, this.#tree.locate(path)?.bytes?.file ?? this.#placeOf(file, path));
  }

  /** Binary properties of a node. */
  #binaries(files: readonly string[], path: string): void {
    if (!filterContains(this.#filter, path)) return;
    const mode = importModeOf(this.#filter, path);
    const folder = this.#folderAt(path);
    for (const file of files) {
      const isKept = (mode === 'merge' || mode === 'merge_properties') && folder.entries.has(basename(file));
      if (!isKept) this.#copier.copy(file, folder);
    }
  }

  /** Whether a node that is there goes: the package replaces its place, and has neither it nor what must stay below. */
  #goes(path: string): boolean {
    const located = this.#tree.locate(path);
    // A file is never without its content.
    if (located && contentBytes(located)) return false;
    return this.#isReplaced(path) && !this.#brings(path) && !this.#keepsBelow(path);
  }

  /** Whether something below a path is not the package's to remove; then the node stays, to hold it. */
  #keepsBelow(path: string): boolean {
    if (replacesWholly(this.#filter, path)) return false;
    const children = this.#tree.node(path)?.children ?? [];
    return children.some((name) => {
      const child = join(path, name);
      return !this.#isReplaced(child) || this.#keepsBelow(child);
    });
  }

  #isReplaced(path: string): boolean {
    return filterContains(this.#filter, path) && importModeOf(this.#filter, path) === 'replace';
  }

  #brings(path: string): boolean {
    return this.#brought.locate(path) !== undefined;
  }

  /** Takes a node's files away, and what its parent says of it. */
  #removeFiles(path: string, parent: LocatedNode | undefined): void {
    if (this.#isInline(parent, nameOf(path))) {
      this.#edit([{ edit: 'removeNode', path }]);
      return;
    }
    this.#removeNames(parent, nameOf(path), new Set());
    if (parent) this.#note(parent.path, { left: nameOf(path) });
  }

  /** A root without content is a node deleted (facts 5.1), also one that stands inline. */
  #removeAbsentRoots(): void {
    for (const { root } of this.#filter.sets) {
      const parent = parentOf(root);
      if (parent === undefined || root === this.#mount || !this.#goes(root)) continue;
      if (this.#tree.locate(root)?.data) this.#edit([{ edit: 'removeNode', path: root }]);
      // A placeholder may stand for what is on no disk.
      else if (this.#tree.locate(parent)) this.#note(parent, { left: nameOf(root) });
    }
  }

  #note(parent: string, change: ChildChange): void {
    const changes = this.#changes.get(parent) ?? [];
    changes.push(change);
    this.#changes.set(parent, changes);
  }

  /** Takes away what stands for a child in the folders of a node. */
  #removeNames(parent: LocatedNode | undefined, child: string, kept: ReadonlySet<string>): void {
    for (const folder of parent?.folders ?? []) {
      const names = Object.values(this.#tree.namesIn(folder).nodes.get(child) ?? NOTHING).flat();
      for (const name of names) if (!kept.has(name)) this.#to.folder(folder.folder)?.remove(name);
    }
  }

  /** Whether the package has a node, and no file of its own for it. */
  #isInlineInPackage(names: NodeNames | undefined, path: string): boolean {
    return names === undefined && this.#brings(path);
  }

  #isInline(parent: LocatedNode | undefined, child: string): boolean {
    const data = parent?.data?.children.get(child);
    return data !== undefined && !data.placeholder;
  }

  #isWholeFile({ described }: LocatedNode): boolean {
    return described !== undefined && isNamedFile(described.file.file);
  }

  /** Where a file of the package goes that is about a node, by where the node stands here. */
  #placeOf(file: string, path: string): string {
    const name = basename(file);
    const located = this.#tree.locate(path);
    if (name !== NODE_FILES.vault) return joinFile(this.#folderAt(parentOf(path) ?? this.#mount).file, name);
    const isCompanion = dirname(file).endsWith('.dir');
    const own = located?.folders.find((folder) => folder.isCompanion === isCompanion);
    if (own) return joinFile(own.folder, name);
    if (path === this.#mount) return joinFile(this.#folder.file, name);
    return joinFile(this.#folderPath(parentOf(path) ?? this.#mount), basename(dirname(file)), name);
  }

  /** The folder for children of a node, made where it is missing. */
  #folderAt(path: string): OverlayFolder {
    return this.#to.makeFolder(this.#folderPath(path));
  }

  #folderPath(path: string): string {
    const located = this.#tree.locate(path);
    if (located) return this.#tree.childFolder(located);
    const parent = parentOf(path);
    if (parent === undefined || path === this.#mount) return this.#folder.file;
    const [folder] = this.#brought.locate(path)?.folders ?? [];
    const name = folder ? basename(folder.folder) : folderNameOf(nameOf(path), 'vault');
    return joinFile(this.#folderPath(parent), name);
  }

  /** Whether a node has a node file of its own in the package, so that no other file describes it. */
  #describes(from: string, { xml, folders }: NodeNames): boolean {
    return xml.length > 0 || folders.some((name) => this.#from.entry(joinFile(from, name, NODE_FILES.vault)));
  }
}

/** Whether a child is there without a file of its name: a file's content, what a plain asset stands for. */
function isImplied(parent: LocatedNode | undefined, child: string): boolean {
  if (parent?.bytes && child === 'jcr:content') return true;
  return parent?.implied?.children?.[child] !== undefined;
}

function isNamedFile(file: string): boolean {
  return file.endsWith('.xml') && basename(file) !== NODE_FILES.vault;
}

function isOwn(document: NodeDocument | undefined, path: string, filter: WorkspaceFilter): boolean {
  return document === undefined || replacesAll(document.root, path, filter);
}

/** Whether a node, or one below it, has bytes, which only files can hold. */
function holdsBytes({ properties, children }: NodeData): boolean {
  return (
    [...properties.values()].some(({ type }) => type === 'Binary') || [...children.values()].some(holdsBytes)
  );
}

/** Whether a node and everything inline below it, with all properties, is the package's and replaced. */
function replacesAll(data: NodeData, path: string, filter: WorkspaceFilter): boolean {
  if (!filterContains(filter, path) || importModeOf(filter, path) !== 'replace') return false;
  if ([...data.properties.keys()].some((name) => !filterContainsProperty(filter, path, name))) return false;
  return [...data.children].every(([name, child]) => replacesAll(child, join(path, name), filter));
}
