/**
 * Which snapshot a store holds of which path, for one channel.
 *
 * @module
 */
import type { Snapshot } from '../publish/targets/snapshot.ts';

/** Keeps one snapshot per path; each is replaced whole or not at all. */
export interface Manifests {
  read(path: string): Promise<Snapshot | undefined>;
  write(snapshot: Snapshot): Promise<void>;
  /** Nothing happens when there is none. */
  remove(path: string): Promise<void>;
  /** Every path, each once, in no order. */
  paths(): AsyncIterable<string>;
}
