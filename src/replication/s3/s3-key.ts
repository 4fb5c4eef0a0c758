/**
 * Keys of a bucket: `blobs/<sha256>` and, for what a channel holds of `/content/dam/hero.jpg`,
 * `aem/content/dam/hero.jpg.json`.
 *
 * @module
 */
import { sha256OfBytes } from '../../disk/sha256.ts';
import { segmentsOf } from '../../jcr/path.ts';
import type { Channel } from '../../publish/targets/replication-target.ts';
import { manifestName, nameOfManifest } from '../manifest-name.ts';

/** Object stores allow 1,024 bytes; the prefix needs some of them. */
const LONGEST = 800;

const MANIFEST = '.json';

/** The key of a blob. */
export const blobKey = (sha256: string): string => `blobs/${sha256}`;

/** The key of a manifest. */
export function manifestKey(channel: Channel, path: string): string {
  const key = segmentsOf(path).map(manifestName).join('/');
  return `${channel}/${key.length <= LONGEST ? key : `~${sha256OfBytes(path)}`}${MANIFEST}`;
}

/** The path of a manifest's key; `undefined` when only the manifest tells. */
export function pathOfKey(channel: Channel, key: string): string | undefined {
  const names = key
    .slice(channel.length + 1, -MANIFEST.length)
    .split('/')
    .map(nameOfManifest);
  return names.includes(undefined) ? undefined : `/${names.join('/')}`;
}
