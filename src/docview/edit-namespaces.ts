/**
 * Declaring the prefixes an edit needs, at the place the file's generation puts them. None is ever
 * dropped or moved.
 *
 * @module
 */
import { escapeAttribute, unescapeAttribute } from './attribute-text.ts';
import type { DocViewDocument } from './docview-document.ts';
import { type Splice, spliced } from './edit-text.ts';
import { declarationOrder } from './namespaces.ts';
import { declarationsFor, type PrefixUse } from './print-element.ts';
import { type Element, isNamespaceDeclaration } from './syntax-tree.ts';
import { styleOf } from './text-style.ts';

/**
 * Applies an edit's splices together with the declarations it needs.
 * @throws RangeError when a name has a prefix that is not declared and that nobody knows
 */
export function declarePrefixes(
  document: DocViewDocument,
  prefixes: ReadonlyMap<string, PrefixUse>,
  splices: readonly Splice[],
): string {
  const { text, element } = document;
  const declared = declaredIn(element);
  const missing = new Map([...prefixes].filter(([prefix]) => !declared.has(prefix)));
  const insertions = new Map<number, string>();
  for (const [prefix, uri] of declarationsFor(missing, document.namespaces)) {
    const at = placeFor(document, prefix, uri);
    insertions.set(at, `${insertions.get(at) ?? ''} xmlns:${prefix}="${escapeAttribute(uri, '"')}"`);
  }
  const declarations = [...insertions].map(([at, inserted]) => ({ start: at, end: at, text: inserted }));
  return spliced(text, [...declarations, ...splices]);
}

/** What a document's root declares: URI by prefix. */
export function declaredNamespaces({ text, element }: DocViewDocument): Map<string, string> {
  const declarations = element.attributes.filter(({ name }) => name.startsWith('xmlns:'));
  return new Map(
    declarations.map(({ name, valueStart, valueEnd }) => [
      name.slice('xmlns:'.length),
      unescapeAttribute(text.slice(valueStart, valueEnd)),
    ]),
  );
}

/** Every prefix declared anywhere in the file. */
function declaredIn(root: Element): Set<string> {
  const found = new Set<string>();
  const visit = (element: Element) => {
    for (const attribute of element.attributes) {
      if (isNamespaceDeclaration(attribute)) found.add(attribute.name.slice('xmlns:'.length));
    }
    element.children.forEach(visit);
  };
  visit(root);
  return found;
}

/** The offset after which a new declaration stands. */
function placeFor(document: DocViewDocument, prefix: string, uri: string): number {
  const { text, element } = document;
  const declarations = element.attributes.filter(isNamespaceDeclaration);
  const prefixAt = (index: number) => declarations[index]?.name.slice('xmlns:'.length) ?? '';
  let index: number;
  if (styleOf(document).generation === 'old') {
    index = declarations.findIndex(({ valueStart, valueEnd }) => text.slice(valueStart, valueEnd) > uri);
  } else {
    const order = declarationOrder([...declarations.map((_, i) => prefixAt(i)), prefix]);
    const place = order.indexOf(prefix);
    index = declarations.findIndex((_, i) => order.indexOf(prefixAt(i)) > place);
  }
  const following = index < 0 ? undefined : declarations[index];
  if (following) return following.start;
  const last = declarations.at(-1);
  return last ? last.valueEnd + 1 : element.nameEnd;
}
