/**
 * The stores oakling brings along: one folder beside the tree, one store for each channel, all of one pool
 * of blobs, so that what AEM and Dynamic Media both hold is there once.
 *
 * @module
 */
import { join } from 'node:path';
import type { Channel, ReplicationStore } from '../../publish/targets/replication-target.ts';
import type { FileBlobs } from '../blobs.ts';
import type { Manifests } from '../manifests.ts';
import { createStoredTarget } from '../stored-target.ts';
import { BlobFolder } from './blob-folder.ts';
import { ManifestFolder } from './manifest-folder.ts';

/** The embedded stores with what they are made of. */
export interface EmbeddedStores {
  readonly blobs: FileBlobs;
  readonly stores: readonly ReplicationStore[];
  readonly manifests: readonly Manifests[];
}

/**
 * The stores of a folder.
 * @param folder absolute; made when something is published
 */
export function embeddedStores(folder: string, channels: readonly Channel[]): EmbeddedStores {
  const blobs = new BlobFolder(join(folder, 'blobs'));
  const parts = channels.map((channel) => {
    const manifests = new ManifestFolder(join(folder, channel));
    return {
      manifests,
      store: createStoredTarget({ name: `embedded ${channel}`, channel, blobs, manifests }),
    };
  });
  return {
    blobs,
    stores: parts.map(({ store }) => store),
    manifests: parts.map(({ manifests }) => manifests),
  };
}
