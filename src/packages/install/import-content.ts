/**
 * Imports a package's content into an overlay of the tree. What the filter replaces wholly is copied file
 * by file; everything else goes node by node.
 *
 * @module
 */
import { join as joinFile } from 'node:path';
import { docviewFormat } from '../../docview/docview-format.ts';
import type { NodeData } from '../../jcr/node.ts';
import { join, nameOf, parentOf } from '../../jcr/path.ts';
import { type Problem, problem } from '../../problems/problem.ts';
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
import { stripUncovered } from '../build/strip-uncovered.ts';
import type { ContentFolder } from '../content-folder.ts';
import { isJunkName } from '../junk-names.ts';
import type { VaultPackage } from '../vault-package.ts';
import type { ZipEntry } from '../zip/zip-entry.ts';
import { mergeNode } from './merge-node.ts';
import { type GroupedFolder, groupContent, groupOverlay, type NodeGroup, namesOf } from './node-group.ts';
import type { OverlayFolder } from './overlay.ts';
import { TargetNodes } from './target-nodes.ts';

/** Where a package goes. */
export interface ImportTarget {
  readonly folder: OverlayFolder;
  /** JCR path of the folder. */
  readonly mount: string;
  readonly report: (problem: Problem) => void;
}

const EMPTY: ContentFolder = { folders: new Map(), files: new Map() };
const NOTHING: NodeGroup = { folders: [], companions: [], nodeFiles: [], files: [] };

/**
 * Imports the content of a package.
 * @param content the part of it that belongs at the target's mount
 * @throws BlockedError where something strange stands in the way; DamagedEntryError
 */
export function importContent(opened: VaultPackage, content: ContentFolder, target: ImportTarget): void {
  new Import(opened, target).run(content);
}

class Import {
  readonly #package: VaultPackage;
  readonly #target: ImportTarget;
  readonly #nodes: TargetNodes;
  /** Paths of nodes the package brings outside what it replaces wholly. */
  readonly #brought = new Set<string>();

  constructor(opened: VaultPackage, target: ImportTarget) {
    this.#package = opened;
    this.#target = target;
    this.#nodes = new TargetNodes(target.folder, target.mount);
  }

  run(content: ContentFolder): void {
    const { folder, mount } = this.#target;
    if (replacesWholly(this.#package.filter, mount)) {
      this.#mirror(content, folder);
      return;
    }
    this.#noteNodes(content, mount);
    this.#nodeFile(content, folder, mount);
    this.#level(content, folder, mount);
    this.#removeAbsentRoots();
  }

  /** Makes a folder what the package has; names that are nobody's content are left in peace. */
  #mirror(content: ContentFolder, folder: OverlayFolder): void {
    for (const name of [...folder.entries.keys()]) {
      if (!content.files.has(name) && !content.folders.has(name) && !isJunkName(name)) folder.remove(name);
    }
    for (const [name, entry] of content.files) this.#put(folder, name, entry);
    for (const [name, below] of content.folders) {
      if (this.#isLeftOut(name, folder)) continue;
      this.#mirror(below, folder.makeFolder(name));
    }
  }

  #put(folder: OverlayFolder, name: string, entry: ZipEntry): void {
    if (this.#isLeftOut(name, folder)) return;
    folder.put(name, { archive: this.#package.archive, entry });
  }

  #isLeftOut(name: string, folder: OverlayFolder): boolean {
    if (!isJunkName(name)) return false;
    const message = 'The entry bears a name that is nobody’s content and is left out.';
    const hint = 'Rename it if it is content after all.';
    this.#target.report(problem('package.left-out', { path: joinFile(folder.file, name), message, hint }));
    return true;
  }

  /** The nodes directly below a path that is not replaced as a whole. */
  #level(content: ContentFolder, folder: OverlayFolder | undefined, path: string): void {
    const { filter, archive } = this.#package;
    const brought = groupContent(content, archive);
    const present = folder ? groupOverlay(folder) : { nodes: new Map<string, NodeGroup>(), binaries: [] };
    this.#binaries(content, brought, path);
    for (const name of new Set([...brought.nodes.keys(), ...present.nodes.keys()])) {
      const childPath = join(path, name);
      const group = brought.nodes.get(name);
      if (replacesWholly(filter, childPath)) {
        const isInline = !group && this.#brought.has(childPath);
        if (!isInline)
          this.#mirrorNode(content, group ?? NOTHING, present.nodes.get(name) ?? NOTHING, path, childPath);
      } else if (group) this.#node(content, group, childPath);
      else if (isFilterAncestor(filter, childPath) || filterCovers(filter, childPath))
        this.#absent(childPath);
    }
  }

  /** One node and everything below, copied; what else described it goes. */
  #mirrorNode(
    content: ContentFolder,
    brought: NodeGroup,
    present: NodeGroup,
    parent: string,
    path: string,
  ): void {
    const kept = new Set(namesOf(brought));
    const standing = this.#nodes.folderOf(parent);
    for (const name of namesOf(present)) if (!kept.has(name)) standing?.remove(name);
    if (kept.size === 0) {
      this.#forget(standing);
      this.#removeInline(path);
      return;
    }
    const folder = standing ?? this.#makeFolderAt(parent);
    for (const name of kept) {
      const entry = content.files.get(name);
      if (entry) this.#put(folder, name, entry);
      const below = content.folders.get(name);
      if (below) this.#mirror(below, folder.makeFolder(name));
    }
    this.#forget(folder);
    const inline = this.#nodes.find(parent);
    const placeholderOrNode = inline?.open && inline.data.children.get(nameOf(path));
    if (inline?.open && placeholderOrNode && !placeholderOrNode.placeholder && describes(content, brought)) {
      this.#nodes.edit(inline.open, [{ edit: 'removeChild', node: inline.node, child: nameOf(path) }]);
    }
  }

