/**
 * Edits of the tree as FileVault would leave it: each goes to the file that holds its node, new nodes get the
 * files FileVault would give them, and parents that keep an order list their children. A node file is written
 * once, whole; one that cannot be understood is never written.
 *
 * @module
 */
import { join as joinFile } from 'node:path';
import type { NodeDocument, NodeEdit, NodePath } from '../format/node-document.ts';
import { type NodeData, node } from '../jcr/node.ts';
import { isSegment, isWithin, join, nameOf, parentOf } from '../jcr/path.ts';
import { name as nameValue } from '../jcr/property.ts';
import { problem } from '../problems/problem.ts';
import { isDocView } from '../vault/docview-detection.ts';
import { NODE_FILES } from '../vault/ignored-names.ts';
import { type Placement, placementOf, splitNode } from './aggregation.ts';
import {
  addingEdits,
  type OrderingParent,
  orderingEdits,
  relistingEdits,
  resortingEdits,
} from './child-edits.ts';
import { contentBytes } from './implied-properties.ts';
import type { LocatedNode, NodeLocator } from './located-node.ts';
import { childFolder, NewNodeFiles } from './new-node-files.ts';
import type { NodeFiles } from './node-files.ts';
import { carryOutMoves, planMoves, removeParts } from './node-parts.ts';
import type { NodeTree } from './node-tree.ts';
import { formatOf, type NodeFile } from './read-node-file.ts';
import type { Storage } from './storage.ts';
import { type EditedTree, RefusedEdit, type TreeEdit } from './tree-edit.ts';

/** A place in a document that can be edited. */
interface Place {
  readonly file: NodeFile;
  readonly document: NodeDocument;
  readonly node: NodePath;
}

/** What the editor needs of a tree. */
export interface EditedParts {
  readonly storage: Storage;
  readonly tree: NodeTree;
  readonly files: NodeFiles;
  readonly locator: NodeLocator;
}

/**
 * Carries out edits in order.
 * @throws RangeError when one names what is not there, or puts something where something is; those before it
 *   that moved or removed files are done by then, all others are not
 * @throws StaleFileError when somebody wrote a file meanwhile
 */
export function editTree(parts: EditedParts, edits: readonly TreeEdit[]): EditedTree {
  const editor = new TreeEditor(parts);
  try {
    for (const edit of edits) editor.apply(edit);
    editor.write();
    return { written: editor.written, problems: [] };
  } catch (cause) {
    if (cause instanceof RefusedEdit) return { written: editor.written, problems: cause.problems };
    throw cause;
  } finally {
    parts.files.dropDraft();
  }
}

class TreeEditor {
  readonly #storage: Storage;
  readonly #tree: NodeTree;
  readonly #files: NodeFiles;
  readonly #locator: NodeLocator;
  readonly #newFiles: NewNodeFiles;
  readonly #written = new Set<string>();

  constructor({ storage, tree, files, locator }: EditedParts) {
    this.#storage = storage;
    this.#tree = tree;
    this.#files = files;
    this.#locator = locator;
    this.#newFiles = new NewNodeFiles(storage, tree.types, files, locator);
  }

  get written(): string[] {
    return [...this.#written];
  }

  apply(edit: TreeEdit): void {
    switch (edit.edit) {
      case 'set':
        return this.#set(edit);
      case 'remove':
        return this.#remove(edit);
      case 'addNode':
        return this.#add(edit.path, edit.data, edit.before);
      case 'removeNode':
        return this.#removeNode(this.#mustFind(edit.path));
      case 'moveNode':
        return this.#move(edit);
      case 'orderNode':
        return this.#order(edit);
      case 'relist':
        return this.#relist(edit);
    }
  }

  /** Writes every file that was edited. */
  write(): void {
    for (const { file, stat, document } of this.#files.drafts) {
      if (!document) continue;
      if (stat) this.#storage.replaceFile(file, document.text, stat);
      else this.#storage.createFile(file, document.text);
      this.#files.dropDraft(file);
      this.#written.add(file);
    }
  }

  #set({ path, property, value }: Extract<TreeEdit, { edit: 'set' }>): void {
    if (value.type === 'Binary' && value.values.some((text) => text !== '')) {
      throw new RangeError('bytes are kept in files, not in node files');
    }
    const located = this.#mustFind(path);
    const place = this.#place(located);
    this.#edit(place, [{ edit: 'set', node: place.node, property, value }]);
    this.#settle();
    if (value.type !== 'Binary') this.#removeBinaries(located, property);
  }

