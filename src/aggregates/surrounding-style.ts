/**
 * How a new DocView file is written: in the generation and with the line ends of the files around it
 * (facts on FileVault 1.1; part C 6).
 *
 * @module
 */
import { generationOf } from '../docview/attribute-order.ts';
import { DocViewDocument } from '../docview/docview-document.ts';
import { CANONICAL, type Style } from '../docview/print-element.ts';
import { isNamespaceDeclaration } from '../docview/syntax-tree.ts';
import { styleOf } from '../docview/text-style.ts';
import type { NodeDocument } from '../format/node-document.ts';

/** The style most of these documents have; FileVault's present one where they do not tell. */
export function styleAmong(documents: Iterable<NodeDocument>): Style {
  let old = 0;
  let recent = 0;
  let crlf = 0;
  let count = 0;
  for (const document of documents) {
    if (!(document instanceof DocViewDocument)) continue;
    count++;
    if (styleOf(document).eol === '\r\n') crlf++;
    // With one or two declarations both generations write the same.
    const uris = urisOf(document);
    if (uris.length < 3) continue;
    if (generationOf(uris) === 'old') old++;
    else recent++;
  }
  return {
    ...CANONICAL,
    eol: crlf > count / 2 ? '\r\n' : '\n',
    generation: old > recent ? 'old' : 'new',
  };
}

function urisOf({ text, element }: DocViewDocument): string[] {
  return element.attributes
    .filter(isNamespaceDeclaration)
    .map(({ valueStart, valueEnd }) => text.slice(valueStart, valueEnd));
}
