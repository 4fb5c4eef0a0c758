/**
 * Copying files of a package into an overlay of the tree: folders that are replaced wholly, and nodes that
 * the tree does not have, as far as the filter admits them.
 *
 * @module
 */
import { basename, join as joinFile } from 'node:path';
import type { NodeNames } from '../../aggregates/folder-names.ts';
import type { NodeTree } from '../../aggregates/node-tree.ts';
import type { NodeDocument } from '../../format/node-document.ts';
import { join } from '../../jcr/path.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { NODE_FILES } from '../../vault/ignored-names.ts';
import { filterContains, isFilterAncestor } from '../../vault/workspace-filter.ts';
import { stripUncovered } from '../build/strip-uncovered.ts';
import { isJunkName } from '../junk-names.ts';
import type { VaultPackage } from '../vault-package.ts';
import type { OverlayFolder } from './overlay.ts';
import type { PackageStorage } from './package-storage.ts';

/** A package to copy from. */
export interface CopiedPackage {
  readonly opened: VaultPackage;
  readonly storage: PackageStorage;
  /** The nodes of its content. */
  readonly nodes: NodeTree;
  readonly report: (problem: Problem) => void;
}

/** A folder that is made when something comes into it. */
type Place = () => OverlayFolder;

/** See the module. Names of files in the package are those of its storage. */
export class ContentCopier {
  readonly #package: VaultPackage;
  readonly #storage: PackageStorage;
  readonly #nodes: NodeTree;
  readonly #report: (problem: Problem) => void;

  constructor({ opened, storage, nodes, report }: CopiedPackage) {
    this.#package = opened;
    this.#storage = storage;
    this.#nodes = nodes;
    this.#report = report;
  }

  /** Makes a folder what the package has; names that are nobody's content are left in peace. */
  mirror(from: string, folder: OverlayFolder): void {
    const content = this.#storage.folder(from);
    if (!content) return;
    for (const name of [...folder.entries.keys()]) {
      if (!content.files.has(name) && !content.folders.has(name) && !isJunkName(name)) folder.remove(name);
    }
    for (const name of [...content.files.keys(), ...content.folders.keys()])
      this.copy(joinFile(from, name), folder);
  }

  /** Copies a file, or a folder with everything in it. */
  copy(from: string, folder: OverlayFolder, name: string = basename(from)): void {
    if (isJunkName(basename(from))) return this.#reportLeftOut(joinFile(folder.file, name));
    const { archive } = this.#package;
    const entry = this.#storage.entry(from);
    if (entry) folder.put(name, { archive, entry });
    else if (this.#storage.folder(from)) this.mirror(from, folder.makeFolder(name));
  }

  /**
   * Copies a node the tree does not have, with what is below it.
   * @param from the folder of the package its names are in
   * @returns whether the filter admits any of it
   */
  copyNode(from: string, names: NodeNames, path: string, into: Place): boolean {
    const { filter } = this.#package;
    const isOurs = filterContains(filter, path);
    const files = isOurs ? [...names.files, ...names.sidecars] : [];
    for (const name of files) this.copy(joinFile(from, name), into());
    let isCopied = files.length > 0;
    for (const name of names.xml) isCopied = this.#copyDocument(joinFile(from, name), path, into) || isCopied;
    for (const name of [...names.folders, ...names.companions]) {
      const folder = joinFile(from, name);
      const below = () => into().makeFolder(name);
      const nodeFile = joinFile(folder, NODE_FILES.vault);
      if (this.#storage.entry(nodeFile)) isCopied = this.#copyDocument(nodeFile, path, below) || isCopied;
      else if ((isOurs || isFilterAncestor(filter, path)) && names.folders.includes(name)) {
        below();
        isCopied = true;
      }
      isCopied = this.#copyBelow(folder, path, below) || isCopied;
    }
    return isCopied;
  }

  /** The document of a node file; one that cannot be understood is reported. */
  document(file: string): NodeDocument | undefined {
    const read = this.#nodes.nodeFile(file);
    const path = this.#storage.entry(file)?.name ?? file;
    for (const found of read?.document ? [] : (read?.problems ?? [])) this.#report({ ...found, path });
    return read?.document;
  }

  #copyBelow(from: string, path: string, into: Place): boolean {
    const { nodes, binaries } = this.#nodes.namesIn({ folder: from, layout: 'vault' });
    const isOurs = filterContains(this.#package.filter, path);
    const files = isOurs ? [...binaries.values()].flatMap((binary) => binary.files) : [];
    for (const file of files) this.copy(file, into());
    let isCopied = files.length > 0;
    for (const [name, names] of nodes)
      isCopied = this.copyNode(from, names, join(path, name), into) || isCopied;
    return isCopied;
  }

  /** A node file, without what the filter excludes; one that only leads somewhere comes where it leads to content. */
  #copyDocument(file: string, path: string, into: Place): boolean {
    const { filter } = this.#package;
    const isNeeded =
      filterContains(filter, path) || isFilterAncestor(filter, path) || this.#leadsToContent(path);
    const document = isNeeded ? this.document(file) : undefined;
    if (!document) return false;
    const admitted = stripUncovered(document, path, filter);
    if (admitted.text === document.text) this.copy(file, into());
    else into().put(basename(file), { bytes: Buffer.from(admitted.text) });
    return true;
  }

  #leadsToContent(path: string): boolean {
    const below = [...(this.#nodes.node(path)?.children ?? [])].map((name) => join(path, name));
    return below.some((child) => filterContains(this.#package.filter, child) || this.#leadsToContent(child));
  }

  #reportLeftOut(path: string): void {
    const message = 'The entry bears a name that is nobody’s content and is left out.';
    const hint = 'Rename it if it is content after all.';
    this.#report(problem('package.left-out', { path, message, hint }));
  }
}
