/**
 * How a file is written: its line ends, its indentation, and which canonical writer it comes from.
 *
 * @module
 */
import { generationOf } from './attribute-order.ts';
import type { DocViewDocument } from './docview-document.ts';
import { CANONICAL, type Style } from './print-element.ts';
import { type Element, isNamespaceDeclaration } from './syntax-tree.ts';

/** The style new parts of a file take. */
export function styleOf({ text, element }: DocViewDocument): Style {
  const uris = element.attributes
    .filter(isNamespaceDeclaration)
    .map(({ valueStart, valueEnd }) => text.slice(valueStart, valueEnd));
  return { unit: unitOf(text, element), eol: eolOf(text), generation: generationOf(uris) };
}

/** The white space a line begins with on which an element stands. */
export function indentOf(text: string, { start }: Element): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, start))?.[0] ?? '';
}

/** What one level adds: seen at the root's children or attributes. */
function unitOf(text: string, root: Element): string {
  const [child] = root.children;
  const base = indentOf(text, root);
  if (child && text.slice(text.lastIndexOf('\n', child.start) + 1, child.start).trim() === '') {
    const indent = indentOf(text, child);
    if (indent.startsWith(base) && indent.length > base.length) return indent.slice(base.length);
  }
  const broken = root.attributes.find(({ start, nameStart }) => text.slice(start, nameStart).includes('\n'));
  const indent = broken && text.slice(text.lastIndexOf('\n', broken.nameStart) + 1, broken.nameStart);
  return indent?.startsWith('\t') ? '\t' : CANONICAL.unit;
}

function eolOf(text: string): string {
  const lf = text.split('\n').length - 1;
  const crlf = text.split('\r\n').length - 1;
  return crlf > lf / 2 ? '\r\n' : '\n';
}
