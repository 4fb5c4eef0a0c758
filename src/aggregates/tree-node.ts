/**
 * A node of the tree as JCR would show it, and where on disk it stands.
 *
 * @module
 */
import type { NodeDocument, NodePath } from '../format/node-document.ts';
import type { Properties } from '../jcr/node.ts';
import type { Problem } from '../problems/problem.ts';
import type { Layout } from '../vault/layout.ts';

/** Where a node stands; all files are absolute. */
export type NodeSource =
  /** In a node file, at a path inside its document. */
  | {
      readonly source: 'document';
      readonly file: string;
      readonly layout: Layout;
      readonly node: NodePath;
      readonly document: NodeDocument;
    }
  /** In a node file that cannot be understood, so that nothing is known of the node but that it is there. */
  | { readonly source: 'unreadable'; readonly file: string; readonly problems: readonly Problem[] }
  /** A plain file: the node itself (nt:file), or what it holds (its jcr:content). */
  | { readonly source: 'bytes'; readonly file: string }
  /** A folder without a node of its own. */
  | { readonly source: 'folder'; readonly folder: string };

/** See the module. */
export interface TreeNode {
  /** Absolute JCR path. */
  readonly path: string;
  readonly name: string;
  /** `undefined` only where the node cannot be read. */
  readonly primaryType: string | undefined;
  readonly mixinTypes: readonly string[];
  /** Properties as JCR has them, those that files imply (`jcr:data`, `jcr:mimeType` …) among them. */
  readonly properties: Properties;
  /** Names of the children, in the order of their parent's type. */
  readonly children: readonly string[];
  /** Files that hold values of binary properties, by property; several for a property with several values. */
  readonly binaries: ReadonlyMap<string, readonly string[]>;
  readonly source: NodeSource;
}
