/**
 * One edit of a DocView file as a change of its text that leaves every other byte alone
 * (facts on FileVault, part C).
 *
 * @module
 */
import type { NodeEdit, NodePath } from '../format/node-document.ts';
import { node } from '../jcr/node.ts';
import { sameProperty } from '../jcr/property.ts';
import { escapeAttribute } from './attribute-text.ts';
import { attributeOf, childOf, type DocViewDocument, elementAt } from './docview-document.ts';
import { insertAttribute, removeAttribute } from './edit-attributes.ts';
import { insertChild, moveChild, removeElement, renameElement, replaceElement } from './edit-children.ts';
import { declarePrefixes } from './edit-namespaces.ts';
import { prefixesIn } from './print-element.ts';
import { printProperty } from './property-text.ts';
import type { Element } from './syntax-tree.ts';

/**
 * The text after an edit; the same text when nothing changes.
 * @throws RangeError when the edit names what is not there, or adds what is
 */
export function editText(document: DocViewDocument, edit: NodeEdit): string {
  const { text } = document;
  const element = mustFind(document, edit.node);
  switch (edit.edit) {
    case 'set': {
      const attribute = attributeOf(element, edit.property);
      const raw = printProperty(edit.property, edit.value);
      const prefixes = prefixesIn(node({ [edit.property]: edit.value }));
      if (!attribute) {
        return declarePrefixes(document, prefixes, insertAttribute(document, element, edit.property, raw));
      }
      if (sameProperty(document.property(attribute), edit.value)) return text;
      const quote = text[attribute.valueEnd] ?? '"';
      const { valueStart, valueEnd } = attribute;
      return declarePrefixes(document, prefixes, [
        { start: valueStart, end: valueEnd, text: escapeAttribute(raw, quote) },
      ]);
    }
    case 'remove': {
      const attribute = attributeOf(element, edit.property);
      return attribute ? spliced(text, removeAttribute(document, element, attribute)) : text;
    }
    case 'addChild': {
      const existing = childOf(element, edit.child);
      const prefixes = prefixesIn(node({}, { [edit.child]: edit.data }));
      if (existing && hasContent(existing)) throw new RangeError(`${edit.child} is there already`);
      const changes = existing
        ? replaceElement(document, existing, edit.data)
        : insertChild(document, element, edit.child, edit.data, sibling(element, edit.before));
      return declarePrefixes(document, prefixes, changes);
    }
    case 'removeChild': {
      const child = childOf(element, edit.child);
      return child ? spliced(text, removeElement(document, child, document.wasHollow(edit.node))) : text;
    }
    case 'renameChild': {
      const child = childOf(element, edit.child);
      if (!child) throw new RangeError(`there is no child ${edit.child}`);
      if (edit.name === edit.child) return text;
      if (childOf(element, edit.name)) throw new RangeError(`${edit.name} is there already`);
      return declarePrefixes(
        document,
        prefixesIn(node({}, { [edit.name]: node({}) })),
        renameElement(child, edit.name),
      );
    }
    case 'orderChild': {
      const child = childOf(element, edit.child);
      if (!child) throw new RangeError(`there is no child ${edit.child}`);
      return spliced(text, moveChild(document, child, sibling(element, edit.before)));
    }
  }
}

/** A replacement of a range of the text. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with ranges replaced; ranges must not overlap. */
export function spliced(text: string, splices: readonly Splice[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text: inserted } of splices.toSorted((a, b) => a.start - b.start)) {
    result += text.slice(at, start) + inserted;
    at = end;
  }
  return result + text.slice(at);
}

function mustFind(document: DocViewDocument, path: NodePath): Element {
  const element = elementAt(document.element, path);
  if (!element) throw new RangeError(`there is no node ${path.join('/')}`);
  return element;
}

function sibling(parent: Element, name: string | undefined): Element | undefined {
  if (name === undefined) return undefined;
  const found = childOf(parent, name);
  if (!found) throw new RangeError(`there is no child ${name}`);
  return found;
}

function hasContent({ attributes, children }: Element): boolean {
  return attributes.length > 0 || children.length > 0;
}
