/**
 * `start [dir]`: works on a tree until it is told to stop.
 *
 * @module
 */

import type { ControlServer } from '../../control/serve.ts';
import { errorText } from '../../disk/errors.ts';
import type { Oakling } from '../../emulator/oakling.ts';
import { counted } from '../counts.ts';
import type { Verb } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openAndFollow } from '../follow-tree.ts';
import type { Session } from '../session.ts';
import { stopAtOnce } from '../stop-at-once.ts';
import { StopRequests } from '../stop-requests.ts';

/** See the module. */
export const start: Verb = (command, act) => {
  command
    .description('watch a tree and act on what happens in it, until stopped')
    .argument('[dir]', 'the tree, or a folder of the project it is in')
    .option('--poll', 'look at the files again and again, where the system tells nothing (network mounts)')
    .option('--no-renditions', 'make no renditions')
    .action(act(runStart));
};

async function runStart(session: Session, dir: string | undefined): Promise<ExitCode> {
  const { printer, surroundings } = session;
  const requests = new StopRequests(surroundings);
  stopAtOnce(session, requests);
  try {
    const { oakling, events, stateFolder } = await openAndFollow(session, dir, true);
    const control = await listen(session, oakling, stateFolder);
    await Promise.race([requests.first, surroundings.stdout.broken ?? requests.first]);
    printer.words('Finishing what is under way; Ctrl-C again stops at once.');
    await control?.close();
    await oakling.close();
    printer.words(`Stopped after ${counted(events.changes, 'change')}.`);
    return EXIT.ok;
  } finally {
    requests.close();
  }
}

/** Other commands reach this one by a socket; where there can be none, they find the tree locked. */
async function listen(
  { printer, surroundings }: Session,
  oakling: Oakling,
  stateFolder: string,
): Promise<ControlServer | undefined> {
  try {
    return await surroundings.serveControl(oakling, stateFolder);
  } catch (cause) {
    printer.words(`Other commands cannot reach this oakling: ${errorText(cause)}`);
    return undefined;
  }
}
