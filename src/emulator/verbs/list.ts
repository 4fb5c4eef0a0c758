/**
 * `list`: what a folder holds, in the columns of AEM's List view; and the same columns for assets and
 * folders from anywhere, such as the results of a search.
 *
 * @module
 */
import { type AssetEntry, type Entry, type FolderEntry, jcrNameOfEntry } from '../../repository/entry.ts';
import { readEntryFacts } from '../../search/entry-facts.ts';
import type { Emulation } from '../emulation.ts';
import type { FolderListing, ListRow } from '../oakling.ts';
import { pendingIn } from '../publishing/pending.ts';
import { entryAt } from './find-entries.ts';
import { aemStatus, dynamicMediaStatus } from './status.ts';

/**
 * Lists a folder: subfolders first, each group by name.
 * @throws RangeError when there is no folder at the path
 */
export function list(emulation: Emulation, path: string): FolderListing {
  const folder = entryAt(emulation, path);
  if (folder?.kind !== 'folder') throw new RangeError(`there is no folder at ${path}`);
  const isPending = pendingIn(emulation);
  const rows = [...folder.children.values()]
    .filter(isListed)
    .map((entry) => rowOf(emulation, entry, isPending));
  return {
    path: emulation.index.pathOf(folder),
    dynamicMedia: emulation.settings.of(folder).sync.on,
    rows: rows.sort(foldersFirst),
  };
}

/** The same columns for assets and folders anywhere, in the order of the paths; what is not there is left out. */
export function listRows(emulation: Emulation, paths: readonly string[]): ListRow[] {
  const isPending = pendingIn(emulation);
  return paths
    .map((path) => entryAt(emulation, path))
    .filter((entry) => entry !== undefined)
    .filter(isListed)
    .map((entry) => rowOf(emulation, entry, isPending));
}

function rowOf(
  emulation: Emulation,
  entry: AssetEntry | FolderEntry,
  isPending: (entry: AssetEntry | FolderEntry) => boolean,
): ListRow {
  const { index, settings } = emulation;
  const facts = readEntryFacts(emulation, entry);
  const isSyncing = settings.of(entry.parent ?? index.root).sync.on;
  return {
    path: index.pathOf(entry),
    name: jcrNameOfEntry(entry),
    resource: entry.kind,
    title: facts.title ?? null,
    type: facts.mimeType ?? null,
    size: facts.size ?? null,
    width: facts.width ?? null,
    height: facts.height ?? null,
    modified: facts.modified ?? null,
    modifiedBy: facts.modifiedBy ?? null,
    aem: aemStatus(facts.state),
    dynamicMedia: entry.kind === 'asset' && isSyncing ? dynamicMediaStatus(facts.state) : null,
    pending: isPending(entry),
  };
}

function isListed(entry: Entry): entry is AssetEntry | FolderEntry {
  return entry.kind === 'asset' || entry.kind === 'folder';
}

function foldersFirst(a: ListRow, b: ListRow): number {
  const kinds = Number(b.resource === 'folder') - Number(a.resource === 'folder');
  return kinds || (a.name < b.name ? -1 : 1);
}
