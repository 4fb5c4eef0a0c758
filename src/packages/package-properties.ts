/**
 * `META-INF/vault/properties.xml`, Java's properties as XML: who a package is, and how it wants to be
 * installed (facts 5.2).
 *
 * @module
 */
import { escapeAttribute, unescapeAttribute } from '../docview/attribute-text.ts';
import { parseXml } from '../docview/parse-xml.ts';
import { type Element, SyntaxFault } from '../docview/syntax-tree.ts';
import { type Problem, positionAt, problem } from '../problems/problem.ts';

/** The entries by key, in the order of the file. */
export type PackageProperties = ReadonlyMap<string, string>;

/** Who a package is. */
export interface PackageId {
  readonly group: string;
  readonly name: string;
  readonly version: string;
}

/** Reads the properties; a file that cannot be read has none, and a problem tells why. */
export function parseProperties(
  text: string,
  file: string,
): { readonly properties: PackageProperties; readonly problems: readonly Problem[] } {
  try {
    const { root } = parseXml(text);
    const entries = root.children.filter(({ name }) => name === 'entry');
    const pairs = entries.map((entry) => [keyOf(text, entry), contentOf(text, entry)] as const);
    return { properties: new Map(pairs), problems: [] };
  } catch (cause) {
    if (!(cause instanceof SyntaxFault)) throw cause;
    const message = `The file is not well-formed XML: ${cause.message}.`;
    const hint = 'Correct it; the package has no group, name and version meanwhile.';
    const at = positionAt(text, cause.offset);
    return {
      properties: new Map(),
      problems: [problem('package.properties', { path: file, at, message, hint })],
    };
  }
}

/** The identity the properties tell; absent without a name. */
export function packageId(properties: PackageProperties): PackageId | undefined {
  const name = properties.get('name');
  if (name === undefined || name === '') return undefined;
  return { group: properties.get('group') ?? '', name, version: properties.get('version') ?? '' };
}

/** `group:name:version`, as dependencies and manifests write it. */
export function formatPackageId({ group, name, version }: PackageId): string {
  return version === '' ? `${group}:${name}` : `${group}:${name}:${version}`;
}

/** Reads `group:name[:version]`; `undefined` for anything else. */
export function parsePackageId(text: string): PackageId | undefined {
  const [, group = '', name = '', version = ''] = /^([^:]*):([^:]+)(?::([^:]*))?$/.exec(text) ?? [];
  return name === '' ? undefined : { group, name, version };
}

/** Writes properties as Java does. */
export function printProperties(properties: PackageProperties): string {
  const entries = [...properties].map(
    ([key, value]) => `<entry key="${escapeAttribute(key, '"')}">${escapeText(value)}</entry>\n`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n',
    '<!DOCTYPE properties SYSTEM "http://java.sun.com/dtd/properties.dtd">\n',
    '<properties>\n',
    ...entries,
    '</properties>\n',
  ].join('');
}

function keyOf(text: string, { attributes }: Element): string {
  const key = attributes.find(({ name }) => name === 'key');
  return key ? unescapeAttribute(text.slice(key.valueStart, key.valueEnd)) : '';
}

/** White space is the value's own here, so it must not be normalised. */
function contentOf(text: string, { startTagEnd, contentEnd, selfClosed }: Element): string {
  if (selfClosed) return '';
  return text
    .slice(startTagEnd, contentEnd)
    .split(/(<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|\s+)/)
    .map((part) => {
      if (part.startsWith('<!--')) return '';
      if (part.startsWith('<![CDATA[')) return part.slice(9, -3);
      return /^\s/.test(part) ? part : unescapeAttribute(part);
    })
    .join('');
}

function escapeText(value: string): string {
  return value.replace(/[&<>]/g, (character) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt' }[character]};`);
}
