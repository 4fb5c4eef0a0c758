/**
 * The nodes of the tree as it will be: where each stands, and edits of the node files they stand in.
 *
 * @module
 */
import { join as joinFile } from 'node:path';
import { docviewFormat } from '../../docview/docview-format.ts';
import type { NodeDocument, NodeEdit, NodePath } from '../../format/node-document.ts';
import { descendant, type NodeData } from '../../jcr/node.ts';
import { nameOf, parentOf, segmentsOf } from '../../jcr/path.ts';
import { NODE_FILES } from '../../vault/ignored-names.ts';
import { yamlFormat } from '../../yaml/yaml-format.ts';
import { groupOverlay, type NodeGroup } from './node-group.ts';
import type { OverlayFolder } from './overlay.ts';

/** A node file of the tree. */
export interface OpenDocument {
  readonly folder: OverlayFolder;
  readonly name: string;
  document: NodeDocument;
}

/** Where a node is: in a document, or on disk without one. */
export type FoundNode =
  | { readonly open: OpenDocument; readonly node: NodePath; readonly data: NodeData }
  | { readonly open?: undefined };

/** See the module. */
export class TargetNodes {
  readonly #root: OverlayFolder;
  readonly #mount: string;
  readonly #documents = new Map<string, OpenDocument | undefined>();

  /** @param mount JCR path of the folder */
  constructor(root: OverlayFolder, mount: string) {
    this.#root = root;
    this.#mount = mount;
  }

  /** The node at a path; `undefined` where none is. */
  find(path: string): FoundNode | undefined {
    const own = this.#ownDocument(path);
    if (own) return { open: own, node: [], data: own.document.root };
    const inline = this.#inline(path);
    if (inline) return inline;
    if (path === this.#mount) return {};
    const group = this.#groupAt(path);
    return group && (group.files.length > 0 || group.folders.length > 0) ? {} : undefined;
  }

  /** Edits a document; the folder it is in gets the new text. */
  edit(open: OpenDocument, edits: readonly NodeEdit[]): void {
    const edited = open.document.edit(edits);
    if (edited.text === open.document.text) return;
    open.document = edited;
    open.folder.put(open.name, { bytes: Buffer.from(edited.text) });
  }

  /** Forgets what was read of a folder's files, after they were put or removed by other hands. */
  forget(folder: OverlayFolder): void {
    for (const file of this.#documents.keys()) {
      if (file.startsWith(folder.file)) this.#documents.delete(file);
    }
  }

  /** The folder of a path's node, when it has one. */
  folderOf(path: string): OverlayFolder | undefined {
    if (path === this.#mount) return this.#root;
    const parent = parentOf(path);
    const above = parent === undefined ? undefined : this.folderOf(parent);
    const name = above && groupOverlay(above).nodes.get(nameOf(path))?.folders[0];
    return name === undefined ? undefined : above?.folder(name);
  }

  #groupAt(path: string): NodeGroup | undefined {
    const above = this.folderOf(parentOf(path) ?? '/');
    return above && groupOverlay(above).nodes.get(nameOf(path));
  }

  /** The document whose root is the node. */
  #ownDocument(path: string): OpenDocument | undefined {
    if (path !== this.#mount) {
      const above = this.folderOf(parentOf(path) ?? '/');
      const group = above && groupOverlay(above).nodes.get(nameOf(path));
      if (!above || !group) return undefined;
      for (const name of group.nodeFiles) {
        const open = this.#open(above, name);
        if (open) return open;
      }
      for (const name of [...group.folders, ...group.companions]) {
        const folder = above.folder(name);
        const open = folder && this.#nodeFileIn(folder);
        if (open) return open;
      }
      return undefined;
    }
    return this.#nodeFileIn(this.#root);
  }

  #nodeFileIn(folder: OverlayFolder): OpenDocument | undefined {
    return this.#open(folder, NODE_FILES.vault) ?? this.#open(folder, NODE_FILES.plain);
  }

  /** The nearest document above that holds the node inline. */
  #inline(path: string): FoundNode | undefined {
    for (let above = parentOf(path); above?.startsWith(this.#mount); above = parentOf(above)) {
      const open = this.#ownDocument(above);
      if (!open) continue;
      const node = segmentsOf(path).slice(segmentsOf(above).length);
      const data = descendant(open.document.root, node);
      return data && !data.placeholder ? { open, node, data } : undefined;
    }
    return undefined;
  }

  #open(folder: OverlayFolder, name: string): OpenDocument | undefined {
    const file = joinFile(folder.file, name);
    if (this.#documents.has(file)) return this.#documents.get(file);
    const text = folder.read(name)?.toString('utf8');
    const format = name.endsWith('.xml') ? docviewFormat : yamlFormat;
    const { document } = text === undefined ? {} : format.parse(text, file);
    const open = document && { folder, name, document };
    this.#documents.set(file, open);
    return open;
  }
}
