/**
 * `META-INF/MANIFEST.MF` of a content package: informative, but AEM's tools read it first.
 *
 * @module
 */
import type { WorkspaceFilter } from '../vault/workspace-filter.ts';
import { formatPackageId, type PackageProperties, packageId } from './package-properties.ts';

/** A line of a manifest has at most this many bytes; longer ones go on after a blank. */
const LINE = 72;

/** The manifest of a package. */
export function printManifest(properties: PackageProperties, filter: WorkspaceFilter): string {
  const id = packageId(properties);
  const headers: readonly (readonly [string, string | undefined])[] = [
    ['Manifest-Version', '1.0'],
    ['Content-Package-Dependencies', properties.get('dependencies')],
    ['Content-Package-Description', properties.get('description')],
    ['Content-Package-Id', id && formatPackageId(id)],
    ['Content-Package-Roots', filter.sets.map(({ root }) => root).join(',')],
    ['Content-Package-Type', properties.get('packageType')],
  ];
  const lines = headers
    .filter((header): header is readonly [string, string] => (header[1] ?? '') !== '')
    .flatMap(([name, value]) => wrapped(`${name}: ${value.replace(/[\r\n]+/g, ' ')}`));
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** Counted in bytes, and never within a character. */
function wrapped(line: string): string[] {
  const lines: string[] = [];
  let current = '';
  for (const character of line) {
    if (Buffer.byteLength(current + character) > LINE) {
      lines.push(current);
      current = ' ';
    }
    current += character;
  }
  return [...lines, current];
}
