/**
 * The lossless syntax tree of a DocView file: every element and attribute with its offsets in the text.
 * Offsets are UTF-16 units; the text itself is never copied.
 *
 * @module
 */

/** One attribute, xmlns declarations included. */
export interface Attribute {
  readonly name: string;
  /** Start of the white space before the name. */
  readonly start: number;
  readonly nameStart: number;
  /** The raw value between the quotes. */
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** One element. */
export interface Element {
  readonly name: string;
  readonly parent: Element | undefined;
  readonly attributes: readonly Attribute[];
  readonly children: readonly Element[];
  /** The `<` of the start tag. */
  readonly start: number;
  readonly nameEnd: number;
  /** After the `>` of the start tag. */
  readonly startTagEnd: number;
  /** The `<` of the end tag; equals {@link Element.end} for a self-closed element. */
  readonly contentEnd: number;
  /** After the element. */
  readonly end: number;
  readonly selfClosed: boolean;
}

/** Text that is not well-formed: where, and why. */
export class SyntaxFault extends Error {
  readonly offset: number;
  constructor(offset: number, message: string) {
    super(message);
    this.name = 'SyntaxFault';
    this.offset = offset;
  }
}

/** Whether an attribute declares a namespace. */
export function isNamespaceDeclaration({ name }: Attribute): boolean {
  return name.startsWith('xmlns:') || name === 'xmlns';
}
