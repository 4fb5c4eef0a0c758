/**
 * A node together with the offsets of its text, so that an edit can replace just the bytes it means.
 *
 * @module
 */
import type { NodeData } from '../jcr/node.ts';
import type { Property } from '../jcr/property.ts';

/** A stretch of text; offsets count UTF-16 units, the end is exclusive and never past a final line end. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * How a value is written: `none` for a key without a value, `inline` for what stands between two
 * offsets and can be replaced there (scalars, `[…]`, `{…}`), `block` for what goes on by lines and
 * indentation.
 */
export type ValueForm = 'none' | 'inline' | 'block';

/** The text of a value, its tag included. */
export interface ValueSource extends Span {
  readonly form: ValueForm;
}

/** One `key: value` of a mapping: a property, or a child node. */
export interface Entry {
  /** The JCR name. */
  readonly name: string;
  /** Whether the key says by `./name` or `name/` which it is, leaving the plain name free. */
  readonly marked: boolean;
  readonly keyStart: number;
  readonly keyEnd: number;
  /** Past the colon; equal to `keyEnd` where a flow mapping has a key alone. */
  readonly colonEnd: number;
  readonly value: ValueSource;
  /** The items of a block sequence, from their dashes; empty for anything else. */
  readonly items: readonly Span[];
  readonly property?: Property;
  readonly child?: NodeSource;
}

/** How a node's mapping is written: by indentation, in braces, or not at all (placeholder, empty file). */
export type MappingStyle = 'block' | 'flow' | 'absent';

/** A node and the text of its mapping. */
export interface NodeSource extends Span {
  readonly data: NodeData;
  readonly style: MappingStyle;
  readonly entries: readonly Entry[];
}

/** The entry of a property. */
export function propertyEntry(node: NodeSource, name: string): Entry | undefined {
  return node.entries.find((entry) => entry.name === name && entry.property);
}

/** The entry of a child node, placeholders included. */
export function childEntry(node: NodeSource, name: string): Entry | undefined {
  return node.entries.find((entry) => entry.name === name && entry.child);
}

/** Where an entry's text ends. */
export function entryEnd(entry: Entry): number {
  return Math.max(entry.colonEnd, entry.value.end);
}

/** A node to edit, with its parent and its own entry there; the root has neither. */
export interface Target {
  readonly node: NodeSource;
  readonly own?: { readonly entry: Entry; readonly parent: NodeSource };
}
