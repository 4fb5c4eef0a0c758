/**
 * `ls [folder]`: a folder in the columns of AEM's List view.
 *
 * @module
 */
import { notYetText } from '../counts.ts';
import type { Verb } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { isRefusal } from '../is-refusal.ts';
import { printList } from '../print-list.ts';
import type { Session } from '../session.ts';
import { withTree } from '../with-tree.ts';

/** See the module. */
export const ls: Verb = (command, act) => {
  command
    .description('list a folder as AEM’s List view does')
    .argument('[folder]', 'as a file or a JCR path; the tree’s assets when absent')
    .action(act(runLs));
};

function runLs(session: Session, operand: string | undefined): Promise<ExitCode> {
  const { printer, surroundings } = session;
  const operands = operand === undefined ? [] : [operand];
  return withTree(session, 'read', operands, async ({ verbs, paths: [path], location }) => {
    const folder = path ?? location.assetsPath;
    try {
      const listing = await verbs.list(folder);
      if (printer.json) {
        printer.value(listing);
        return EXIT.ok;
      }
      const { rows, dynamicMedia: withDynamicMedia } = listing;
      printList(printer, { rows, withPaths: false, withDynamicMedia, now: surroundings.clock() });
      const notYet = (await verbs.notYet()).filter((file) => file.startsWith(`${listing.path}/`));
      const here = notYet.filter((file) => !file.slice(listing.path.length + 1).includes('/'));
      if (here.length > 0) printer.words(`${notYetText(here.length)}; oakling ingest makes assets of them.`);
      return EXIT.ok;
    } catch (cause) {
      if (!isRefusal(cause)) throw cause;
      printer.complain(`oakling: ${cause.message}`);
      return EXIT.findings;
    }
  });
}
