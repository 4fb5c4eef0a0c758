/**
 * `schedule ls|cancel`: what is published later.
 *
 * @module
 */
import { ACTION_LABELS } from '../../publish/publish-target.ts';
import type { ScheduledPublication } from '../../replication/schedule/schedule.ts';
import { describeTime } from '../../replication/schedule/scheduled-time.ts';
import { count } from '../counts.ts';
import { addCommonOptions, type Verb } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { timeUntil } from '../relative-time.ts';
import type { Session } from '../session.ts';
import { rowLine, widthsOf } from '../table.ts';
import { UsageError } from '../usage-error.ts';
import { withTree } from '../with-tree.ts';

/** More paths than this are not listed. */
const MANY = 3;

/** See the module. */
export const schedule: Verb = (command, act) => {
  command.description('show and cancel what publish --at and unpublish --at scheduled');
  addCommonOptions(command.command('ls', { isDefault: true }))
    .description('list what is scheduled, the nearest first')
    .action(act(runList));
  addCommonOptions(command.command('cancel'))
    .description('cancel scheduled publications')
    .argument('<id...>', 'their numbers, as ls shows them')
    .action(act((session, ids: readonly string[]) => runCancel(session, ids)));
};

function runList(session: Session): Promise<ExitCode> {
  return withTree(session, 'read', [], async ({ verbs }) => {
    const scheduled = await verbs.scheduled();
    print(session, scheduled);
    if (scheduled.length === 0) session.printer.words('Nothing is scheduled.');
    return EXIT.ok;
  });
}

function runCancel(session: Session, ids: readonly string[]): Promise<ExitCode> {
  const wanted = ids.map(numberOf);
  return withTree(session, 'write', [], async ({ verbs }) => {
    const cancelled = await verbs.unschedule(wanted);
    print(session, cancelled);
    if (cancelled.length > 0) session.printer.words(`Cancelled ${count(cancelled.length)}.`);
    const unknown = wanted.filter((id) => !cancelled.some((publication) => publication.id === id));
    if (unknown.length === 0) return EXIT.ok;
    session.printer.complain(`oakling: nothing is scheduled under ${unknown.join(', ')}`);
    return EXIT.findings;
  });
}

function print({ printer, surroundings }: Session, scheduled: readonly ScheduledPublication[]): void {
  if (printer.json) return printer.value(scheduled);
  const now = surroundings.clock();
  const rows = scheduled.map(({ id, action, items, by, at, zone }) => {
    const when = `${describeTime({ at, zone })} (${timeUntil(at, now)})`;
    return [String(id), ACTION_LABELS[action], when, `by ${by}`, placesOf(items)].map((text) => ({ text }));
  });
  const widths = widthsOf(rows);
  for (const row of rows) printer.data(rowLine(row, widths));
}

/** The first of them stands for a search's thousands; `--json` has all. */
function placesOf(items: ScheduledPublication['items']): string {
  const paths = items.map(({ path }) => path);
  return paths.length <= MANY ? paths.join(' ') : `${paths[0]} and ${count(paths.length - 1)} more`;
}

function numberOf(id: string): number {
  if (!/^\d+$/.test(id)) throw new UsageError(`what is scheduled is told by its number, not by ${id}`);
  return Number(id);
}
