/**
 * Telling what became of deliveries. Of each only what somebody may act on is told, so that a burst of
 * publications does not drown everything else.
 *
 * @module
 */
import type { DeliveryEvent } from '../../replication/queue/delivery.ts';
import type { TreeEvents } from '../tree-events.ts';

/** Emits what listeners are told of a delivery, if they are. */
export function tellDelivery(
  events: Pick<TreeEvents, 'emit'>,
  { state, delivery, reason }: DeliveryEvent,
  now: Date,
): void {
  if (state === 'created' || state === 'distributed') return;
  // Waiting is told only where something went wrong.
  if (state === 'queued' && reason === undefined) return;
  const { id, target, channel, action, path } = delivery;
  const why = reason === undefined ? {} : { reason };
  events.emit({ event: 'delivery', state, id, target, channel, action, path, ...why, at: now.toISOString() });
}
