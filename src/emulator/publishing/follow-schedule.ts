/**
 * Keeping the schedule in step with the tree: it follows what moves, and drops what is deleted. A copy is
 * another asset, for which nothing is scheduled.
 *
 * @module
 */
import { errorText } from '../../disk/errors.ts';
import type { ChangeEvent } from '../../plugins/events.ts';
import { problem } from '../../problems/problem.ts';
import { displayPath } from '../../repository/tree.ts';
import type { Emulation } from '../emulation.ts';
import type { TreeEvents } from '../tree-events.ts';
import { tellSchedule } from './tell-schedule.ts';

/** Follows the tree from now on. */
export function followTree(events: TreeEvents, emulation: Emulation): void {
  const { schedule } = emulation;
  const follow = ({ kind, from, path: changed }: ChangeEvent) => {
    if (kind === 'move' && from !== undefined) schedule.moved(from, changed);
    if (kind !== 'delete') return;
    for (const { path, publication } of schedule.deleted(changed)) {
      tellSchedule(emulation, 'unschedule', publication, path, 'It was deleted.');
    }
  };
  events.addOwn((event) => {
    try {
      if (event.event === 'change') follow(event);
    } catch (cause) {
      const message = `The schedule cannot be written: ${errorText(cause)}`;
      const path = displayPath(emulation.tree, emulation.stateFolder);
      emulation.report(
        problem('file.unwritable', { path, message, hint: 'Make room, or let oakling write there.' }),
      );
    }
  });
}
