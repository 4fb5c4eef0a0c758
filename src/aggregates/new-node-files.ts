/**
 * Files for nodes that have none yet: which, where, and in whose style (facts on FileVault 3.1).
 *
 * @module
 */
import { dirname, join } from 'node:path';
import { statAt } from '../disk/file-stat.ts';
import { makeFolder, remove, rename } from '../disk/folders.ts';
import { list } from '../disk/read.ts';
import { temporaryName } from '../disk/temporary-name.ts';
import { createFile, writeUnseen } from '../disk/write.ts';
import { printFile } from '../docview/print-element.ts';
import type { NodeDocument } from '../format/node-document.ts';
import { type NodeData, node, primaryType } from '../jcr/node.ts';
import type { NodeTypes } from '../jcr/node-types.ts';
import { folderNameOf } from '../vault/file-roles.ts';
import { NODE_FILES } from '../vault/ignored-names.ts';
import { type Layout, SIDECAR } from '../vault/layout.ts';
import { placementOf, splitNode } from './aggregation.ts';
import type { LocatedNode, NodeLocator } from './located-node.ts';
import type { NodeFiles } from './node-files.ts';
import { formatOf } from './read-node-file.ts';
import { styleAmong } from './surrounding-style.ts';

/** How many neighbours are asked for their style. */
const LOOKED_AT = 5;

/** See the module. */
export class NewNodeFiles {
  readonly #types: NodeTypes;
  readonly #files: NodeFiles;
  readonly #locator: NodeLocator;

  constructor(types: NodeTypes, files: NodeFiles, locator: NodeLocator) {
    this.#types = types;
    this.#files = files;
    this.#locator = locator;
  }

  /**
   * Writes a node with everything below it, at a path of names below another node. It appears whole.
   * @returns the absolute node file
   * @throws RangeError when something stands there; the I/O error when it cannot be written
   */
  create(above: LocatedNode, path: readonly string[], data: NodeData): string {
    const layout = this.#locator.layoutBelow(above);
    const name = path.at(-1) ?? '';
    const steps = path.slice(0, -1).map((step) => folderNameOf(step, layout));
    const folder = join(this.childFolder(above), ...steps);
    const target = join(folder, folderNameOf(name, layout));
    makeFolder(folder);
    const ending = this.#singleFileEnding(data, name, layout);
    if (ending !== undefined) {
      createFile(target + ending, this.print(data, layout, above));
      return target + ending;
    }
    if (statAt(target)) throw new RangeError(`${target} is there already`);
    const staging = join(folder, temporaryName());
    try {
      this.#writeFolder(staging, data, layout, above);
      rename(staging, target);
    } catch (cause) {
      remove(staging);
      throw cause;
    }
    return join(target, NODE_FILES[layout]);
  }

  /** The folder in which children of a node stand, or would. */
  childFolder({ folders, bytes, own, implied, parent, name }: LocatedNode): string {
    const folder = folders.find(({ isCompanion }) => !isCompanion) ?? folders[0];
    if (folder) return folder.folder;
    if (bytes && !implied) return `${bytes.file}.dir`;
    if (own?.layout === 'plain' && implied) return `${implied.by}.dir`;
    if (!parent) throw new Error('the root of a tree is a folder');
    const diskName = folderNameOf(name, implied ? 'vault' : this.#locator.layoutBelow(parent));
    return join(this.childFolder(parent), bytes ? `${diskName}.dir` : diskName);
  }

  /** The text of a new node file, in the style of those around. */
  print(data: NodeData, layout: Layout, near: LocatedNode): string {
    if (layout === 'plain') return formatOf('plain').print(data);
    return printFile(data, styleAmong(this.#documentsNear(near)), this.#files.namespaces);
  }

  /** What is added to the name of a node that is one file alone; `undefined` for one that is a folder. */
  #singleFileEnding(data: NodeData, name: string, layout: Layout): string | undefined {
    if (splitNode(data, this.#types).apart.length > 0) return undefined;
    if (layout === 'plain') return primaryType(data) === 'dam:Asset' ? SIDECAR : undefined;
    return placementOf(data, name, node({}), this.#types) === 'file' ? '.xml' : undefined;
  }

  /** Writes a node into a folder that nobody sees yet. */
  #writeFolder(folder: string, data: NodeData, layout: Layout, near: LocatedNode): void {
    const { own, apart } = splitNode(data, this.#types);
    makeFolder(folder);
    writeUnseen(join(folder, NODE_FILES[layout]), this.print(own, layout, near));
    for (const { path, data: child } of apart) {
      const target = join(folder, ...path.map((step) => folderNameOf(step, layout)));
      const ending = this.#singleFileEnding(child, path.at(-1) ?? '', layout);
      if (ending === undefined) this.#writeFolder(target, child, layout, near);
      else {
        makeFolder(dirname(target));
        writeUnseen(target + ending, this.print(child, layout, near));
      }
    }
  }

  /** Documents of a node, those above it and some of its children. */
  *#documentsNear(located: LocatedNode): Generator<NodeDocument> {
    for (let above: LocatedNode | undefined = located; above; above = above.parent) {
      if (above.own?.document) yield above.own.document;
    }
    for (const { folder } of located.folders) {
      const folders = (list(folder) ?? []).filter(({ kind }) => kind === 'folder').slice(0, LOOKED_AT);
      for (const { name } of folders) {
        const found = this.#files.at(join(folder, name, NODE_FILES.vault), 'vault')?.document;
        if (found) yield found;
      }
    }
  }
}
