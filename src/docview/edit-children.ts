/**
 * Adding, removing and moving child elements, with the line each stands on.
 *
 * @module
 */
import type { NodeData } from '../jcr/node.ts';
import { isOrderable } from '../jcr/node-types.ts';
import { compareNames } from './attribute-order.ts';
import { attributeOf, type DocViewDocument } from './docview-document.ts';
import type { Splice } from './edit-text.ts';
import { encodeItemName } from './item-names.ts';
import { printElement } from './print-element.ts';
import type { Element } from './syntax-tree.ts';
import { indentOf, styleOf } from './text-style.ts';

/** Inserts a child: before a sibling, or where the parent's type puts it. */
export function insertChild(
  document: DocViewDocument,
  parent: Element,
  name: string,
  data: NodeData,
  before: Element | undefined,
): Splice[] {
  const { text } = document;
  const style = styleOf(document);
  const [sibling] = parent.children;
  const indent =
    sibling && stands(text, sibling) ? indentOf(text, sibling) : indentOf(text, parent) + style.unit;
  const xmlName = encodeItemName(name.replace(/\[\d+\]$/, ''));
  const child = style.eol + indent + printElement(xmlName, data, indent, style);
  if (parent.selfClosed) {
    const end = `${style.eol}${indentOf(text, parent)}</${parent.name}>`;
    return [{ start: parent.startTagEnd - 2, end: parent.startTagEnd, text: `>${child}${end}` }];
  }
  const at = positionFor(document, parent, xmlName, before);
  return [{ start: at, end: at, text: child }];
}

/** Where a new child goes: after its predecessor, or right after the start tag. */
function positionFor(
  document: DocViewDocument,
  parent: Element,
  name: string,
  before: Element | undefined,
): number {
  const { children } = parent;
  const { generation } = styleOf(document);
  let index = before ? children.indexOf(before) : children.length;
  if (!before && isSorted(document, parent)) {
    const greater = children.findIndex((child) => compareNames(child.name, name, generation) > 0);
    if (greater >= 0) index = greater;
  }
  return children[index - 1]?.end ?? parent.startTagEnd;
}

/** Whether the parent's children have no order of their own (facts on FileVault 3.6). */
function isSorted(document: DocViewDocument, parent: Element): boolean {
  const type = attributeOf(parent, 'jcr:primaryType');
  return isOrderable(type && document.property(type).values[0]) === false;
}

/** Turns a placeholder into a node, where it stands. */
export function replaceElement(document: DocViewDocument, element: Element, data: NodeData): Splice[] {
  const printed = printElement(element.name, data, indentOf(document.text, element), styleOf(document));
  return [{ start: element.start, end: element.end, text: printed }];
}

/**
 * Removes an element with its line; a parent left empty closes itself.
 * @param staysOpen leaves the tags of an emptied parent as they are
 */
export function removeElement({ text }: DocViewDocument, element: Element, staysOpen: boolean): Splice[] {
  const start = lineStart(text, element);
  const { parent } = element;
  if (parent?.children.length === 1 && !staysOpen) {
    const rest = text.slice(parent.startTagEnd, start) + text.slice(element.end, parent.contentEnd);
    if (/^\s*\n\s*$/.test(rest)) return [{ start: parent.startTagEnd - 1, end: parent.end, text: '/>' }];
  }
  return [{ start, end: element.end, text: '' }];
}

/** Gives an element another name, in both its tags. */
export function renameElement(
  { start, nameEnd, contentEnd, name, selfClosed }: Element,
  jcrName: string,
): Splice[] {
  const text = encodeItemName(jcrName);
  const opening = { start: start + 1, end: nameEnd, text };
  const closing = { start: contentEnd + 2, end: contentEnd + 2 + name.length, text };
  return selfClosed ? [opening] : [opening, closing];
}

/** Moves an element, its line and what belongs to it above, before a sibling or to the end. */
export function moveChild({ text }: DocViewDocument, child: Element, before: Element | undefined): Splice[] {
  const siblings = child.parent?.children ?? [];
  const others = siblings.filter((sibling) => sibling !== child);
  const index =
    before && before !== child
      ? others.indexOf(before)
      : before === child
        ? siblings.indexOf(child)
        : others.length;
  if (index === siblings.indexOf(child)) return [];
  const start = ownStart(text, child);
  const at = others[index - 1]?.end ?? child.parent?.startTagEnd ?? child.end;
  return [
    { start, end: child.end, text: '' },
    { start: at, end: at, text: text.slice(start, child.end) },
  ];
}

/** The offset of the line break before an element, if only white space is between. */
function lineStart(text: string, element: Element): number {
  if (!stands(text, element)) return element.start;
  const lf = text.lastIndexOf('\n', element.start - 1);
  return text[lf - 1] === '\r' ? lf - 1 : lf;
}

/** The offset before an element's line, the comments on the lines right above it and the blank lines above. */
function ownStart(text: string, element: Element): number {
  const start = lineStart(text, element);
  const siblings = element.parent?.children ?? [];
  const above = siblings[siblings.indexOf(element) - 1]?.end ?? element.parent?.startTagEnd ?? start;
  const belonging = /(?:\r?\n[ \t]*)*(?:\r?\n[ \t]*<!--(?:(?!-->)[\s\S])*-->)*$/.exec(
    text.slice(above, start),
  );
  return start - (belonging?.[0].length ?? 0);
}

/** Whether an element begins its line. */
function stands(text: string, { start }: Element): boolean {
  const lf = text.lastIndexOf('\n', start - 1);
  return lf >= 0 && text.slice(lf + 1, start).trim() === '';
}
