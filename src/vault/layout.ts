/**
 * Where the parts of an asset or folder stand on disk, in either layout. All functions take and answer
 * absolute file names; they put them together as they are, for a scan does so a million times.
 *
 * - **vault**: `hero.jpg/.content.xml`, bytes at `hero.jpg/_jcr_content/renditions/original`
 * - **plain**: `hero.jpg.yaml` beside `hero.jpg`
 *
 * @module
 */
import { sep } from 'node:path';
import { NODE_FILES } from './ignored-names.ts';
import { decodeName, encodeName } from './platform-name.ts';

/** How a folder or asset is laid out on disk. */
export type Layout = 'vault' | 'plain';

/** What a plain asset's node file adds to the name of its bytes. */
export const SIDECAR = '.yaml';

/** The folder's own node file. */
export function folderNodeFile(folder: string, layout: Layout): string {
  return `${folder}${sep}${NODE_FILES[layout]}`;
}

/** The asset's node file; `asset` is the asset's folder (vault) or its bytes (plain). */
export function assetNodeFile(asset: string, layout: Layout): string {
  return layout === 'vault' ? `${asset}${sep}${NODE_FILES.vault}` : asset + SIDECAR;
}

/** The asset's bytes. */
export function originalFile(asset: string, layout: Layout): string {
  return layout === 'vault' ? `${renditionsFolder(asset)}${sep}original` : asset;
}

/** A vault asset's renditions. */
export function renditionsFolder(asset: string): string {
  return `${asset}${sep}_jcr_content${sep}renditions`;
}

/** The folder of what accompanies a file and has no place in it, such as `original.dir`. */
export function companionFolder(file: string): string {
  return `${file}.dir`;
}

/** The node file that decorates an nt:file, such as `original.dir/.content.xml`. */
export function companionNodeFile(file: string): string {
  return `${companionFolder(file)}${sep}${NODE_FILES.vault}`;
}

/**
 * The JCR name of a name on disk. Vault names go through FileVault's codec; a plain name and a bare
 * binary's name are taken literally, since people chose them, not FileVault (*ruling*).
 */
export function jcrNameOf(diskName: string, layout: Layout): string {
  return layout === 'vault' ? decodeName(diskName) : diskName;
}

/** The name on disk of a JCR name. */
export function diskNameOf(jcrName: string, layout: Layout): string {
  return layout === 'vault' ? encodeName(jcrName) : jcrName;
}
