/**
 * `scan [dir]`: acts on everything that happened, then ends.
 *
 * @module
 */

import { counted } from '../counts.ts';
import type { Verb } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openAndFollow } from '../follow-tree.ts';
import type { Session } from '../session.ts';
import { stopAtOnce } from '../stop-at-once.ts';
import { StopRequests } from '../stop-requests.ts';

/** See the module. */
export const scan: Verb = (command, act) => {
  command
    .description('compare the tree with what is known, act on the differences, and end')
    .argument('[dir]', 'the tree, or a folder of the project it is in')
    .option('--poll', 'no effect on a single pass; accepted as by start')
    .option('--no-renditions', 'make no renditions')
    .action(act(runScan));
};

async function runScan(session: Session, dir: string | undefined): Promise<ExitCode> {
  const { printer, surroundings } = session;
  const requests = new StopRequests(surroundings);
  stopAtOnce(session, requests);
  try {
    const { oakling, events, firstIdle } = await openAndFollow(session, dir, false);
    const stopped = await Promise.race([firstIdle, requests.first]);
    if (stopped) printer.words('Finishing what is under way; Ctrl-C again stops at once.');
    await oakling.close();
    if (!printer.json) {
      printer.words(`${counted(events.changes, 'change')}, ${counted(events.errors, 'error')}.`);
    }
    if (stopped) return stopped === 'SIGINT' ? EXIT.interrupted : EXIT.terminated;
    return events.errors > 0 ? EXIT.findings : EXIT.ok;
  } finally {
    requests.close();
  }
}
