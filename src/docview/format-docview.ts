/**
 * A whole file in FileVault's canonical form (facts on FileVault 1.2–1.5 and 1.7), for people who want to
 * see in a diff only what changed. FileVault's own formatter drops comments before the root; here all are
 * kept, and so are the order of declarations and children, and the generation that wrote the file.
 *
 * @module
 */
import { compareNames } from './attribute-order.ts';
import { escapeAttribute, unescapeAttribute } from './attribute-text.ts';
import type { DocViewDocument } from './docview-document.ts';
import { CANONICAL, type Style } from './print-element.ts';
import { type Attribute, type Element, isNamespaceDeclaration } from './syntax-tree.ts';
import { styleOf } from './text-style.ts';

/** Comments, processing instructions and a DOCTYPE: what stands between elements and is kept as it is. */
const KEPT = /<!--[\s\S]*?-->|<\?(?!xml\s)[\s\S]*?\?>|<!DOCTYPE[^[>]*(?:\[[\s\S]*?\]\s*)?>/g;

/** The canonical text of a document, with the line ends it has; the document's own text when it is canonical. */
export function formatDocView(document: DocViewDocument): string {
  return new Formatter(document).format();
}

class Formatter {
  readonly #text: string;
  readonly #root: Element;
  readonly #style: Style;

  constructor(document: DocViewDocument) {
    this.#text = document.text;
    this.#root = document.element;
    this.#style = { ...styleOf(document), unit: CANONICAL.unit };
  }

  format(): string {
    const lines = [
      '<?xml version="1.0" encoding="UTF-8"?>',
      ...this.#kept(0, this.#root.start),
      this.#element(this.#root, ''),
      ...this.#kept(this.#root.end, this.#text.length),
    ];
    return lines.map((line) => line + this.#style.eol).join('');
  }

  #element(element: Element, indent: string): string {
    const { eol, unit } = this.#style;
    const tag = this.#startTag(element, indent);
    const inner = this.#content(element, indent + unit);
    if (inner.length === 0) return `${tag}/>`;
    const body = inner.map((part) => eol + indent + unit + part).join('');
    return `${tag}>${body}${eol}${indent}</${element.name}>`;
  }

  /** Children and what is kept between them, in document order. */
  #content(element: Element, indent: string): string[] {
    const parts: string[] = [];
    let at = element.startTagEnd;
    for (const child of element.children) {
      parts.push(...this.#kept(at, child.start), this.#element(child, indent));
      at = child.end;
    }
    return [...parts, ...this.#kept(at, element.contentEnd)];
  }

  #startTag({ name, attributes }: Element, indent: string): string {
    const { eol, unit, generation } = this.#style;
    const declarations = attributes.filter(isNamespaceDeclaration);
    const properties = attributes
      .filter((attribute) => !isNamespaceDeclaration(attribute))
      .sort((a, b) => compareNames(a.name, b.name, generation));
    const separator = attributes.length > 1 ? eol + indent + unit : ' ';
    const declared = declarations.map((attribute) => ` ${this.#attribute(attribute)}`).join('');
    const set = properties.map((attribute) => separator + this.#attribute(attribute)).join('');
    return `<${name}${declared}${set}`;
  }

  #attribute({ name, valueStart, valueEnd }: Attribute): string {
    const value = unescapeAttribute(this.#text.slice(valueStart, valueEnd));
    return `${name}="${escapeAttribute(value, '"')}"`;
  }

  #kept(start: number, end: number): string[] {
    return this.#text.slice(start, end).match(KEPT) ?? [];
  }
}
