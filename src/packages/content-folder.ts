/**
 * The entries of a zip below a folder, as a tree.
 *
 * @module
 */
import type { ZipEntry } from './zip/zip-entry.ts';

/** A folder in a package. Names are as in the zip, without slashes. */
export interface ContentFolder {
  readonly folders: ReadonlyMap<string, ContentFolder>;
  readonly files: ReadonlyMap<string, ZipEntry>;
}

interface GrowingFolder {
  readonly folders: Map<string, GrowingFolder>;
  readonly files: Map<string, ZipEntry>;
}

/** The tree below a folder of the zip; `prefix` ends in a slash. */
export function contentBelow(entries: Iterable<ZipEntry>, prefix: string): ContentFolder {
  const root: GrowingFolder = { folders: new Map(), files: new Map() };
  const known = new Map<string, GrowingFolder>([['', root]]);
  const folderAt = (path: string): GrowingFolder => {
    const found = known.get(path);
    if (found) return found;
    const slash = path.lastIndexOf('/');
    const folder: GrowingFolder = { folders: new Map(), files: new Map() };
    folderAt(slash < 0 ? '' : path.slice(0, slash)).folders.set(path.slice(slash + 1), folder);
    known.set(path, folder);
    return folder;
  };
  for (const entry of entries) {
    if (!entry.name.startsWith(prefix)) continue;
    const path = entry.name.slice(prefix.length);
    if (entry.isFolder) folderAt(path.slice(0, -1));
    else {
      const slash = path.lastIndexOf('/');
      folderAt(slash < 0 ? '' : path.slice(0, slash)).files.set(path.slice(slash + 1), entry);
    }
  }
  return root;
}
