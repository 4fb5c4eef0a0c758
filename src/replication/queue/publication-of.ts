/**
 * From a snapshot back to a publication, whose files are the blobs.
 *
 * @module
 */
import type { Publication } from '../../publish/targets/replication-target.ts';
import type { Snapshot } from '../../publish/targets/snapshot.ts';
import type { FileBlobs } from '../blobs.ts';

/** The publication a snapshot was taken of, out of files that never change. */
export function publicationOf(snapshot: Snapshot, blobs: FileBlobs): Publication {
  const { path, channel, resource, mimeType, layout, scene7File, node, original, renditions } = snapshot;
  const { uuid, publishedAt, width, height } = snapshot;
  return {
    path,
    channel,
    resource,
    ...(uuid === undefined ? {} : { uuid }),
    mimeType,
    layout,
    scene7File,
    nodeFile: blobs.fileOf(node),
    original: original && blobs.fileOf(original),
    renditions: new Map(Object.entries(renditions).map(([name, blob]) => [name, blobs.fileOf(blob)])),
    facts: {
      ...(publishedAt === undefined ? {} : { publishedAt }),
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
    },
  };
}
