/**
 * Where an asset's renditions are: of a vault asset in its own folder as AEM has them, of a plain one in a
 * cache beside the tree.
 *
 * @module
 */
import { basename, join } from 'node:path';
import { type AssetEntry, fileOf } from '../repository/entry.ts';
import { renditionsFolder } from '../vault/layout.ts';

/** The absolute folder; it need not be there. */
export function renditionsFolderOf(stateFolder: string, asset: AssetEntry): string {
  const file = fileOf(asset);
  if (asset.layout === 'vault') return renditionsFolder(file);
  return join(stateFolder, 'renditions', asset.sha1 ?? basename(file));
}
