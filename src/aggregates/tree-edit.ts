/**
 * Edits of nodes by their JCR paths, whatever files hold them.
 *
 * @module
 */
import type { NodeData } from '../jcr/node.ts';
import type { Property } from '../jcr/property.ts';
import type { Problem } from '../problems/problem.ts';

/** One change of the tree. Paths are absolute JCR paths; `before` is the name of a sibling. */
export type TreeEdit =
  /** Sets a property, or adds it. */
  | { readonly edit: 'set'; readonly path: string; readonly property: string; readonly value: Property }
  /** Removes a property; one that is absent changes nothing. */
  | { readonly edit: 'remove'; readonly path: string; readonly property: string }
  /** Adds a node with what is below it; its parent must be there. */
  | {
      readonly edit: 'addNode';
      readonly path: string;
      readonly data: NodeData;
      readonly before?: string;
    }
  /** Removes a node with everything below it, its files and folders included. */
  | { readonly edit: 'removeNode'; readonly path: string }
  /** Gives a node another path: another name, another parent, or both. Identifiers stay. */
  | {
      readonly edit: 'moveNode';
      readonly path: string;
      readonly to: string;
      readonly before?: string;
    }
  /** Moves a node before a sibling, or to the end when `before` is absent. */
  | { readonly edit: 'orderNode'; readonly path: string; readonly before?: string }
  /** Brings what a node says of its children in line with files that came and went by other hands. */
  | { readonly edit: 'relist'; readonly path: string; readonly changes: readonly ChildChange[] };

/** A child with files of its own that left its parent, came to it, or, with both, was renamed in it. */
export interface ChildChange {
  readonly left?: string;
  readonly came?: string;
}

/** What edits led to. */
export interface EditedTree {
  /** Absolute node files that were written, each whole. */
  readonly written: readonly string[];
  /** Why edits were not carried out, each naming the file that stands in the way; none when all were. */
  readonly problems: readonly Problem[];
}

/** A node file stands in the way of an edit; nothing that was edited since the last write is written. */
export class RefusedEdit extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('a node file stands in the way');
    this.name = 'RefusedEdit';
    this.problems = problems;
  }
}
