/**
 * FileVault's DocView as a node file format.
 *
 * @module
 */
import type { NodeFormat, ParsedDocument } from '../format/node-document.ts';
import { positionAt, problem } from '../problems/problem.ts';
import { unescapeAttribute } from './attribute-text.ts';
import { DocViewDocument } from './docview-document.ts';
import type { Namespaces } from './namespaces.ts';
import { parseXml } from './parse-xml.ts';
import { printFile } from './print-element.ts';
import { type Element, isNamespaceDeclaration, SyntaxFault } from './syntax-tree.ts';

const JCR = 'http://www.jcp.org/jcr/1.0';

/** `.content.xml` and every other `NAME.xml` that is DocView. */
export const docviewFormat: NodeFormat = { name: 'docview', parse, print: (data) => printFile(data) };

function parse(text: string, file: string, namespaces?: Namespaces): ParsedDocument {
  try {
    const document = open(text, file, namespaces);
    if (isJcrRoot(text, document.element)) return { document };
    const at = positionAt(text, document.element.start);
    const message = `The root element is ${document.element.name}, not jcr:root.`;
    const hint = 'Make jcr:root the root element; the node’s name comes from the file.';
    return { problems: [problem('docview.root', { path: file, at, message, hint })] };
  } catch (cause) {
    if (!(cause instanceof SyntaxFault)) throw cause;
    const at = positionAt(text, cause.offset);
    const message = `The file is not well-formed XML: ${cause.message}.`;
    const hint = 'Correct it; until then oakling reads nothing from it and never writes it.';
    return { problems: [problem('docview.syntax', { path: file, at, message, hint })] };
  }
}

function open(text: string, file: string, namespaces: Namespaces | undefined): DocViewDocument {
  const reparse = (edited: string) => open(edited, file, namespaces);
  return new DocViewDocument(text, { file, namespaces }, parseXml(text), reparse);
}

/** Any element `root` of the JCR namespace counts, whatever its prefix. */
function isJcrRoot(text: string, { name, attributes }: Element): boolean {
  const [prefix = '', local] = name.split(':');
  if (local !== 'root') return false;
  const declaration = attributes.find((attribute) => attribute.name === `xmlns:${prefix}`);
  if (!declaration || !isNamespaceDeclaration(declaration)) return prefix === 'jcr';
  return unescapeAttribute(text.slice(declaration.valueStart, declaration.valueEnd)) === JCR;
}
