/**
 * A store that forgets with the process: for tests, and for trying things out.
 *
 * @module
 */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { sha256OfBytes } from '../disk/sha256.ts';
import { openStream } from '../disk/stream.ts';
import type { Channel, ReplicationStore } from '../publish/targets/replication-target.ts';
import type { Snapshot } from '../publish/targets/snapshot.ts';
import type { Blobs } from './blobs.ts';
import type { Manifests } from './manifests.ts';
import { createStoredTarget } from './stored-target.ts';

/** A store of one channel. */
export function inMemoryStore(channel: Channel, name = `${channel} in memory`): ReplicationStore {
  return createStoredTarget({ name, channel, blobs: blobsInMemory(), manifests: manifestsInMemory() });
}

/** Blobs in memory. */
export function blobsInMemory(): Blobs {
  const kept = new Map<string, { readonly bytes: Buffer; readonly since: number }>();
  return {
    async take(file) {
      const bytes = await buffer(await openStream(file));
      const sha256 = sha256OfBytes(bytes);
      kept.set(sha256, { bytes, since: Date.now() });
      return { sha256, size: bytes.length };
    },
    async open({ sha256 }) {
      const blob = kept.get(sha256);
      if (!blob) throw new Error(`there is no blob ${sha256}`);
      return Readable.from([blob.bytes]);
    },
    async *list() {
      for (const [sha256, { bytes, since }] of kept) yield { sha256, size: bytes.length, since };
    },
    async remove(sha256) {
      kept.delete(sha256);
    },
  };
}

/** Manifests in memory. */
export function manifestsInMemory(): Manifests {
  const kept = new Map<string, Snapshot>();
  return {
    read: async (path) => kept.get(path),
    write: async (snapshot) => void kept.set(snapshot.path, snapshot),
    remove: async (path) => void kept.delete(path),
    async *paths() {
      yield* kept.keys();
    },
  };
}
