/**
 * What `publish` and `unpublish` have in common: the plan, the table, the progress, the rows.
 *
 * @module
 */
import { type Command, Option } from 'commander';
import type { ActionRow, PublicationPlan } from '../emulator/oakling.ts';
import type { QueuedDelivery } from '../emulator/publishing/replication.ts';
import type { Include } from '../emulator/verbs/publication-items.ts';
import type { PublishAction } from '../publish/publish-target.ts';
import { count } from './counts.ts';
import type { ExitCode } from './exit-codes.ts';
import { printPlan, summaryOf } from './print-plan.ts';
import { exitCodeOf, printRows } from './print-rows.ts';
import type { Session } from './session.ts';
import { withTree } from './with-tree.ts';

/** Where to: AEM (and Dynamic Media where the folder's mode says so), Dynamic Media alone, Brand Portal. */
export type Destination = 'aem' | 'dm' | 'bp';

/** Options of both verbs. */
export interface PublicationOptions {
  readonly to: Destination;
  readonly include: Include;
  readonly references?: boolean;
  readonly plan?: boolean;
}

/** More rows than this are told as a plan before they are done. */
const LARGE = 20;

/** Adds the options of both verbs. */
export function addPublicationOptions(command: Command): Command {
  return command
    .argument('<path...>', 'assets or folders')
    .addOption(
      new Option('--to <where>', 'aem (Dynamic Media follows the Publish mode), dm or bp (Brand Portal)')
        .choices(['aem', 'dm', 'bp'])
        .default('aem'),
    )
    .addOption(
      new Option(
        '--include <what>',
        'of folders: all contents, the assets directly in it (children), or none',
      )
        .choices(['all', 'children', 'none'])
        .default('all'),
    )
    .option('--plan', 'show what would be done, and do nothing');
}

/** Plans an action, tells it, and carries it out unless only the plan was asked for. */
export function runPublication(
  session: Session,
  action: PublishAction,
  operands: readonly string[],
  { include, references = false, plan: planOnly = false }: PublicationOptions,
): Promise<ExitCode> {
  const { printer } = session;
  return withTree(session, planOnly ? 'read' : 'write', operands, async ({ verbs, paths, own }) => {
    const plan = await verbs.plan(action, paths, { include, references });
    if (planOnly) return tellPlan(session, plan);
    if (plan.rows.length > LARGE && !printer.json) printer.words(summaryOf(plan));
    const total = plan.rows.length;
    let done = 0;
    const step = () => printer.progress.show({ label: 'Publishing', done: ++done, total });
    const rows = own ? await own.apply(plan, step) : await verbs.apply(agreed(plan));
    printer.progress.done();
    const code = tellRows(session, rows);
    await verbs.idle();
    tellWaiting(session, await verbs.deliveries());
    return code;
  });
}

function tellPlan({ printer }: Session, plan: PublicationPlan): ExitCode {
  if (printer.json) printer.value(plan);
  else printPlan(printer, plan);
  const refused = plan.rows.filter(({ outcome }) => outcome === 'refused');
  return exitCodeOf(refused.map((row) => ({ ...row, outcome: 'refused' })));
}

function tellRows({ printer }: Session, rows: readonly ActionRow[]): ExitCode {
  if (printer.json) {
    printer.value(rows);
    return exitCodeOf(rows);
  }
  const code = printRows(printer, rows);
  if (rows.length > 1) printer.words(outcomes(rows));
  return code;
}

function outcomes(rows: readonly ActionRow[]): string {
  const of = (wanted: ActionRow['outcome']) => rows.filter(({ outcome }) => outcome === wanted).length;
  const parts = [`${count(of('done'))} done`];
  if (of('unchanged') > 0) parts.push(`${count(of('unchanged'))} unchanged`);
  if (of('refused') > 0) parts.push(`${count(of('refused'))} refused`);
  return parts.join(', ');
}

/** What is done here may not have come to its targets. */
function tellWaiting({ printer }: Session, deliveries: readonly QueuedDelivery[]): void {
  if (deliveries.length === 0) return;
  const why = deliveries.find(({ error }) => error !== undefined)?.error;
  const [verb, pronoun] = deliveries.length === 1 ? ['waits', 'it is'] : ['wait', 'they are'];
  const waiting = `${deliveries.length === 1 ? '1 delivery' : `${count(deliveries.length)} deliveries`} ${verb}`;
  printer.words(
    `${waiting} for a target${why === undefined ? '' : ` (${why})`}; ${pronoun} tried again while oakling runs.`,
  );
}

/** A plan without what the other process knows already. */
function agreed({ action, rows }: PublicationPlan) {
  return { action, rows: rows.map(({ path, revision }) => ({ path, revision })) };
}
