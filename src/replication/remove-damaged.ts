/**
 * Removing bytes that are not what their name says, so that they are taken anew.
 *
 * @module
 */
import { sha256OfStream } from '../disk/sha256.ts';
import type { Blobs } from './blobs.ts';

/** Reads everything that is kept, and removes what is damaged. */
export async function removeDamaged(blobs: Blobs): Promise<void> {
  for await (const blob of blobs.list()) {
    if ((await digestOf(blobs, blob)) !== blob.sha256) await blobs.remove(blob.sha256);
  }
}

async function digestOf(blobs: Blobs, blob: Parameters<Blobs['open']>[0]): Promise<string | undefined> {
  try {
    return await sha256OfStream(await blobs.open(blob));
  } catch {
    return undefined;
  }
}
