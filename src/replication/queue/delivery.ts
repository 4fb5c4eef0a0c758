/**
 * A delivery: one step one target must take for one path. Its states are named by Sling's distribution.
 *
 * @module
 */
import type { Channel, Publication } from '../../publish/targets/replication-target.ts';
import type { Snapshot } from '../../publish/targets/snapshot.ts';

/** What is asked of the queue. Every target of the channel takes the step. */
export type Request =
  /** Publish: the snapshot is taken when this is enqueued. */
  | { readonly action: 'put'; readonly publication: Publication }
  /** Publish what is held already, such as under another path. */
  | { readonly action: 'put'; readonly snapshot: Snapshot }
  | { readonly action: 'remove'; readonly channel: Channel; readonly path: string };

/**
 * What becomes of a delivery:
 * - `created`: its snapshot is being taken
 * - `queued`: on disk, waiting for its turn, or for the next try
 * - `distributed`: handed to its target, whose answer is awaited
 * - `imported`: the target holds it; the end
 * - `dropped`: a newer one for the same path and target took its place, its target is no more, or somebody
 *   gave it up; the end
 * - `parked`: it failed too often and waits until somebody asks for it; Sling's error queue
 */
export type DeliveryState = 'created' | 'queued' | 'distributed' | 'imported' | 'dropped' | 'parked';

/** A delivery as others see it. */
export interface Delivery {
  /** Unique in the queue, growing. */
  readonly id: number;
  /** Name of the target. */
  readonly target: string;
  readonly channel: Channel;
  readonly path: string;
  readonly action: 'put' | 'remove';
  /** When it was enqueued, ISO 8601. */
  readonly at: string;
  /** Failed tries since oakling started. */
  readonly failures: number;
  /** What the last failure was. */
  readonly error?: string;
}

/** Something became of a delivery. */
export interface DeliveryEvent {
  readonly state: DeliveryState;
  readonly delivery: Delivery;
  /** Why, where that is not plain: of a failed try, of a dropped or parked delivery. */
  readonly reason?: string;
}
