/**
 * `targets ls|verify|collect`: what holds what is published.
 *
 * @module
 */
import type { TargetRow } from '../../emulator/verbs/targets.ts';
import { count, counted } from '../counts.ts';
import { addCommonOptions, type Verb } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printProblem } from '../print-problem.ts';
import type { Session } from '../session.ts';
import { rowLine, widthsOf } from '../table.ts';
import { withTree } from '../with-tree.ts';

interface VerifyOptions {
  readonly bytes?: boolean;
  readonly repair?: boolean;
}

/** See the module. */
export const targets: Verb = (command, act) => {
  command.description('show, verify and tidy what holds what is published');
  addCommonOptions(command.command('ls', { isDefault: true }))
    .description('list the targets, what they hold and what waits for them')
    .action(act(runList));
  addCommonOptions(command.command('verify'))
    .description('compare what the tree says is published with what targets and journal say')
    .option('--bytes', 'also read every byte that is held and compare its digest')
    .option('--repair', 'publish what is missing, as it is now, and remove what is too much')
    .action(act((session, options: VerifyOptions) => runVerify(session, options)));
  addCommonOptions(command.command('collect'))
    .description('remove bytes beside the tree that nothing published names any more')
    .action(act(runCollect));
};

function runList(session: Session): Promise<ExitCode> {
  const { printer } = session;
  return withTree(session, 'read', [], async ({ verbs }) => {
    const rows = await verbs.targets();
    if (printer.json) printer.value(rows);
    else {
      const cells = rows.map(cellsOf);
      const widths = widthsOf(cells);
      for (const row of cells) printer.data(rowLine(row, widths));
    }
    return EXIT.ok;
  });
}

function cellsOf({ name, channel, holds, queued, parked }: TargetRow) {
  const waits = queued + parked === 0 ? '' : `${count(queued)} waiting, ${count(parked)} parked`;
  const held = holds === null ? 'does not tell what it holds' : `holds ${count(holds)}`;
  return [name, channel, held, waits].map((text) => ({ text }));
}

function runVerify(session: Session, { bytes = false, repair = false }: VerifyOptions): Promise<ExitCode> {
  const { printer } = session;
  return withTree(session, repair ? 'write' : 'read', [], async ({ verbs }) => {
    const verified = await verbs.verifyTargets({ bytes, repair });
    const { problems, repaired } = verified;
    if (printer.json) printer.value(verified);
    else for (const problem of problems) printProblem(printer, problem);
    if (problems.length === 0) printer.words('Tree, targets and journal agree.');
    else
      printer.words(`${counted(problems.length, 'difference')}; ${count(repaired)} handed over for repair.`);
    return problems.length > repaired ? EXIT.findings : EXIT.ok;
  });
}

function runCollect(session: Session): Promise<ExitCode> {
  const { printer } = session;
  return withTree(session, 'write', [], async ({ verbs }) => {
    const collected = await verbs.collectGarbage();
    if (printer.json) printer.value(collected);
    else printer.data(`${counted(collected.blobs, 'file')} removed, ${count(collected.bytes)} bytes.`);
    return EXIT.ok;
  });
}
