/**
 * Stores in a bucket: one for each channel, all of one pool of blobs. So a team can publish from one
 * machine and deliver from another.
 *
 * @module
 */
import { text } from 'node:stream/consumers';
import { fileStatAt, sameStat } from '../../disk/file-stat.ts';
import { sha256Of } from '../../disk/sha256.ts';
import { openStream } from '../../disk/stream.ts';
import { StaleFileError } from '../../disk/write.ts';
import type { Channel, ReplicationStore } from '../../publish/targets/replication-target.ts';
import type { Snapshot } from '../../publish/targets/snapshot.ts';
import { type Blobs, isFading } from '../blobs.ts';
import type { Manifests } from '../manifests.ts';
import { printManifest, readManifest } from '../read-manifest.ts';
import { createStoredTarget } from '../stored-target.ts';
import { S3Bucket } from './s3-bucket.ts';
import { blobKey, manifestKey, pathOfKey } from './s3-key.ts';
import type { S3Options } from './s3-options.ts';

/** The largest object one request may put: 5 GiB. */
const LARGEST = 5 * 1024 ** 3;

/** The stores of a bucket with what they are made of. */
export interface S3Stores {
  readonly blobs: Blobs;
  readonly stores: readonly ReplicationStore[];
  readonly manifests: readonly Manifests[];
}

/** The stores of a bucket; nothing is asked of it before the first publication. */
export function s3Stores(options: S3Options): S3Stores {
  const bucket = new S3Bucket(options);
  const blobs = s3Blobs(bucket);
  const { channels = ['aem', 'dynamicMedia'] } = options;
  const place = [options.bucket, options.prefix].filter((part) => part).join('/');
  const parts = channels.map((channel) => {
    const manifests = s3Manifests(bucket, channel);
    return {
      manifests,
      store: createStoredTarget({ name: `s3 ${place} ${channel}`, channel, blobs, manifests }),
    };
  });
  return {
    blobs,
    stores: parts.map(({ store }) => store),
    manifests: parts.map(({ manifests }) => manifests),
  };
}

function s3Blobs(bucket: S3Bucket): Blobs {
  return {
    async take(file) {
      const stat = fileStatAt(file);
      if (!stat) throw new StaleFileError(file);
      const { size } = stat;
      if (size > LARGEST)
        throw new RangeError(`${file} is larger than 5 GiB, the most a bucket takes at once`);
      const sha256 = await sha256Of(file);
      const kept = await bucket.look(blobKey(sha256));
      if (kept?.size !== size || isFading(kept.modified, Date.now())) {
        const body = { bytes: await openStream(file), type: 'application/octet-stream', size, sha256 };
        await bucket.put(blobKey(sha256), body);
      }
      if (!sameStat(stat, fileStatAt(file))) throw new StaleFileError(file);
      return { sha256, size };
    },
    async open({ sha256 }) {
      const bytes = await bucket.get(blobKey(sha256));
      if (!bytes) throw new Error(`the bucket has no ${blobKey(sha256)}`);
      return bytes;
    },
    async *list() {
      for await (const { key, size, modified } of bucket.list(blobKey(''))) {
        yield { sha256: key.slice(blobKey('').length), size, since: modified };
      }
    },
    remove: (sha256) => bucket.remove(blobKey(sha256)),
  };
}

function s3Manifests(bucket: S3Bucket, channel: Channel): Manifests {
  const read = async (key: string): Promise<Snapshot | undefined> => {
    const bytes = await bucket.get(key);
    return bytes && readManifest(await text(bytes));
  };
  return {
    read: (path) => read(manifestKey(channel, path)),
    async write(snapshot) {
      const manifest = printManifest(snapshot);
      const body = { bytes: manifest, type: 'application/json', size: Buffer.byteLength(manifest) };
      await bucket.put(manifestKey(channel, snapshot.path), body);
    },
    remove: (path) => bucket.remove(manifestKey(channel, path)),
    async *paths() {
      for await (const { key } of bucket.list(`${channel}/`)) {
        const path = pathOfKey(channel, key) ?? (await read(key))?.path;
        if (path !== undefined) yield path;
      }
    },
  };
}
