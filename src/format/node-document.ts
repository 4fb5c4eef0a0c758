/**
 * The contract of a node file format: text in, a node out, and edits that change no other byte.
 * `docview/` and `yaml/` implement it; `node-format.contract.ts` is the suite both run.
 *
 * @module
 */
import type { NodeData } from '../jcr/node.ts';
import type { Property } from '../jcr/property.ts';
import type { Problem, TextPosition } from '../problems/problem.ts';

/** Child names leading from the document's root node to a node in it; `[]` is the root itself. */
export type NodePath = readonly string[];

/** One change of a node file. Positions of new properties and children follow the format's own rules. */
export type NodeEdit =
  /** Sets a property, or adds it. A value that means the same already changes nothing. */
  | { readonly edit: 'set'; readonly node: NodePath; readonly property: string; readonly value: Property }
  /** Removes a property; one that is absent changes nothing. */
  | { readonly edit: 'remove'; readonly node: NodePath; readonly property: string }
  /**
   * Adds a child node (with its subtree), replacing a placeholder of that name where it stands.
   * `before` names the sibling it goes before; without it the format places it.
   */
  | {
      readonly edit: 'addChild';
      readonly node: NodePath;
      readonly child: string;
      readonly data: NodeData;
      readonly before?: string;
    }
  /** Removes a child and its subtree; one that is absent changes nothing. */
  | { readonly edit: 'removeChild'; readonly node: NodePath; readonly child: string }
  /**
   * Gives a child another name, where it stands; `name` bears no index. Later same-name siblings move up
   * by one, as their names are their places.
   */
  | { readonly edit: 'renameChild'; readonly node: NodePath; readonly child: string; readonly name: string }
  /** Moves a child before a sibling, or to the end when `before` is absent. */
  | {
      readonly edit: 'orderChild';
      readonly node: NodePath;
      readonly child: string;
      readonly before?: string;
    };

/** A parsed node file. Immutable: an edit answers a new document. */
export interface NodeDocument {
  /** The text, exactly as it was parsed or edited, byte order mark and line ends included. */
  readonly text: string;
  /** The node the text describes. A value that cannot be read stands as an untyped string. */
  readonly root: NodeData;
  /** Problems that leave the rest of the file usable, such as an unreadable value. */
  readonly problems: readonly Problem[];
  /** Where a node, or one of its properties, stands in the text. */
  locate(node: NodePath, property?: string): TextPosition | undefined;
  /**
   * Applies edits in order; bytes not concerned stay as they are, and a document whose edits change
   * nothing answers its own text.
   * @throws RangeError when an edit names a node, child or sibling that is not there, or adds one that is.
   */
  edit(edits: readonly NodeEdit[]): NodeDocument;
}

/** What parsing gives: a document, or the reasons why there is none. Such a file is read-only for oakling. */
export type ParsedDocument =
  | { readonly document: NodeDocument; readonly problems?: undefined }
  | { readonly document?: undefined; readonly problems: readonly Problem[] };

/** How one node file looks. */
export interface NodeFormat {
  readonly name: 'docview' | 'yaml';
  /**
   * Parses a file's text. Never throws for bad content.
   * @param file its name in problems
   * @param namespaces answers the URI of a prefix that edits may need and the file does not declare, for
   *   formats that declare them
   */
  parse(text: string, file: string, namespaces?: (prefix: string) => string | undefined): ParsedDocument;
  /** Prints a new file for a node, in the format's canonical form. */
  print(data: NodeData): string;
}

/**
 * The few facts the index keeps of a node file, found without building its tree.
 * Digests are order-insensitive 53-bit sums, comparable only within one format.
 */
export interface NodeSummary {
  readonly primaryType: string | undefined;
  readonly uuid: string | undefined;
  /** Values of the properties asked for, by name; of a nested node when the root has none. */
  readonly captured: Readonly<Record<string, string>>;
  /** The properties asked for by {@link SummaryQuery.located}, with all their values, by that path. */
  readonly located: Readonly<Record<string, Property>>;
  /** Digest of everything except volatile properties. */
  readonly contentDigest: number;
  /** Digest of the volatile properties alone. */
  readonly volatileDigest: number;
}

/** What to look for while summarizing. */
export interface SummaryQuery {
  /** Names of properties whose value is wanted, anywhere in the file. */
  readonly capture: readonly string[];
  /** Paths of properties that are wanted at that place only, such as `jcr:content/metadata/dc:title`. */
  readonly located?: readonly string[];
  /** Whether a property is state rather than content (publish status, last modification …). */
  readonly volatile: (property: string) => boolean;
}
