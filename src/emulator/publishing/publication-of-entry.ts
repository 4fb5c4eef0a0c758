/**
 * An asset or folder of the tree as it is being published.
 *
 * @module
 */
import { join } from 'node:path';
import { list } from '../../disk/read.ts';
import { isOwnName } from '../../disk/temporary-name.ts';
import { type AssetState, readAssetState, readFolderState } from '../../publish/asset-state.ts';
import type { Channel, Publication } from '../../publish/targets/replication-target.ts';
import { factsOf } from '../../replication/take-snapshot.ts';
import { type AssetEntry, type FolderEntry, fileOf, layoutOf } from '../../repository/entry.ts';
import { assetNodeFile, folderNodeFile, originalFile } from '../../vault/layout.ts';
import type { Emulation } from '../emulation.ts';
import { type EntryNode, openEntry } from '../entry-node.ts';
import { renditionsFolderOf } from '../renditions-folder.ts';

/** What a publication is taken of. */
export interface PublicationSource {
  readonly entry: AssetEntry | FolderEntry;
  readonly node: EntryNode;
  readonly state: Pick<AssetState, Channel>;
}

/** Looks at an asset or folder as it is now; `undefined` when its node cannot be read. */
export function sourceOf(
  emulation: Emulation,
  entry: AssetEntry | FolderEntry,
): PublicationSource | undefined {
  const node = openEntry(emulation, entry);
  if (!node) return undefined;
  if (entry.kind === 'asset') return { entry, node, state: readAssetState(node.root) };
  const nowhere = { published: false };
  return {
    entry,
    node,
    state: { ...readFolderState(node.root), dynamicMedia: nowhere, brandPortal: nowhere },
  };
}

/** Its publication to a channel. */
export function publicationOf(
  stateFolder: string,
  { entry, node }: PublicationSource,
  channel: Channel,
): Publication {
  const file = fileOf(entry);
  const shared = { path: node.path, channel, facts: factsOf(node.root, channel) };
  if (entry.kind === 'folder') {
    const layout = layoutOf(entry);
    return {
      ...shared,
      resource: 'folder',
      mimeType: '',
      original: undefined,
      nodeFile: folderNodeFile(file, layout),
      layout,
      scene7File: undefined,
    };
  }
  const { uuid, mimeType = 'application/octet-stream', sync } = readAssetState(node.root);
  return {
    ...shared,
    ...(uuid === undefined ? {} : { uuid }),
    mimeType,
    original: entry.binary ? originalFile(file, entry.layout) : undefined,
    renditions: renditionFiles(stateFolder, entry),
    nodeFile: assetNodeFile(file, entry.layout),
    layout: entry.layout,
    scene7File: sync.file,
  };
}

/** The renditions there are; those still being made come with the next publication (*ruling*). */
function renditionFiles(stateFolder: string, asset: AssetEntry): ReadonlyMap<string, string> {
  const folder = renditionsFolderOf(stateFolder, asset);
  const files = (list(folder) ?? []).filter(
    ({ name, kind }) => kind === 'file' && name !== 'original' && !name.startsWith('.') && !isOwnName(name),
  );
  return new Map(files.map(({ name }) => [name, join(folder, name)]));
}
