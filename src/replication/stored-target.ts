/**
 * A store out of blobs and manifests. The bytes are there before the manifest that names them, so a reader
 * sees the old publication or the new one, and a kill leaves at most bytes that nobody names.
 *
 * @module
 */
import type { Channel, ReplicationStore } from '../publish/targets/replication-target.ts';
import type { Blobs } from './blobs.ts';
import type { Manifests } from './manifests.ts';
import { takeSnapshot } from './take-snapshot.ts';

/** What a store is made of. */
export interface StoredTargetParts {
  readonly name: string;
  readonly channel: Channel;
  readonly blobs: Blobs;
  readonly manifests: Manifests;
}

/** A store of one channel. */
export function createStoredTarget({ name, channel, blobs, manifests }: StoredTargetParts): ReplicationStore {
  return {
    name,
    channel,
    put: async (publication) => manifests.write(await takeSnapshot(publication, blobs)),
    remove: (path) => manifests.remove(path),
    get: async (path) => {
      const snapshot = await manifests.read(path);
      return snapshot && { ...snapshot, open: (file) => blobs.open(file) };
    },
    list: () => manifests.paths(),
  };
}
