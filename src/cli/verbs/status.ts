/**
 * `status [path…]`: who is published where.
 *
 * @module
 */
import type { AssetStatus } from '../../emulator/oakling.ts';
import { notYetText } from '../counts.ts';
import type { Verb } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printStatus, statusSummary } from '../print-status.ts';
import type { Session } from '../session.ts';
import { withTree } from '../with-tree.ts';

/** See the module. */
export const status: Verb = (command, act) => {
  command
    .description('show for each asset whether it is synced and where it is published')
    .argument('[path...]', 'assets or folders, as files or JCR paths; everything when absent')
    .action(act(runStatus));
};

function runStatus(session: Session, operands: readonly string[]): Promise<ExitCode> {
  const { printer, surroundings } = session;
  return withTree(session, 'read', operands, async ({ verbs, paths }) => {
    const found = new Map<string, AssetStatus>();
    let code: ExitCode = EXIT.ok;
    for (const [i, path] of (paths.length === 0 ? [undefined] : paths).entries()) {
      const rows = await verbs.status(path === undefined ? [] : [path]);
      for (const row of rows) found.set(row.path, row);
      if (rows.length > 0 || path === undefined) continue;
      code = EXIT.findings;
      printer.complain(`oakling: there is no asset at ${operands[i] ?? path}`);
    }
    const rows = [...found.values()];
    if (printer.json) {
      printer.value(rows);
      return code;
    }
    printStatus(printer, rows, surroundings.clock());
    if (rows.length > 0 || code === EXIT.ok) printer.words(statusSummary(rows));
    const notYet = await verbs.notYet();
    if (notYet.length > 0) {
      printer.words(`${notYetText(notYet.length)}; oakling ingest makes assets of them.`);
    }
    return code;
  });
}
