/**
 * Files for nodes that have none yet: which, where, and in whose style (facts on FileVault 3.1).
 *
 * @module
 */
import { join } from 'node:path';
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
import type { Storage } from './storage.ts';
import { styleAmong } from './surrounding-style.ts';

/** How many neighbours are asked for their style. */
const LOOKED_AT = 5;

/** See the module. */
export class NewNodeFiles {
  readonly #storage: Storage;
  readonly #types: NodeTypes;
  readonly #files: NodeFiles;
  readonly #locator: NodeLocator;

  constructor(storage: Storage, types: NodeTypes, files: NodeFiles, locator: NodeLocator) {
    this.#storage = storage;
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
    const target = join(childFolder(this.#locator, above), ...steps, folderNameOf(name, layout));
    const ending = this.#singleFileEnding(data, name, layout);
    if (ending !== undefined) {
      this.#storage.createFile(target + ending, this.print(data, layout, above));
      return target + ending;
    }
    if (this.#storage.stat(target)) throw new RangeError(`${target} is there already`);
    this.#storage.createFolder(target, this.#filesOf(data, layout, above));
    return join(target, NODE_FILES[layout]);
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

  /** The files of a node that is a folder, by their paths below it. */
  *#filesOf(
    data: NodeData,
    layout: Layout,
    near: LocatedNode,
    below = '',
  ): Generator<readonly [path: string, text: string]> {
    const { own, apart } = splitNode(data, this.#types);
    yield [join(below, NODE_FILES[layout]), this.print(own, layout, near)];
    for (const { path, data: child } of apart) {
      const place = join(below, ...path.map((step) => folderNameOf(step, layout)));
      const ending = this.#singleFileEnding(child, path.at(-1) ?? '', layout);
      if (ending === undefined) yield* this.#filesOf(child, layout, near, place);
      else yield [place + ending, this.print(child, layout, near)];
    }
  }

  /** Documents of a node, those above it and some of its children. */
  *#documentsNear(located: LocatedNode): Generator<NodeDocument> {
    for (let above: LocatedNode | undefined = located; above; above = above.parent) {
      if (above.own?.document) yield above.own.document;
    }
    for (const { folder } of located.folders) {
      const folders = (this.#storage.list(folder) ?? [])
        .filter(({ kind }) => kind === 'folder')
        .slice(0, LOOKED_AT);
      for (const { name } of folders) {
        const found = this.#files.at(join(folder, name, NODE_FILES.vault), 'vault')?.document;
        if (found) yield found;
      }
    }
  }
}

/** The folder in which children of a node stand, or would. */
export function childFolder(
  locator: NodeLocator,
  { folders, bytes, own, implied, parent, name }: LocatedNode,
): string {
  const folder = folders.find(({ isCompanion }) => !isCompanion) ?? folders[0];
  if (folder) return folder.folder;
  if (bytes && !implied) return `${bytes.file}.dir`;
  if (own?.layout === 'plain' && implied) return `${implied.by}.dir`;
  if (!parent) throw new Error('the root of a tree is a folder');
  const diskName = folderNameOf(name, implied ? 'vault' : locator.layoutBelow(parent));
  return join(childFolder(locator, parent), bytes ? `${diskName}.dir` : diskName);
}