  /** One node the package brings, and what is below it. */
  #node(content: ContentFolder, group: NodeGroup, path: string): void {
    const { filter } = this.#package;
    const existed = this.#nodes.find(path) !== undefined;
    const isWanted = filterContains(filter, path) || isFilterAncestor(filter, path);
    for (const name of group.nodeFiles) this.#document(content.files.get(name), path, name);
    for (const name of group.files) this.#bytes(content.files.get(name), path, name);
    for (const name of [...group.folders, ...group.companions]) {
      const below = content.folders.get(name) ?? EMPTY;
      const hasNode = below.files.has(NODE_FILES.vault);
      if (!existed && isWanted && !hasNode && group.folders.includes(name)) this.#makeFolderAt(path, name);
      if (hasNode) this.#documentIn(below, path, name);
      if (group.folders.includes(name)) this.#level(below, this.#nodes.folderOf(path), path);
      else this.#companion(below, path, name);
    }
  }

  /** What is below a companion is copied when the file's node is the package's. */
  #companion(content: ContentFolder, path: string, name: string): void {
    const folder = this.#nodes.folderOf(parentOf(path) ?? '/');
    if (!folder || content.folders.size === 0 || !filterContains(this.#package.filter, path)) return;
    const below = folder.makeFolder(name);
    for (const [inner, innerContent] of content.folders) this.#mirror(innerContent, below.makeFolder(inner));
  }

  #nodeFile(content: ContentFolder, folder: OverlayFolder, path: string): void {
    const entry = content.files.get(NODE_FILES.vault);
    if (entry) this.#importDocument(entry, path, () => ({ folder, name: NODE_FILES.vault }));
  }

  #documentIn(content: ContentFolder, path: string, name: string): void {
    const entry = content.files.get(NODE_FILES.vault);
    if (!entry) return;
    this.#importDocument(entry, path, () => ({
      folder: this.#makeFolderAt(parentOf(path) ?? '/').makeFolder(name),
      name: NODE_FILES.vault,
    }));
  }

  #document(entry: ZipEntry | undefined, path: string, name: string): void {
    if (!entry) return;
    this.#importDocument(entry, path, () => ({ folder: this.#makeFolderAt(parentOf(path) ?? '/'), name }));
  }

  /** A node file: copied where its node is new, merged where it is there. */
  #importDocument(
    entry: ZipEntry,
    path: string,
    place: () => { readonly folder: OverlayFolder; readonly name: string },
  ): void {
    const { filter, archive } = this.#package;
    const text = archive.read(entry).toString('utf8');
    const { document, problems } = docviewFormat.parse(text, entry.name);
    if (!document) {
      problems.forEach(this.#target.report);
      return;
    }
    const isOurs = filterContains(filter, path);
    const found = this.#nodes.find(path);
    if (found?.open) {
      if (isOurs && importModeOf(filter, path) === 'merge') return;
      const { folder, name } = place();
      const isSameFile = found.open.folder === folder && found.open.name === name;
      if (isSameFile && [document.root, found.data].every((data) => replacesAll(data, path, filter))) {
        this.#put(folder, name, entry);
        this.#forget(folder);
        return;
      }
      const context = { filter, target: this.#nodes, brings: (node: string) => this.#brought.has(node) };
      mergeNode(context, found.open, found.node, document.root, path);
      return;
    }
    if (found && isOurs && importModeOf(filter, path) === 'merge') return;
    if (!isOurs && !isFilterAncestor(filter, path) && !this.#leadsToContent(path)) return;
    // A node that is there without a file is not the package's to describe, unless it brings a child inline.
    if (found && !isOurs && !containsInline(document.root, path, filter)) return;
    const { folder, name } = place();
    const admitted = stripUncovered(document, path, filter);
    if (admitted.text === text) this.#put(folder, name, entry);
    else folder.put(name, { bytes: Buffer.from(admitted.text) });
    this.#forget(folder);
  }

  /** An nt:file's bytes. */
  #bytes(entry: ZipEntry | undefined, path: string, name: string): void {
    const { filter } = this.#package;
    if (!entry || !filterContains(filter, path)) return;
    const mode = importModeOf(filter, path);
    if ((mode === 'merge' || mode === 'merge_properties') && this.#nodes.find(path)) return;
    this.#put(this.#makeFolderAt(parentOf(path) ?? '/'), name, entry);
  }

  /** Binary properties of a node. */
  #binaries(content: ContentFolder, { binaries }: GroupedFolder, path: string): void {
    const { filter } = this.#package;
    if (binaries.length === 0 || !filterContains(filter, path)) return;
    const mode = importModeOf(filter, path);
    const folder = this.#makeFolderAt(path);
    for (const name of binaries) {
      const entry = content.files.get(name);
      const isKept = (mode === 'merge' || mode === 'merge_properties') && folder.entries.has(name);
      if (entry && !isKept) this.#put(folder, name, entry);
    }
  }

  /** A node that is there and not in the package: it goes where the filter replaces it, else look below. */
  #absent(path: string): void {
    const { filter } = this.#package;
    const goes = filterContains(filter, path) && importModeOf(filter, path) === 'replace';
    if (goes && !this.#brought.has(path) && !this.#keepsBelow(path)) {
      this.#removeNode(path);
      return;
    }
    const folder = this.#nodes.folderOf(path);
    if (folder) this.#level(EMPTY, folder, path);
  }

  /** Whether something below a path is not the package's to remove; then the node stays, to hold it. */
  #keepsBelow(path: string): boolean {
    const { filter } = this.#package;
    const folder = this.#nodes.folderOf(path);
    if (!folder) return false;
    return [...groupOverlay(folder).nodes.keys()].some((name) => {
      const child = join(path, name);
      const goes = filterContains(filter, child) && importModeOf(filter, child) === 'replace';
      return !goes || this.#keepsBelow(child);
    });
  }

  #removeNode(path: string): void {
    const folder = this.#nodes.folderOf(parentOf(path) ?? '/');
    const group = folder && groupOverlay(folder).nodes.get(nameOf(path));
    for (const name of group ? namesOf(group) : []) folder?.remove(name);
    this.#forget(folder);
    this.#removeInline(path);
  }

  /** Takes a node, or the placeholder that orders it, out of its parent's file. */
  #removeInline(path: string): void {
    const parent = this.#nodes.find(parentOf(path) ?? '/');
    const child = nameOf(path);
    if (!parent?.open || !parent.data.children.has(child)) return;
    this.#nodes.edit(parent.open, [{ edit: 'removeChild', node: parent.node, child }]);
  }

  /** A root without content is a node deleted (facts 5.1), also one that stands inline. */
  #removeAbsentRoots(): void {
    const { filter } = this.#package;
    for (const { root } of filter.sets) {
      if (this.#brought.has(root) || !filterContains(filter, root)) continue;
      if (importModeOf(filter, root) !== 'replace') continue;
      if (this.#nodes.find(root)?.open && !this.#keepsBelow(root)) this.#removeNode(root);
    }
  }

  /** The folder of a node, made with everything on the way where it is missing. */
  #makeFolderAt(path: string, name?: string): OverlayFolder {
    const found = this.#nodes.folderOf(path);
    if (found) return found;
    const parent = this.#makeFolderAt(parentOf(path) ?? this.#target.mount);
    return parent.makeFolder(name ?? this.#nameInPackage(path));
  }

  readonly #names = new Map<string, string>();

  /** The name the package has for a node's folder. */
  #nameInPackage(path: string): string {
    return this.#names.get(path) ?? nameOf(path);
  }

  #leadsToContent(path: string): boolean {
    const { filter } = this.#package;
    const prefix = `${path}/`;
    for (const node of this.#brought) {
      if (node.startsWith(prefix) && filterContains(filter, node)) return true;
    }
    return false;
  }

  #forget(folder: OverlayFolder | undefined): void {
    if (folder) this.#nodes.forget(folder);
  }

  /** Notes every node of the package that is not replaced wholly with all around it. */
  #noteNodes(content: ContentFolder, path: string): void {
    const { archive } = this.#package;
    this.#noteDocument(content.files.get(NODE_FILES.vault), path);
    for (const [name, group] of groupContent(content, archive).nodes) {
      const child = join(path, name);
      if (group.folders.length + group.files.length + group.nodeFiles.length > 0) this.#brought.add(child);
      for (const file of group.nodeFiles) this.#noteDocument(content.files.get(file), child);
      const [own] = group.folders;
      if (own !== undefined) this.#names.set(child, own);
      // Where everything is copied nobody asks for single nodes.
      if (replacesWholly(this.#package.filter, child)) continue;
      for (const folder of [...group.folders, ...group.companions]) {
        this.#noteNodes(content.folders.get(folder) ?? EMPTY, child);
      }
    }
  }

  #noteDocument(entry: ZipEntry | undefined, path: string): void {
    if (!entry) return;
    this.#brought.add(path);
    if (replacesWholly(this.#package.filter, path)) return;
    const text = this.#package.archive.read(entry).toString('utf8');
    const root = docviewFormat.parse(text, entry.name).document?.root;
    if (root) this.#noteInline(root, path);
  }

  #noteInline(data: NodeData, path: string): void {
    for (const [name, child] of data.children) {
      if (child.placeholder) continue;
      this.#brought.add(join(path, name));
      this.#noteInline(child, join(path, name));
    }
  }
}

/** Whether a group of names has a node file of its own, so that no other file describes the node. */
function describes(content: ContentFolder, { nodeFiles, folders }: NodeGroup): boolean {
  return (
    nodeFiles.length > 0 || folders.some((name) => content.folders.get(name)?.files.has(NODE_FILES.vault))
  );
}

function containsInline(data: NodeData, path: string, filter: WorkspaceFilter): boolean {
  return [...data.children].some(([name, child]) => {
    const childPath = join(path, name);
    return (
      !child.placeholder && (filterContains(filter, childPath) || containsInline(child, childPath, filter))
    );
  });
}

/** Whether a node and everything inline below it, with all properties, is the package's and replaced. */
function replacesAll(data: NodeData, path: string, filter: WorkspaceFilter): boolean {
  if (!filterContains(filter, path) || importModeOf(filter, path) !== 'replace') return false;
  if ([...data.properties.keys()].some((name) => !filterContainsProperty(filter, path, name))) return false;
  return [...data.children].every(([name, child]) => replacesAll(child, join(path, name), filter));
}
