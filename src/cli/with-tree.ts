/**
 * Verbs on a tree somebody may be watching: they ask the oakling that works on it, else open it themselves.
 *
 * @module
 */
import { openingOptions } from '../configuration/opening-options.ts';
import type { RemoteOakling } from '../control/protocol.ts';
import type { Oakling } from '../emulator/oakling.ts';
import type { OaklingEvent } from '../plugins/events.ts';
import type { TreeLocation } from '../repository/locate-tree.ts';
import { chooseTreeOf } from './choose-tree.ts';
import type { ExitCode } from './exit-codes.ts';
import { printProblem } from './print-problem.ts';
import { resolvePath } from './resolve-path.ts';
import type { Session } from './session.ts';

/** A tree as a verb works with it. */
export interface OpenTree {
  /** What it can do, in this process or in another. */
  readonly verbs: RemoteOakling;
  /** The operands, resolved. */
  readonly paths: readonly string[];
  /** Where it is. */
  readonly location: TreeLocation;
  /** The tree when it was opened here: its events can be followed. */
  readonly own?: Oakling;
}

/**
 * Opens a tree for a verb, and closes it after.
 * @param access `write` takes the lock of a tree that nobody works on
 * @throws TreeLockedError when somebody works on the tree and cannot be reached
 */
export async function withTree(
  session: Session,
  access: 'read' | 'write',
  operands: readonly string[],
  use: (tree: OpenTree) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { surroundings, printer } = session;
  const { cwd } = surroundings;
  const { configuration, root, location, stateFolder } = await chooseTreeOf(session, operands);
  const paths = operands.map((path) => resolvePath(path, { cwd, tree: location }));
  const remote = await surroundings.connectControl(stateFolder);
  if (remote) {
    try {
      return await use({ verbs: remote, paths, location });
    } finally {
      await remote.close();
    }
  }
  const own = await surroundings.createOakling({
    ...(await openingOptions(configuration, root, cwd)),
    watch: false,
    readOnly: access === 'read',
    onProgress: (done) => printer.progress.show({ label: 'Looking at the tree', done }),
  });
  try {
    printer.progress.done();
    // What a verb refuses it says in its rows; only what else happens is a problem to tell.
    let isUsed = false;
    own.on((event: OaklingEvent) => {
      if (event.event === 'problem' && !isUsed) printProblem(printer, event);
    });
    if (access === 'write') await own.idle();
    isUsed = true;
    const code = await use({ verbs: own, paths, location, own });
    isUsed = false;
    if (access === 'write') await own.idle();
    return code;
  } finally {
    await own.close();
  }
}
