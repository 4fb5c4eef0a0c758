/**
 * The names in a folder that are about the same node: `photo`, `photo.dir/`, `photo.xml`, and in the plain
 * layout `photo.yaml`.
 *
 * @module
 */
import { isDocView } from '../../vault/docview-detection.ts';
import { NODE_FILES } from '../../vault/ignored-names.ts';
import { SIDECAR } from '../../vault/layout.ts';
import { decodeName } from '../../vault/platform-name.ts';
import type { ContentFolder } from '../content-folder.ts';
import { isJunkName } from '../junk-names.ts';
import { isCompanion, nodeOfDocView, nodeOfFolder, propertyOfBinary } from '../node-names.ts';
import type { ZipArchive } from '../zip/zip-archive.ts';
import type { OverlayFolder } from './overlay.ts';

/** Names on disk, or in a zip, of one node. */
export interface NodeGroup {
  /** The node's folder. */
  readonly folders: string[];
  /** The folder that decorates the node's file. */
  readonly companions: string[];
  /** Node files beside the node's folder: DocView as `NAME.xml`, or a plain asset's `.yaml`. */
  readonly nodeFiles: string[];
  /** The node's bytes. */
  readonly files: string[];
}

/** A folder's names, by the node they are about. */
export interface GroupedFolder {
  readonly nodes: ReadonlyMap<string, NodeGroup>;
  /** Binary properties of the folder's own node, by file name. */
  readonly binaries: readonly string[];
}

const grouped = new WeakMap<OverlayFolder, { readonly version: number; readonly groups: GroupedFolder }>();

/** Groups the names of a folder on disk, as it will be. */
export function groupOverlay(folder: OverlayFolder): GroupedFolder {
  const { version } = folder;
  const known = grouped.get(folder);
  if (known?.version === version) return known.groups;
  const groups = groupNow(folder);
  grouped.set(folder, { version, groups });
  return groups;
}

function groupNow(folder: OverlayFolder): GroupedFolder {
  const names = [...folder.entries].flatMap(([name, { kind }]) =>
    kind === 'file' || kind === 'folder' ? [{ name, isFolder: kind === 'folder' }] : [],
  );
  return group(names, {
    head: (name) => folder.read(name) ?? Buffer.alloc(0),
    isSidecar: (name) => folder.entries.get(name.slice(0, -SIDECAR.length))?.kind === 'file',
  });
}

/** Groups the names of a folder in a zip. */
export function groupContent(folder: ContentFolder, archive: ZipArchive): GroupedFolder {
  const names = [
    ...[...folder.folders.keys()].map((name) => ({ name, isFolder: true })),
    ...[...folder.files.keys()].map((name) => ({ name, isFolder: false })),
  ];
  return group(names, {
    head: (name) => {
      const entry = folder.files.get(name);
      return entry ? archive.read(entry) : Buffer.alloc(0);
    },
    isSidecar: () => false,
  });
}

interface Looks {
  readonly head: (name: string) => Buffer;
  readonly isSidecar: (name: string) => boolean;
}

function group(
  names: readonly { readonly name: string; readonly isFolder: boolean }[],
  { head, isSidecar }: Looks,
): GroupedFolder {
  const nodes = new Map<string, NodeGroup>();
  const binaries: string[] = [];
  const of = (node: string): NodeGroup => {
    const found = nodes.get(node) ?? { folders: [], companions: [], nodeFiles: [], files: [] };
    nodes.set(node, found);
    return found;
  };
  for (const { name, isFolder } of names) {
    if (isJunkName(name) || name === NODE_FILES.vault || name === NODE_FILES.plain) continue;
    if (isFolder) {
      const kind = isCompanion(decodeName(name)) ? 'companions' : 'folders';
      of(nodeOfFolder(name))[kind].push(name);
    } else if (propertyOfBinary(name) !== undefined) binaries.push(name);
    else if (name.endsWith('.xml') && isDocView(head(name))) of(nodeOfDocView(name)).nodeFiles.push(name);
    else if (name.endsWith(SIDECAR) && isSidecar(name)) {
      of(name.slice(0, -SIDECAR.length)).nodeFiles.push(name);
    } else of(decodeName(name)).files.push(name);
  }
  return { nodes, binaries };
}

/** All names of a group. */
export function namesOf({ folders, companions, nodeFiles, files }: NodeGroup): string[] {
  return [...folders, ...companions, ...nodeFiles, ...files];
}
