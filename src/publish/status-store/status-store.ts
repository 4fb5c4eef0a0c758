/**
 * Where publish state is kept: in the node files, as AEM does, or beside the tree, so that the tree stays
 * clean for git. Everybody who reads or writes publish state goes through this contract;
 * `status-store.contract.ts` is the suite both kinds run.
 *
 * State follows identity: the `jcr:uuid`, or the path of a node that has none.
 *
 * @module
 */
import type { NodeEdit } from '../../format/node-document.ts';
import type { NodeData } from '../../jcr/node.ts';

/** The kinds of stores, as the configuration names them. */
export type StatusStoreKind = 'content' | 'state';

/** Edits after the store took its part of them. */
export interface RecordedEdits {
  /** What is left for the node file. */
  readonly edits: readonly NodeEdit[];
  /** Takes back what was recorded, for a node file that could not be written. */
  readonly undo: () => void;
}

/** A new node after the store took its part of it. */
export interface RecordedNode {
  /** What is left for the node file. */
  readonly node: NodeData;
  /** See {@link RecordedEdits.undo}. */
  readonly undo: () => void;
}

/** Keeps publish state. */
export interface StatusStore {
  readonly kind: StatusStoreKind;
  /** A node with its publish state; `root` is what the node file at a JCR path says. */
  read(path: string, root: NodeData): NodeData;
  /** Records what edits say of publish state; they refer to the node as {@link StatusStore.read} gives it. */
  record(path: string, root: NodeData, edits: readonly NodeEdit[]): RecordedEdits;
  /** The same for a node that is being made. */
  recordNew(path: string, node: NodeData): RecordedNode;
  /** A node went from one path to another. */
  moved(from: string, to: string): void;
  /** A node stands where it is, maybe again. */
  present(path: string, uuid: string | undefined): void;
  /**
   * A node is gone. Should one of the same identity come back, as a checkout of another branch and back
   * does, its state is there again.
   */
  dropped(path: string, uuid: string | undefined): void;
  /** Whether an asset bears a name in Dynamic Media; `false` where the node files tell. */
  hasScene7Name(name: string): boolean;
}
