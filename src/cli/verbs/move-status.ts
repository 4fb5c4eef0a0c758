/**
 * `move-status [dir]`: brings publish state to the place `statusStore` names.
 *
 * @module
 */
import { Option } from 'commander';
import { explicitValues } from '../../configuration/opening-options.ts';
import { type MovedStatuses, moveStatus } from '../../emulator/move-status/move-status.ts';
import type { StatusStoreKind } from '../../publish/status-store/status-store.ts';
import { chooseTree } from '../choose-tree.ts';
import { counted } from '../counts.ts';
import type { Verb } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printProblem } from '../print-problem.ts';
import type { Printer } from '../printer.ts';
import type { Session } from '../session.ts';

interface MoveStatusFlags {
  readonly check?: boolean;
  readonly prefer?: StatusStoreKind;
}

/** See the module. */
export const moveStatusVerb: Verb = (command, act) => {
  command
    .description('move publish state to where the setting statusStore keeps it')
    .argument('[dir]', 'the tree, or a folder of the project it is in')
    .option('--check', 'write nothing; code 1 when there is something to move')
    .addOption(
      new Option('--prefer <place>', 'what counts where both places tell of different states').choices([
        'content',
        'state',
      ]),
    )
    .action(
      act((session, dir: string | undefined, flags: MoveStatusFlags) => runMoveStatus(session, dir, flags)),
    );
};

async function runMoveStatus(
  session: Session,
  dir: string | undefined,
  { check = false, prefer }: MoveStatusFlags,
): Promise<ExitCode> {
  const { printer } = session;
  const { configuration, root, stateFolder } = await chooseTree(session, dir);
  const { mount, layout, statusStore = 'content' } = explicitValues(configuration);
  const result = await moveStatus({
    root,
    mount,
    layout,
    stateFolder,
    statusStore,
    prefer,
    check,
    onProgress: (done, total) => printer.progress.show({ label: 'Looking at nodes', done, total }),
  });
  printer.progress.done();
  if (printer.json) printer.value(result);
  else for (const { file, properties } of result.moved) printer.data(`${file}  ${properties.join(' ')}`);
  for (const found of result.problems) printProblem(printer, found);
  summarize(printer, result, check);
  const isBad = result.problems.some(({ severity }) => severity === 'error');
  return isBad || (check && result.moved.length > 0) ? EXIT.findings : EXIT.ok;
}

const PLACES: Readonly<Record<StatusStoreKind, string>> = {
  content: 'into the node files',
  state: 'beside the tree',
};

function summarize(printer: Printer, { moved, waiting, statusStore }: MovedStatuses, check: boolean): void {
  const what = counted(moved.length, 'state');
  printer.words(
    `${what} ${check ? 'to move' : 'moved'} ${PLACES[statusStore]} (statusStore: ${statusStore}).`,
  );
  if (statusStore === 'state' || waiting === 0) return;
  printer.words(`${counted(waiting, 'state')} of what is not here now stayed beside the tree.`);
}
