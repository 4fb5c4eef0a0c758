/**
 * Packages within a package: what lies in `/etc/packages` is installed too, unless its container says
 * otherwise (facts 5.2, 5.4).
 *
 * @module
 */
import { join } from 'node:path';
import type { PackageId, PackageProperties } from '../package-properties.ts';
import type { VaultPackage } from '../vault-package.ts';
import type { ZipEntry } from '../zip/zip-entry.ts';

/** What becomes of a package in a package. */
export interface SubPackageHandling {
  /** Whether the zip itself goes into the tree. */
  readonly add: boolean;
  readonly install: boolean;
}

const OPTIONS: Readonly<Record<string, SubPackageHandling>> = {
  install: { add: true, install: true },
  force_install: { add: true, install: true },
  extract: { add: false, install: true },
  force_extract: { add: false, install: true },
  add: { add: true, install: false },
  ignore: { add: false, install: false },
};

const INSTALL: SubPackageHandling = { add: true, install: true };

/** The packages a package holds. */
export function subPackages({ archive }: VaultPackage): ZipEntry[] {
  return archive.entries.filter(({ name }) => /^jcr_root\/etc\/packages\/.+\.(zip|jar)$/.test(name));
}

/** Where an entry is unpacked to be opened. */
export function subPackageFile(folder: string, count: number): string {
  return join(folder, `${count}.zip`);
}

/**
 * What `subPackageHandling` says of a package: `group:name;option`, separated by commas, `*` for any; the
 * last that fits decides.
 */
export function handlingOf(properties: PackageProperties, id: PackageId | undefined): SubPackageHandling {
  const entries = (properties.get('subPackageHandling') ?? '').split(',').map((entry) => entry.trim());
  const fitting = entries.findLast((entry) => {
    const [pattern = ''] = entry.split(';');
    const [group, name] = pattern.includes(':') ? pattern.split(':') : ['*', pattern];
    return entry !== '' && fits(group, id?.group) && fits(name, id?.name);
  });
  const option = fitting?.split(';')[1]?.trim().toLowerCase() ?? 'install';
  return OPTIONS[option] ?? INSTALL;
}

function fits(pattern: string | undefined, text: string | undefined): boolean {
  return pattern === '*' || pattern === '' || pattern === text;
}
