/**
 * Which assets and folders an action on publication is about: Manage Publication's *Include folder
 * contents* and *Include only immediate folder contents*.
 *
 * @module
 */
import type { Include } from '../../publish/include.ts';
import type { PublishAction } from '../../publish/publish-target.ts';
import { type AssetEntry, descendants, type Entry, type FolderEntry } from '../../repository/entry.ts';

/** An item of an action. */
export type PublicationItem = AssetEntry | FolderEntry;

/**
 * The items an entry stands for, the entry first. Dynamic Media and Brand Portal hold no folders of
 * themselves: with contents, a folder stands for its assets there (*ruling*).
 */
export function itemsOf(entry: Entry, action: PublishAction, include: Include): PublicationItem[] {
  if (entry.kind === 'asset') return [entry];
  if (entry.kind !== 'folder') return [];
  const contents = contentsOf(entry, include);
  const isForAem = action === 'publish' || action === 'unpublish';
  if (!isForAem && include !== 'none') return contents.filter(({ kind }) => kind === 'asset');
  return [entry, ...contents.filter((item) => item.kind === 'asset' || hasAssets(item))];
}

function contentsOf(folder: FolderEntry, include: Include): PublicationItem[] {
  if (include === 'none') return [];
  const found = include === 'all' ? descendants(folder) : folder.children.values();
  return [...found].filter(
    (entry): entry is PublicationItem =>
      entry.kind === 'asset' || (entry.kind === 'folder' && include === 'all'),
  );
}

/** Empty folders are not published along (AEM's "Manage Publication"). */
function hasAssets(folder: FolderEntry): boolean {
  for (const entry of descendants(folder)) if (entry.kind === 'asset') return true;
  return false;
}
