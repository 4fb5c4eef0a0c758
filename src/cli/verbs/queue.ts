/**
 * `queue ls|retry|drop`: deliveries on their way to targets.
 *
 * @module
 */
import type { QueuedDelivery } from '../../emulator/publishing/replication.ts';
import { addCommonOptions, type Verb } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { timeAgo } from '../relative-time.ts';
import type { Session } from '../session.ts';
import { rowLine, widthsOf } from '../table.ts';
import { UsageError } from '../usage-error.ts';
import { withTree } from '../with-tree.ts';

/** See the module. */
export const queue: Verb = (command, act) => {
  command.description('show deliveries on their way to targets, try again or give up');
  addCommonOptions(command.command('ls', { isDefault: true }))
    .description('list what waits and what failed too often')
    .action(act(runList));
  addCommonOptions(command.command('retry'))
    .description('try again now')
    .argument('[id...]', 'deliveries; all of them when absent')
    .action(act((session, ids: readonly string[]) => runRetry(session, ids)));
  addCommonOptions(command.command('drop'))
    .description('give deliveries up; what their targets hold stays as it is')
    .argument('<id...>', 'deliveries')
    .action(act((session, ids: readonly string[]) => runDrop(session, ids)));
};

function runList(session: Session): Promise<ExitCode> {
  return withTree(session, 'read', [], async ({ verbs }) => {
    const deliveries = await verbs.deliveries();
    print(session, deliveries);
    if (deliveries.length === 0) session.printer.words('Nothing waits.');
    return EXIT.ok;
  });
}

function runRetry(session: Session, ids: readonly string[]): Promise<ExitCode> {
  const wanted = ids.map(numberOf);
  return withTree(session, 'write', [], async ({ verbs }) => {
    const meant = new Set((await verbs.retryDeliveries(wanted.length > 0 ? wanted : undefined)).map(idOf));
    await verbs.idle();
    if (meant.size === 0) session.printer.words('Nothing waits.');
    const left = (await verbs.deliveries()).filter((delivery) => meant.has(idOf(delivery)));
    print(session, left);
    if (meant.size > 0) session.printer.words(`${meant.size - left.length} of ${meant.size} delivered.`);
    return left.length === 0 ? EXIT.ok : EXIT.findings;
  });
}

function runDrop(session: Session, ids: readonly string[]): Promise<ExitCode> {
  const wanted = ids.map(numberOf);
  return withTree(session, 'write', [], async ({ verbs }) => {
    const dropped = await verbs.dropDeliveries(wanted);
    print(session, dropped);
    const unknown = wanted.filter((id) => !dropped.some((delivery) => delivery.id === id));
    if (unknown.length === 0) return EXIT.ok;
    session.printer.complain(`oakling: nothing waits under ${unknown.join(', ')}`);
    return EXIT.findings;
  });
}

function print({ printer, surroundings }: Session, deliveries: readonly QueuedDelivery[]): void {
  if (printer.json) return printer.value(deliveries);
  const now = surroundings.clock();
  const rows = deliveries.map(({ id, state, action, path, target, at, failures, error }) => {
    const tries = failures > 0 ? `${failures} failed` : '';
    return [String(id), state, `${action} ${path}`, target, timeAgo(at, now), tries, error ?? ''].map(
      (text) => ({ text }),
    );
  });
  const widths = widthsOf(rows);
  for (const row of rows) printer.data(rowLine(row, widths));
}

const idOf = ({ id }: QueuedDelivery): number => id;

function numberOf(id: string): number {
  if (!/^\d+$/.test(id)) throw new UsageError(`a delivery is told by its number, not by ${id}`);
  return Number(id);
}
