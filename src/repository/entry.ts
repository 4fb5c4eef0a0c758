/**
 * What the index knows of one thing on disk. Entries are plain objects linked to their parents, so that
 * a moved folder is one re-attachment and no path is stored twice.
 *
 * @module
 */
import { sep } from 'node:path';
import type { FileStat } from '../disk/file-stat.ts';
import { join as joinPath } from '../jcr/path.ts';
import { jcrNameOf, type Layout } from '../vault/layout.ts';

/** What is remembered of a node file. */
export interface NodeFacts {
  readonly stat: FileStat;
  readonly primaryType: string | undefined;
  /** Digest of the content, without publish state. */
  readonly content: number;
  /** Digest of the publish state. */
  readonly state: number;
  /** Set when the file tells of a publication to AEM. */
  readonly replicated?: true;
}

interface Located {
  /** The name on disk: of the asset's folder, of its bytes, or of the file. */
  readonly name: string;
  parent: FolderEntry | undefined;
}

/** What can change about a folder while it stays the same folder. */
export interface FolderFacts {
  readonly ino: number;
  /** The layout of its own node file; a folder without one is laid out as the folder it is in. */
  readonly layout: Layout | undefined;
  /** Absent for a folder without a node file. */
  readonly node: NodeFacts | undefined;
  /** The folder's settings as written in its node, by property name. */
  readonly settings: Readonly<Record<string, string>>;
  /** True when the node file cannot be understood: settings are unknown, and it is read-only for us. */
  readonly unreadable: boolean;
}

/** A folder. The root's name is its absolute folder on disk. */
export interface FolderEntry extends Located {
  readonly kind: 'folder';
  readonly children: Map<string, Entry>;
  facts: FolderFacts;
  /** True when oakling found it at first contact; such a folder is never given a node unasked. */
  readonly found: boolean;
}

/** An asset: a node, and usually bytes. */
export interface AssetEntry extends Located {
  readonly kind: 'asset';
  readonly layout: Layout;
  readonly node: NodeFacts;
  /** Absent for assets that have no binary, such as content fragments. */
  readonly binary: FileStat | undefined;
  readonly uuid: string | undefined;
  /** SHA-1 of the binary, as computed here or as the node says. */
  readonly sha1: string | undefined;
  readonly scene7Name: string | undefined;
  /** True while its renditions are still to be made. */
  renditionsDue: boolean;
}

/** A binary without a node. */
export interface BareEntry extends Located {
  readonly kind: 'bare';
  readonly stat: FileStat;
  /**
   * Why it is not an asset: `found` at first contact and unchanged since, or `refused` for its name or
   * place; `undefined` for one that was just seen.
   */
  readonly standing: 'found' | 'refused' | undefined;
}

/** The node of a plain asset whose bytes are gone. */
export interface OrphanEntry extends Located {
  readonly kind: 'orphan';
  readonly node: NodeFacts;
  readonly uuid: string | undefined;
  readonly sha1: string | undefined;
}

/** Something oakling leaves alone: a node that is no asset, a file outside the filter, a link. */
export interface OpaqueEntry extends Located {
  readonly kind: 'opaque';
  readonly stat: FileStat;
}

/** Anything the index knows. */
export type Entry = FolderEntry | AssetEntry | BareEntry | OrphanEntry | OpaqueEntry;

/** The layout in force in a folder: of the nearest node file from here up to the root. */
export function layoutOf(folder: FolderEntry): Layout {
  return folder.facts.layout ?? (folder.parent ? layoutOf(folder.parent) : 'vault');
}

/** The entry's absolute file: the folder, the asset's folder or bytes, or the file itself. */
export function fileOf(entry: Entry): string {
  return entry.parent ? `${fileOf(entry.parent)}${sep}${entry.name}` : entry.name;
}

/** The entry's JCR path, given the path of the index's root. */
export function pathOf(entry: Entry, rootPath: string): string {
  return entry.parent ? joinPath(pathOf(entry.parent, rootPath), jcrNameOfEntry(entry)) : rootPath;
}

/** The entry's JCR name. Plain assets and bare files bear their file's name literally. */
export function jcrNameOfEntry(entry: Entry): string {
  if (entry.kind === 'folder') return jcrNameOf(entry.name, layoutOf(entry));
  return entry.kind === 'asset' ? jcrNameOf(entry.name, entry.layout) : entry.name;
}

/** Every entry below a folder, parents before children. */
export function* descendants(folder: FolderEntry): Generator<Entry> {
  for (const child of folder.children.values()) {
    yield child;
    if (child.kind === 'folder') yield* descendants(child);
  }
}
