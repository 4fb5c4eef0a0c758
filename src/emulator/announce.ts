/**
 * Telling that a change was carried out.
 *
 * @module
 */
import type { Effect } from '../publish/effect.ts';
import type { Change } from '../repository/change.ts';
import type { Emulation } from './emulation.ts';

/**
 * Emits the event of a change that was carried out.
 * @param uuid of an asset that is gone: nobody could look it up any more
 */
export function announce(
  { emit, clock }: Pick<Emulation, 'emit' | 'clock'>,
  { kind, resource, path, from, updated }: Change,
  effects: readonly Effect[],
  uuid?: string,
): void {
  const more = {
    ...(from === undefined ? {} : { from }),
    ...(uuid === undefined ? {} : { uuid }),
    ...(updated && { updated }),
  };
  emit({ event: 'change', kind, resource, path, ...more, effects, at: clock().toISOString() });
}
