/**
 * `ingest <path…>`: makes assets of binaries that were there before oakling.
 *
 * @module
 */
import { isWithin } from '../../jcr/path.ts';
import type { Verb } from '../define-verb.ts';
import { describeEffects } from '../describe-change.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodeOf, printRows } from '../print-rows.ts';
import type { Session } from '../session.ts';
import { type OpenTree, withTree } from '../with-tree.ts';

/** See the module. */
export const ingest: Verb = (command, act) => {
  command
    .description('make assets of files that are none yet')
    .argument('<path...>', 'files or folders; a folder stands for everything below it')
    .action(act(runIngest));
};

function runIngest(session: Session, operands: readonly string[]): Promise<ExitCode> {
  const { printer } = session;
  return withTree(session, 'write', operands, async (tree) => {
    const stopShowing = await showProgress(session, tree);
    const rows = await tree.verbs.ingest(tree.paths);
    stopShowing();
    if (printer.json) {
      printer.value(rows);
      return exitCodeOf(rows);
    }
    return printRows(printer, rows, ({ outcome, reason, effects }) =>
      outcome === 'done' ? describeEffects('upload', effects) : reason,
    );
  });
}

/** Counts the assets as they are made; only a tree that was opened here tells. */
async function showProgress({ printer }: Session, { verbs, own, paths }: OpenTree): Promise<() => void> {
  if (!own) return () => undefined;
  const jcrPaths = paths.filter((path) => isWithin(path, own.ready.path));
  const notYet = await verbs.notYet();
  const isNamed = (path: string) =>
    jcrPaths.length < paths.length || jcrPaths.some((jcr) => isWithin(path, jcr));
  const total = notYet.filter(isNamed).length;
  let done = 0;
  const stopListening = own.on(({ event }) => {
    if (event === 'change') printer.progress.show({ label: 'Making assets', done: ++done, total });
  });
  return () => {
    stopListening();
    printer.progress.done();
  };
}
