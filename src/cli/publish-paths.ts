/**
 * An action on publication, told: the plan, the progress, the rows, or when it is to happen.
 *
 * @module
 */
import type { ActionRow, PublicationPlan } from '../emulator/oakling.ts';
import type { QueuedDelivery } from '../emulator/publishing/replication.ts';
import type { PlanOptions } from '../emulator/verbs/plan.ts';
import type { PublishAction } from '../publish/publish-target.ts';
import { describeTime, type ScheduledTime } from '../replication/schedule/scheduled-time.ts';
import { count } from './counts.ts';
import type { ExitCode } from './exit-codes.ts';
import { printPlan, summaryOf } from './print-plan.ts';
import { exitCodeOf, printRows } from './print-rows.ts';
import { timeUntil } from './relative-time.ts';
import type { Session } from './session.ts';
import type { OpenTree } from './with-tree.ts';

/** What is to be done, once its words are understood. */
export interface PublicationRequest extends Required<PlanOptions> {
  readonly action: PublishAction;
  /** Whether only the plan is wanted. */
  readonly planOnly: boolean;
  /** When; now unless told. */
  readonly time: ScheduledTime | undefined;
}

/** More rows than this are told as a plan before they are done. */
const LARGE = 20;

/** Plans an action, tells it, and carries it out unless only the plan was asked for. */
export async function publishPaths(
  session: Session,
  tree: Pick<OpenTree, 'verbs' | 'own'>,
  paths: readonly string[],
  request: PublicationRequest,
): Promise<ExitCode> {
  const { printer } = session;
  const { verbs, own } = tree;
  const { action, include, references, planOnly, time } = request;
  if (time && !planOnly) return publishLater(session, tree, paths, request, time);
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
}

/** AEM's *Later*. */
async function publishLater(
  { printer, surroundings }: Session,
  { verbs }: Pick<OpenTree, 'verbs'>,
  paths: readonly string[],
  { action, include, references }: PublicationRequest,
  time: ScheduledTime,
): Promise<ExitCode> {
  const scheduled = await verbs.schedule(action, paths, time, { include, references });
  if (printer.json) printer.value(scheduled);
  else printRows(printer, scheduled.rows);
  const { publication } = scheduled;
  if (publication) {
    const left = timeUntil(time.at, surroundings.clock());
    printer.words(`Scheduled for ${describeTime(time)}, ${left}, as number ${publication.id}.`);
  }
  return exitCodeOf(scheduled.rows);
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
