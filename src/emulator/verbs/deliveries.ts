/**
 * `deliveries`, `retryDeliveries`, `dropDeliveries`: the queue in front of the targets.
 *
 * @module
 */
import type { Emulation } from '../emulation.ts';
import type { QueuedDelivery } from '../publishing/replication.ts';

/** All that has not come to its end, in the order in which it was enqueued. */
export function deliveries({ replication }: Pick<Emulation, 'replication'>): readonly QueuedDelivery[] {
  return replication.deliveries();
}

/** Tries again now what waits or is parked: all of it, or some. Answers what it was about. */
export function retryDeliveries(
  { replication }: Pick<Emulation, 'replication'>,
  ids?: readonly number[],
): QueuedDelivery[] {
  const meant = waiting(replication.deliveries(), ids);
  replication.queue?.retry(meant.map(({ id }) => id));
  return meant;
}

/** Gives up what waits or is parked. Answers what that was. */
export function dropDeliveries(
  { replication }: Pick<Emulation, 'replication'>,
  ids: readonly number[],
): QueuedDelivery[] {
  const meant = waiting(replication.deliveries(), ids);
  replication.queue?.drop(meant.map(({ id }) => id));
  return meant;
}

function waiting(all: readonly QueuedDelivery[], ids: readonly number[] | undefined): QueuedDelivery[] {
  return all.filter(({ id, state }) => state !== 'distributed' && (ids?.includes(id) ?? true));
}
