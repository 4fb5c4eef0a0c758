/**
 * Opening a tree whose events are the output: what `start` and `scan` have in common.
 *
 * @module
 */
import { openingOptions } from '../configuration/opening-options.ts';
import type { Oakling } from '../emulator/oakling.ts';
import type { OaklingEvent } from '../plugins/events.ts';
import { chooseTree } from './choose-tree.ts';
import { EventPrinter } from './print-event.ts';
import { readyBox, readyLine } from './ready-box.ts';
import type { Session } from './session.ts';

/** A tree whose events are being printed. */
export interface FollowedTree {
  readonly oakling: Oakling;
  readonly events: EventPrinter;
  readonly stateFolder: string;
  /** Resolves the first time that nothing is pending. */
  readonly firstIdle: Promise<void>;
}

/**
 * Opens the tree in a folder, or the one found, and prints what happens in it.
 * @throws NoTreeError, TreeLockedError
 */
export async function openAndFollow(
  session: Session,
  dir: string | undefined,
  watch: boolean,
): Promise<FollowedTree> {
  const { printer, surroundings } = session;
  const named = session.dirOf(dir);
  const { configuration, root, stateFolder } = await chooseTree(session, dir);
  const options = await openingOptions(configuration, root, surroundings.cwd);
  const oakling = await surroundings.createOakling({
    ...options,
    watch: watch ? (options.watch ?? {}) : false,
    onProgress: (done) => printer.progress.show({ label: 'Looking at the tree', done }),
  });
  const events = new EventPrinter(printer);
  const firstIdle = new Promise<void>((resolve) => {
    oakling.on((event: OaklingEvent) => {
      if (event.event !== 'change') printer.progress.done();
      if (event.event === 'ready' && !printer.json) {
        const facts = { ready: event, values: configuration.values, named };
        if (!printer.hasListener) printer.words(readyLine(facts));
        else for (const line of readyBox(facts, printer.wordsWidth, printer.paintWords)) printer.words(line);
      }
      events.print(event);
      if (event.event === 'idle') resolve();
    });
  });
  return { oakling, events, stateFolder, firstIdle };
}
