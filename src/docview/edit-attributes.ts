/**
 * Adding and removing attributes the way the canonical writer lays them out: one on the tag's line, more
 * than one each on its own (facts on FileVault 1.4).
 *
 * @module
 */
import { compareNames } from './attribute-order.ts';
import { escapeAttribute } from './attribute-text.ts';
import type { DocViewDocument } from './docview-document.ts';
import type { Splice } from './edit-text.ts';
import { encodeItemName } from './item-names.ts';
import { type Attribute, type Element, isNamespaceDeclaration } from './syntax-tree.ts';
import { indentOf, styleOf } from './text-style.ts';

/** Inserts an attribute after the greatest smaller one. */
export function insertAttribute(
  document: DocViewDocument,
  element: Element,
  property: string,
  raw: string,
): Splice[] {
  const { text } = document;
  const { generation, eol, unit } = styleOf(document);
  const name = encodeItemName(property);
  const regular = element.attributes.filter((attribute) => !isNamespaceDeclaration(attribute));
  const declarations = element.attributes.length - regular.length;
  const [first] = regular;
  const ownLine = eol + indentOf(text, element) + unit;
  const isAlone = regular.length === 1 && declarations === 0;
  const breaksTag = isAlone && first !== undefined && separatorOf(text, first) === ' ';
  let separator: string;
  if (breaksTag) separator = ownLine;
  else if (first)
    separator = isAlone ? ' ' : separatorOf(text, neighbour(regular, name, generation) ?? first);
  else separator = declarations > 0 ? ownLine : ' ';

  const smaller = neighbour(regular, name, generation);
  const inserted = `${separator}${name}="${escapeAttribute(raw, '"')}"`;
  const lastDeclaration = element.attributes.filter(isNamespaceDeclaration).at(-1);
  const at = smaller
    ? afterOf(smaller)
    : (first?.start ?? (lastDeclaration ? afterOf(lastDeclaration) : element.nameEnd));
  const splices: Splice[] = [{ start: at, end: at, text: inserted }];
  if (breaksTag && first) splices.push({ start: first.start, end: first.nameStart, text: ownLine });
  return merged(splices);
}

/** Removes an attribute; a single one left returns to the tag's line if both stood on their own. */
export function removeAttribute({ text }: DocViewDocument, element: Element, attribute: Attribute): Splice[] {
  const splices: Splice[] = [{ start: attribute.start, end: afterOf(attribute), text: '' }];
  const rest = element.attributes.filter((other) => other !== attribute);
  const [left] = rest;
  const wereBroken = element.attributes.every((other) => separatorOf(text, other).includes('\n'));
  if (rest.length === 1 && left && !isNamespaceDeclaration(left) && wereBroken) {
    splices.push({ start: left.start, end: left.nameStart, text: ' ' });
  }
  return splices;
}

/** The attribute a new one follows: the greatest of those smaller than it. */
function neighbour(
  regular: readonly Attribute[],
  name: string,
  generation: 'old' | 'new',
): Attribute | undefined {
  let greatest: Attribute | undefined;
  for (const attribute of regular) {
    if (compareNames(attribute.name, name, generation) > 0) continue;
    if (!greatest || compareNames(attribute.name, greatest.name, generation) >= 0) greatest = attribute;
  }
  return greatest;
}

function separatorOf(text: string, { start, nameStart }: Attribute): string {
  return text.slice(start, nameStart);
}

function afterOf({ valueEnd }: Attribute): number {
  return valueEnd + 1;
}

/** An insertion at the very start of a replaced range goes before the replacement. */
function merged(splices: readonly Splice[]): Splice[] {
  const [insertion, replacement] = splices;
  if (!insertion || !replacement || insertion.start !== replacement.start) return [...splices];
  return [{ start: replacement.start, end: replacement.end, text: insertion.text + replacement.text }];
}
