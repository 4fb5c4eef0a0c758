/**
 * `META-INF` of a package: what the project has, byte for byte, and what it lacks.
 *
 * @module
 */
import { basename, dirname, join } from 'node:path';
import { list, readText } from '../../disk/read.ts';
import { join as joinPath } from '../../jcr/path.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import type { TreeLocation } from '../../repository/locate-tree.ts';
import { NODE_FILES } from '../../vault/ignored-names.ts';
import { SIDECAR } from '../../vault/layout.ts';
import { parseWorkspaceFilter, printFilter } from '../../vault/parse-filter.ts';
import { decodeName } from '../../vault/platform-name.ts';
import type { WorkspaceFilter } from '../../vault/workspace-filter.ts';
import { isJunkName } from '../junk-names.ts';
import { printManifest } from '../manifest.ts';
import {
  type PackageId,
  type PackageProperties,
  packageId,
  parseProperties,
  printProperties,
} from '../package-properties.ts';
import type { PackItem } from './pack-item.ts';

/** What is asked for instead of what the project says. */
export interface MetaOptions {
  /** Absolute file of a filter, or JCR paths that become its roots. */
  readonly filter?: string | readonly string[] | undefined;
  readonly id?: PackageId | undefined;
}

/** A package's meta data, settled. */
export interface PackageMeta {
  readonly filter: WorkspaceFilter;
  readonly id: PackageId;
  /** The entries before `jcr_root/`. */
  readonly before: readonly PackItem[];
  /** The entries after it. */
  readonly after: readonly PackItem[];
}

/** In this order, as FileVault's exporter writes them; all others follow by name. */
const FIRST = ['properties.xml', 'config.xml', 'filter.xml'];
const LAST = 'nodetypes.cnd';

/** Settles the meta data of a tree's package; problems come back where there can be none. */
export function packageMeta(
  location: TreeLocation,
  options: MetaOptions,
):
  | { readonly meta: PackageMeta; readonly problems: readonly Problem[] }
  | { readonly problems: readonly Problem[] } {
  const folder = metaFolder(location);
  const vault = join(folder, 'META-INF', 'vault');
  const filterText = filterTextOf(location, vault, options.filter);
  const { filter, problems } = parseWorkspaceFilter(filterText, 'META-INF/vault/filter.xml');
  if (!filter) return { problems };
  const written = readText(join(vault, 'properties.xml'), 'refuse')?.text;
  const read = written === undefined ? undefined : parseProperties(written, 'META-INF/vault/properties.xml');
  const properties = identified(read?.properties, options.id, basename(folder));
  const propertiesText =
    written !== undefined && properties === read?.properties ? written : printProperties(properties);
  const made = new Map([
    ['properties.xml', propertiesText],
    ['filter.xml', filterText],
  ]);
  const items = [...metaItems(vault, 'META-INF/vault/', made)];
  const manifest = readText(join(folder, 'META-INF', 'MANIFEST.MF'), 'refuse')?.text;
  return {
    problems: read?.problems ?? [],
    meta: {
      filter,
      id: packageId(properties) ?? { group: '', name: basename(folder), version: '' },
      before: [
        textItem('META-INF/MANIFEST.MF', manifest ?? printManifest(properties, filter)),
        { name: 'META-INF/', folder: true },
        { name: 'META-INF/vault/', folder: true },
        ...items.filter(({ name }) => name !== `META-INF/vault/${LAST}`),
      ],
      after: items.filter(({ name }) => name === `META-INF/vault/${LAST}`),
    },
  };
}

/** The folder that has, or would have, the project's `META-INF`. */
export function metaFolder({ folder, mount }: TreeLocation): string {
  return mount === '/' && basename(folder) === 'jcr_root' ? dirname(folder) : folder;
}

function filterTextOf(location: TreeLocation, vault: string, asked: MetaOptions['filter']): string {
  if (typeof asked === 'string') {
    const text = readText(asked)?.text;
    if (text === undefined) throw new Error(`${asked}: there is no filter that can be read`);
    return text;
  }
  if (asked) return printFilter(asked);
  return readText(join(vault, 'filter.xml'), 'refuse')?.text ?? printFilter(defaultRoots(location));
}

/**
 * The things directly in the tree's asset folder: a root as wide as `/content/dam` would delete, in AEM,
 * what other projects keep there.
 */
function defaultRoots({ assetsFolder, assetsPath }: TreeLocation): string[] {
  const names = (list(assetsFolder) ?? []).filter(
    ({ name, kind }) =>
      (kind === 'file' || kind === 'folder') &&
      !isJunkName(name) &&
      name !== NODE_FILES.vault &&
      name !== NODE_FILES.plain,
  );
  const files = new Set(names.map(({ name }) => name));
  return names
    .filter(({ name }) => !(name.endsWith(SIDECAR) && files.has(name.slice(0, -SIDECAR.length))))
    .map(({ name, kind }) => joinPath(assetsPath, kind === 'folder' ? decodeName(name) : name))
    .sort();
}

/** The properties as they stand where they name the package as asked; else with its identity. */
function identified(
  properties: PackageProperties | undefined,
  asked: PackageId | undefined,
  folderName: string,
): PackageProperties {
  if (properties && packageId(properties) && !asked) return properties;
  const { group, name, version } = asked ?? { group: 'oakling', name: folderName, version: '1.0' };
  const defaults = { packageType: 'content', packageFormatVersion: '2', requiresRoot: 'false' };
  return new Map(
    Object.entries({ ...defaults, ...Object.fromEntries(properties ?? []), group, name, version }),
  );
}

function* metaItems(folder: string, prefix: string, made: ReadonlyMap<string, string>): Generator<PackItem> {
  const listed = (list(folder) ?? []).filter(({ name }) => !isJunkName(name));
  const rank = (name: string) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  const kinds = new Map(listed.map(({ name, kind }) => [name, kind]));
  for (const name of made.keys()) kinds.set(name, 'file');
  const names = [...kinds.keys()].toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  for (const name of names) {
    const text = made.get(name);
    if (text !== undefined) yield textItem(prefix + name, text);
    else if (kinds.get(name) === 'file') yield { name: prefix + name, file: join(folder, name) };
    else if (kinds.get(name) === 'folder') {
      yield { name: `${prefix}${name}/`, folder: true };
      yield* metaItems(join(folder, name), `${prefix}${name}/`, new Map());
    }
  }
}

function textItem(name: string, text: string): PackItem {
  return { name, bytes: Buffer.from(text) };
}

/** A package without a root has no content. */
export function emptyFilter(): Problem {
  const message = 'There is nothing to pack: the filter has no root.';
  const hint = 'Put assets into the tree, or name what to pack with --filter.';
  return problem('package.invalid', { path: 'META-INF/vault/filter.xml', message, hint });
}