  #remove({ path, property }: Extract<TreeEdit, { edit: 'remove' }>): void {
    const located = this.#mustFind(path);
    if (property === 'jcr:data' && contentBytes(located)) throw new RangeError('a file is its bytes');
    if (located.described) {
      const place = this.#place(located);
      this.#edit(place, [{ edit: 'remove', node: place.node, property }]);
    }
    this.#removeBinaries(located, property);
  }

  #removeBinaries(located: LocatedNode, property: string): void {
    const files = this.#locator.binaries(located).get(property)?.files ?? [];
    if (files.length > 0) this.write();
    for (const file of files) this.#storage.remove(file);
  }

  #add(path: string, data: NodeData, before: string | undefined): void {
    const name = nameOf(path);
    checkNames(name, data);
    const parent = this.#mustFind(parentOf(path) ?? path);
    if (this.#tree.locate(path)) throw new RangeError(`${path} is there already`);
    const placement = this.#placement(data, name, parent);
    if (placement === 'inline') {
      const place = this.#place(parent);
      const isWhole = isNamedFile(parent.described?.file);
      const { own, apart } = isWhole ? { own: data, apart: [] } : splitNode(data, this.#tree.types);
      this.#edit(place, addingEdits(this.#ordering(parent, place), name, own, before));
      this.#settle();
      if (apart.length === 0) return;
      this.write();
      for (const { path: below, data: child } of apart) this.#create(parent, [name, ...below], child);
      return;
    }
    const ordering = parent.described?.file.document && this.#ordering(parent, this.#place(parent));
    const edits = ordering ? addingEdits(ordering, name, undefined, before) : [];
    // A folder that decorates a file must say what it decorates, or FileVault takes none of it.
    if (parent.described ? edits.length > 0 : isFile(parent)) this.#edit(this.#place(parent), edits);
    this.write();
    this.#create(parent, [name], data);
  }

  /** Where a new child of a node goes; a file that covers a whole subtree takes all of it. */
  #placement(child: NodeData, name: string, parent: LocatedNode): Placement {
    if (isNamedFile(parent.described?.file)) return 'inline';
    const type = nameValue(this.#tree.typeOf(parent) ?? 'nt:folder');
    const above = parent.data ?? node({ 'jcr:primaryType': type });
    const placement = placementOf(child, name, above, this.#tree.types);
    // What is below the content of a file is written for itself (facts on FileVault 3.4).
    return placement === 'inline' && contentBytes(parent) ? 'folder' : placement;
  }

  #create(parent: LocatedNode, path: readonly string[], data: NodeData): void {
    this.#written.add(this.#newFiles.create(parent, path, data));
  }

  #removeNode(located: LocatedNode): void {
    const { parent, name, path } = located;
    if (!parent) throw new RangeError('the root of the tree stays');
    if (contentBytes(located)) throw new RangeError('a file cannot be without its content');
    const parts = this.#locator.parts(parent, name);
    if (parts.length === 0 && !located.data) {
      throw new RangeError(`${path} is made of the bytes of its asset`);
    }
    this.#unlist(parent.path, name);
    if (parts.length === 0) return;
    this.write();
    removeParts(this.#storage, parts);
    this.#tidy(parent.path);
  }

  #move({ path, to, before }: Extract<TreeEdit, { edit: 'moveNode' }>): void {
    const located = this.#mustFind(path);
    if (path === to) return;
    checkNames(nameOf(to));
    if (isWithin(to, path)) throw new RangeError('a node cannot go below itself');
    if (!located.parent) throw new RangeError('the root of the tree stays');
    if (contentBytes(located)) throw new RangeError('a file cannot be without its content');
    if (this.#tree.locate(to)) throw new RangeError(`${to} is there already`);
    const target = this.#mustFind(parentOf(to) ?? to);
    if (target.path === located.parent.path) this.#rename(located, located.parent, nameOf(to), before);
    else this.#transfer(located, located.parent, target, nameOf(to), before);
  }

  #rename(located: LocatedNode, parent: LocatedNode, name: string, before: string | undefined): void {
    const parts = this.#locator.parts(parent, located.name);
    const moves = planMoves(this.#storage, parts, { name, layout: this.#locator.layoutBelow(parent) });
    if (parent.described?.file.document && parent.data?.children.has(located.name)) {
      const place = this.#place(parent);
      const stale = parent.data.children.get(name)?.placeholder
        ? [{ edit: 'removeChild', node: place.node, child: name } as const]
        : [];
      this.#edit(place, [...stale, { edit: 'renameChild', node: place.node, child: located.name, name }]);
      const renamed = this.#mustFind(parent.path);
      const again = this.#place(renamed);
      this.#edit(again, resortingEdits(this.#ordering(renamed, again), name));
    }
    if (moves.length > 0) {
      this.write();
      carryOutMoves(this.#storage, moves);
    }
    if (before !== undefined) this.#order({ edit: 'orderNode', path: join(parent.path, name), before });
  }

  /** Moves a node to another parent: its files as they are, or what is written of it above. */
  #transfer(
    located: LocatedNode,
    parent: LocatedNode,
    target: LocatedNode,
    name: string,
    before: string | undefined,
  ): void {
    const parts = this.#locator.parts(parent, located.name);
    const folder = childFolder(this.#locator, target);
    const destination = { name, folder, layout: this.#locator.layoutBelow(target) };
    if (located.own === undefined && located.data) {
      const placement = this.#placement(located.data, name, target);
      if (parts.length === 0 || placement === 'inline') {
        const moves = planMoves(this.#storage, parts, destination);
        this.#add(join(target.path, name), located.data, before);
        this.#unlist(parent.path, located.name);
        if (moves.length === 0) return;
        this.write();
        carryOutMoves(this.#storage, moves);
        this.#tidy(parent.path);
        return;
      }
      // What is below it stands in a folder already; with its node there too it moves as a whole.
      this.#giveOwnFile(located, located.data);
    }
    if (parts.length === 0) throw new RangeError(`${located.path} is made of the bytes of its asset`);
    const moves = planMoves(this.#storage, parts, destination);
    if (target.described) {
      const place = this.#place(target);
      this.#edit(place, addingEdits(this.#ordering(target, place), name, undefined, before));
    }
    this.write();
    carryOutMoves(this.#storage, moves);
    this.#unlist(parent.path, located.name);
    this.#tidy(parent.path);
  }

  /** Removes folders that led to what is gone, from a node upwards; a folder that is the node itself stays. */
  #tidy(path: string): void {
    for (let left = this.#tree.locate(path); left?.data; left = left.parent) {
      if (left.folders.some(({ folder }) => !this.#storage.removeEmptyFolder(folder))) return;
    }
  }

  /** Writes a node that so far was written above into the folder its children stand in. */
  #giveOwnFile(located: LocatedNode, data: NodeData): void {
    const layout = this.#locator.layoutBelow(located);
    const file = joinFile(childFolder(this.#locator, located), NODE_FILES[layout]);
    this.#storage.createFile(file, this.#newFiles.print(data, layout, located));
    this.#written.add(file);
  }

  /** Takes a child out of its parent's document, if that speaks of it. */
  #unlist(path: string, child: string): void {
    const parent = this.#mustFind(path);
    if (!parent.described?.file.document || !parent.data?.children.has(child)) return;
    const place = this.#place(parent);
    this.#edit(place, [{ edit: 'removeChild', node: place.node, child }]);
  }

  #order({ path, before }: Extract<TreeEdit, { edit: 'orderNode' }>): void {
    const { parent, name } = this.#mustFind(path);
    if (!parent) throw new RangeError('the root of the tree has no siblings');
    if (before === name) return;
    const ordering = this.#ordering(parent, this.#place(parent));
    this.#edit(this.#place(parent), orderingEdits(ordering, name, before));
  }

  /** What came and went without its parent being told. */
  #relist({ path, changes }: Extract<TreeEdit, { edit: 'relist' }>): void {
    const parent = this.#mustFind(path);
    // Only a document that is there can list anybody, and one of others' making need not.
    if (!parent.own?.document) return;
    const place = this.#place(parent);
    this.#edit(place, relistingEdits(this.#ordering(parent, place), changes));
  }

  #mustFind(path: string): LocatedNode {
    const located = this.#tree.locate(path);
    if (!located) throw new RangeError(`there is no node ${path}`);
    return located;
  }

  #ordering(located: LocatedNode, { node: path }: Place): OrderingParent {
    return {
      node: path,
      data: located.data ?? node({}),
      isOrderable: this.#tree.types.isOrderable(this.#tree.typeOf(located)),
      names: this.#tree.node(located.path)?.children ?? [],
    };
  }

  #edit({ file, document }: Place, edits: readonly NodeEdit[]): void {
    const edited = document.edit(edits);
    if (isNamedFile(file) && isTaken(document) && !isTaken(edited)) {
      const path = this.#files.display(file.file);
      const message = 'The edit would make FileVault take the file for a plain one, not for a node.';
      const hint = 'Shorten what stands before its root element: FileVault looks at 1,024 characters.';
      throw new RefusedEdit([problem('xml.taken-for-file', { path, message, hint })]);
    }
    if (edited.text !== document.text || !file.stat) this.#files.draft({ ...file, document: edited });
  }

  /** Writes files that were not there, for only then folders tell of them. */
  #settle(): void {
    if (this.#files.drafts.some(({ stat }) => !stat)) this.write();
  }

  /**
   * The place in a document that describes a node; one that files only imply gets a document.
   * @throws RefusedEdit
   */
  #place(located: LocatedNode): Place {
    const { described } = located;
    if (!described) return this.#newPlace(located);
    const { file, node: path } = described;
    if (!file.document) throw new RefusedEdit(file.problems);
    return { file, document: file.document, node: path };
  }

  #newPlace(located: LocatedNode): Place {
    const type = this.#tree.typeOf(located) ?? 'nt:folder';
    const typed = (name: string) => node({ 'jcr:primaryType': nameValue(name) });
    if (contentBytes(located) && located.parent) {
      const { file, document, node: above } = this.#place(located.parent);
      const isThere = located.parent.data?.children.has('jcr:content') || !located.parent.described;
      const edits: NodeEdit[] = isThere
        ? []
        : [{ edit: 'addChild', node: above, child: 'jcr:content', data: typed(type) }];
      return { file, document: document.edit(edits), node: [...above, 'jcr:content'] };
    }
    const data: NodeData = located.bytes
      ? { ...typed(type), children: new Map([['jcr:content', typed('nt:resource')]]) }
      : typed(type);
    const layout = located.bytes ? 'vault' : this.#locator.layoutBelow(located);
    const file = joinFile(childFolder(this.#locator, located), NODE_FILES[layout]);
    const { document } = formatOf(layout).parse(
      this.#newFiles.print(data, layout, located),
      this.#files.display(file),
    );
    if (!document) throw new Error('what was printed cannot be read');
    return { file: { file, layout, stat: undefined, document, problems: [] }, document, node: [] };
  }
}

/** Whether a node is a file, or what a file holds. */
function isFile(located: LocatedNode): boolean {
  return located.bytes !== undefined || contentBytes(located) !== undefined;
}

/** Whether a node file is one that holds its whole subtree: `NAME.xml`. */
function isNamedFile(file: NodeFile | undefined): boolean {
  return file ? /\.xml$/.test(file.file) && !file.file.endsWith(NODE_FILES.vault) : false;
}

/** Whether FileVault takes a file of this text for a node. */
function isTaken({ text }: NodeDocument): boolean {
  return isDocView(Buffer.from(text));
}

/** Names become names on disk: one that is none could lead out of the tree. */
function checkNames(name: string, data?: NodeData): void {
  if (!isSegment(name)) throw new RangeError(`${JSON.stringify(name)} is no name of a node`);
  for (const [child, below] of data?.children ?? []) checkNames(child, below);
}
