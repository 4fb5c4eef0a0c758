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
import { type EmbeddedStores, embeddedStores } from '../../replication/embedded/embedded-stores.ts';
import type { RetryOptions } from '../../replication/queue/back-off.ts';
import type { DeliveryEvent, Request } from '../../replication/queue/delivery.ts';
import { createQueue, type Queue } from '../../replication/queue/queue.ts';
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
  /** Targets of plugins. */
  readonly targets: readonly ReplicationTarget[];
  /** Whether Brand Portal is configured; else nothing is kept for it. */
  readonly brandPortal: boolean;
  readonly clock: () => Date;
  readonly onEvent: (event: DeliveryEvent) => void;
  readonly report: (problem: Problem) => void;
}

/** The folder of a state folder in which replication keeps everything. */
export const replicationFolder = (stateFolder: string): string => join(stateFolder, 'replication');

/** What is published, and the way there. */
export class Replication {
  /** The stores beside the tree; without stores when they are turned off. */
  readonly embedded: EmbeddedStores;
  readonly targets: readonly ReplicationTarget[];
  readonly queue: Queue;
  /** Those that have a target. */
  readonly channels: readonly Channel[];
  readonly #othersFill: ReadonlySet<Channel>;

  /**
   * Opens the queue; what waits in it since the last time goes on at once.
   * @throws TypeError when two targets have one name
   */
  constructor(parts: ReplicationParts) {
    const { options, targets, clock, onEvent, report } = parts;
    this.embedded = openEmbedded(parts);
    const others = [...(options.s3 ?? []).flatMap((bucket) => s3Stores(bucket).stores), ...targets];
    this.targets = [...this.embedded.stores, ...others];
    this.channels = [...new Set(this.targets.map(({ channel }) => channel))];
    this.#othersFill = new Set(others.map(({ channel }) => channel));
    this.queue = createQueue({
      file: join(replicationFolder(parts.stateFolder), 'queue.log'),
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
    const coming = this.queue.comingOf(channel, path);
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

  /** See {@link Queue.enqueue}. */
  async enqueue(requests: readonly Request[]): Promise<void> {
    if (requests.length > 0) await this.queue.enqueue(...requests);
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
