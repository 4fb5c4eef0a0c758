/**
 * Keeping the schedule in step with the tree: it follows what moves, and drops what is deleted or gave its
 * place to something else. A copy is another asset, for which nothing is scheduled.
 *
 * @module
 */
import { errorText } from '../../disk/errors.ts';
import { problem } from '../../problems/problem.ts';
import { displayPath } from '../../repository/tree.ts';
import type { Emulation } from '../emulation.ts';
import type { Road } from '../road.ts';
import type { TreeEvents } from '../tree-events.ts';
import { tellSchedule } from './tell-schedule.ts';

/** Follows the tree from now on, turn by turn. */
export function followTree(events: TreeEvents, road: Road, emulation: Emulation): void {
  const { schedule, index } = emulation;
  const moves = new Map<string, string>();
  events.addOwn((event) => {
    if (event.event === 'change' && event.kind === 'move' && event.from !== undefined) {
      moves.set(event.from, event.path);
    }
  });
  const placeOf = (uuid: string) => {
    const entry = index.byUuid(uuid);
    return entry?.kind === 'asset' ? index.pathOf(entry) : undefined;
  };
  const follow = (isSettled: boolean) => {
    schedule.moved(moves, placeOf);
    if (!isSettled) return;
    const isGone = ({ path, uuid }: { readonly path: string; readonly uuid?: string }) =>
      (uuid === undefined ? index.at(path) : placeOf(uuid)) === undefined;
    for (const { item, publication } of schedule.drop(isGone)) {
      tellSchedule(emulation, 'unschedule', publication, item, 'It was deleted.');
    }
  };
  road.onTurn = (isSettled) => {
    try {
      follow(isSettled);
    } catch (cause) {
      const message = `The schedule cannot be written: ${errorText(cause)}`;
      const path = displayPath(emulation.tree, emulation.stateFolder);
      emulation.report(
        problem('file.unwritable', { path, message, hint: 'Make room, or let oakling write there.' }),
      );
    } finally {
      moves.clear();
    }
  };
}
