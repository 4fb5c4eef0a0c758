/**
 * Taking a snapshot: the files of a publication become blobs, so that nothing that happens to the tree
 * afterwards changes what is published.
 *
 * @module
 */
import { fileStatAt, sameStat } from '../disk/file-stat.ts';
import { readText } from '../disk/read.ts';
import { StaleFileError } from '../disk/write.ts';
import { descendant, type NodeData } from '../jcr/node.ts';
import { firstValue } from '../jcr/property.ts';
import { readAssetState } from '../publish/asset-state.ts';
import type { Channel, Publication } from '../publish/targets/replication-target.ts';
import type { BlobReference, PublicationFacts, Snapshot } from '../publish/targets/snapshot.ts';
import { formatOf } from '../repository/node-file.ts';
import type { Layout } from '../vault/layout.ts';
import type { Blobs } from './blobs.ts';

/**
 * Takes the snapshot of a publication.
 * @throws StaleFileError when the node changed meanwhile, or one of the files did or is gone
 */
export async function takeSnapshot(publication: Publication, blobs: Blobs): Promise<Snapshot> {
  const { path, channel, mimeType, nodeFile, original, scene7File } = publication;
  const { resource = 'asset', uuid, layout = 'vault', renditions = [] } = publication;
  const before = fileStatAt(nodeFile);
  const facts = publication.facts ?? factsIn(nodeFile, layout, channel);
  const taken: Record<string, BlobReference> = {};
  // Dynamic Media renders by itself and would not deliver these.
  for (const [name, file] of channel === 'dynamicMedia' ? [] : renditions)
    taken[name] = await blobs.take(file);
  const snapshot: Snapshot = {
    path,
    channel,
    resource,
    ...(uuid === undefined ? {} : { uuid }),
    mimeType,
    ...(scene7File === undefined ? {} : { scene7File }),
    ...facts,
    layout,
    node: await blobs.take(nodeFile),
    ...(original === undefined ? {} : { original: await blobs.take(original) }),
    renditions: taken,
  };
  if (!sameStat(before, fileStatAt(nodeFile))) throw new StaleFileError(nodeFile);
  return snapshot;
}

function factsIn(nodeFile: string, layout: Layout, channel: Channel): PublicationFacts {
  const text = readText(nodeFile, 'refuse')?.text;
  const root = text === undefined ? undefined : formatOf(layout).parse(text, nodeFile).document?.root;
  return root ? factsOf(root, channel) : {};
}

/** What a manifest says of a node: when the asset was published on a channel, and its size in pixels. */
export function factsOf(root: NodeData, channel: Channel): PublicationFacts {
  const { [channel]: state } = readAssetState(root);
  const metadata = descendant(root, ['jcr:content', 'metadata']);
  const [width, height] = ['tiff:ImageWidth', 'tiff:ImageLength'].map((property) =>
    Number(firstValue(metadata?.properties.get(property))),
  );
  return {
    ...(state.at === undefined ? {} : { publishedAt: state.at }),
    ...(width ? { width } : {}),
    ...(height ? { height } : {}),
  };
}
