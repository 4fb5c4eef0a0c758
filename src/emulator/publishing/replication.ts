/**
 * Everything a tree publishes to: the stores beside it, the buckets and plugins somebody configured, and
 * the one queue in front of them all.
 *
 * @module
 */
import { join } from 'node:path';
import type { Problem } from '../../problems/problem.ts';
import type { Channel, ReplicationTarget } from '../../publish/targets/replication-target.ts';
import type { Snapshot } from '../../publish/targets/snapshot.ts';
import type { Blobs } from '../../replication/blobs.ts';
import { type EmbeddedStores, embeddedStores } from '../../replication/embedded/embedded-stores.ts';
import type { RetryOptions } from '../../replication/queue/back-off.ts';
import type { Delivery, DeliveryEvent, DeliveryState, Request } from '../../replication/queue/delivery.ts';
import { createQueue, type Queue } from '../../replication/queue/queue.ts';
import { QueueLog } from '../../replication/queue/queue-log.ts';
import type { S3Options } from '../../replication/s3/s3-options.ts';
import { s3Stores } from '../../replication/s3/s3-stores.ts';

/** Where a tree publishes to, besides the targets of plugins. */
export interface TargetOptions {
  /** Whether what is published is kept beside the tree, which delivering it here takes. Default true. */
  readonly embedded?: boolean | undefined;
  /** Buckets that hold it, too. */
  readonly s3?: readonly S3Options[] | undefined;
  /** How failed deliveries are tried again. */
  readonly retry?: Partial<RetryOptions> | undefined;
}

/** What opening takes. */
export interface ReplicationParts {
  readonly stateFolder: string;
  readonly options: TargetOptions;
  /** Whether only to look; nothing is delivered then. */
  readonly readOnly: boolean;
  /** Targets of plugins. */
  readonly targets: readonly ReplicationTarget[];
  /** Whether Brand Portal is configured; else nothing is kept for it. */
  readonly brandPortal: boolean;
  readonly clock: () => Date;
  readonly onEvent: (event: DeliveryEvent) => void;
  readonly report: (problem: Problem) => void;
}

/** A delivery that has not come to its end. */
export type QueuedDelivery = Delivery & { readonly state: DeliveryState };

/** The folder of a state folder in which replication keeps everything. */
export const replicationFolder = (stateFolder: string): string => join(stateFolder, 'replication');

/** What is published, and the way there. */
export class Replication {
  /** The stores beside the tree; without stores when they are turned off. */
  readonly embedded: EmbeddedStores;
  /** The bytes of the stores that are oakling's own. */
  readonly pools: readonly Blobs[];
  readonly targets: readonly ReplicationTarget[];
  /** Absent when only looking. */
  readonly queue: Queue | undefined;
  /** Those that have a target. */
  readonly channels: readonly Channel[];
  readonly #othersFill: ReadonlySet<Channel>;
  readonly #queueFile: string;

  /**
   * Opens the queue, unless only to look; what waits in it since the last time goes on at once.
   * @throws TypeError when two targets have one name
   */
  constructor(parts: ReplicationParts) {
    const { options, targets, clock, onEvent, report } = parts;
    this.embedded = openEmbedded(parts);
    const buckets = (options.s3 ?? []).map(s3Stores);
    this.pools = [this.embedded, ...buckets].map(({ blobs }) => blobs);
    const others = [...buckets.flatMap(({ stores }) => stores), ...targets];
    this.targets = [...this.embedded.stores, ...others];
    this.channels = [...new Set(this.targets.map(({ channel }) => channel))];
    this.#othersFill = new Set(others.map(({ channel }) => channel));
    this.#queueFile = join(replicationFolder(parts.stateFolder), 'queue.log');
    if (parts.readOnly) return;
    this.queue = createQueue({
      file: this.#queueFile,
      blobs: this.embedded.blobs,
      targets: this.targets,
      ...(options.retry ? { retry: options.retry } : {}),
      clock,
      onEvent,
      report,
    });
  }

  /** What a channel holds of a path, or will hold when all that waits is delivered. */
  async held(channel: Channel, path: string): Promise<Snapshot | undefined> {
    const coming = this.queue?.comingOf(channel, path);
    if (coming !== undefined) return coming === 'none' ? undefined : coming;
    try {
      return await this.embedded.stores.find((store) => store.channel === channel)?.get(path);
    } catch {
      // A manifest that cannot be read is replaced by the next publication; verifying tells of it.
      return undefined;
    }
  }

  /** Whether a channel has targets that others may fill too, so that nobody here knows what they hold. */
  isFilledByOthers(channel: Channel): boolean {
    return this.#othersFill.has(channel);
  }

  /** What waits, is under way or is parked, in the order in which it was enqueued. */
  deliveries(): readonly QueuedDelivery[] {
    if (this.queue) return this.queue.deliveries();
    const { steps } = new QueueLog(this.#queueFile, () => []).read();
    return steps.map(({ snapshot, parked, ...step }) => ({
      ...step,
      action: snapshot ? 'put' : 'remove',
      failures: 0,
      ...(parked === undefined ? {} : { error: parked }),
      state: parked === undefined ? 'queued' : 'parked',
    }));
  }

  /** See {@link Queue.enqueue}. */
  async enqueue(requests: readonly Request[]): Promise<void> {
    if (requests.length > 0) await this.queue?.enqueue(...requests);
  }
}

/** Snapshots that wait are kept in the same folder whether there are stores or not. */
export function openEmbedded({
  stateFolder,
  options: { embedded = true },
  brandPortal,
}: Pick<ReplicationParts, 'stateFolder' | 'options' | 'brandPortal'>): EmbeddedStores {
  const channels: readonly Channel[] = brandPortal
    ? ['aem', 'dynamicMedia', 'brandPortal']
    : ['aem', 'dynamicMedia'];
  return embeddedStores(replicationFolder(stateFolder), embedded ? channels : []);
}
