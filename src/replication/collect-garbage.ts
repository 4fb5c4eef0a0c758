/**
 * Removing bytes that nobody names any more.
 *
 * @module
 */
import type { BlobReference } from '../publish/targets/snapshot.ts';
import { filesOf } from '../publish/targets/snapshot.ts';
import { type Blobs, GRACE } from './blobs.ts';
import type { Manifests } from './manifests.ts';

/** What a collection did. */
export interface Collected {
  /** How many blobs were removed. */
  readonly blobs: number;
  /** Their size in bytes. */
  readonly bytes: number;
}

/**
 * Removes blobs that no manifest names and that nobody took lately. It may run while others publish.
 * @param waiting what publications under way name; asked before anything else is looked at
 * @param now milliseconds since 1970
 * @throws TypeError when a manifest cannot be understood: nothing is removed then, for it may name anything
 */
export async function collectGarbage(
  blobs: Blobs,
  manifests: readonly Manifests[],
  waiting: () => Iterable<BlobReference>,
  now: number,
): Promise<Collected> {
  const named = new Set<string>();
  for (const { sha256 } of waiting()) named.add(sha256);
  for (const channel of manifests) {
    for await (const path of channel.paths()) {
      const snapshot = await channel.read(path);
      for (const { sha256 } of snapshot ? filesOf(snapshot) : []) named.add(sha256);
    }
  }
  let [count, bytes] = [0, 0];
  for await (const { sha256, size, since } of blobs.list()) {
    if (named.has(sha256) || now - since < GRACE) continue;
    await blobs.remove(sha256);
    count++;
    bytes += size;
  }
  return { blobs: count, bytes };
}
