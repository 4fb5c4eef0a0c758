/**
 * `convert <path…> --to vault|plain`: between `.content.xml` and YAML.
 *
 * @module
 */
import { Option } from 'commander';
import type { Layout } from '../../vault/layout.ts';
import type { Verb } from '../define-verb.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodeOf, printRows } from '../print-rows.ts';
import type { Session } from '../session.ts';
import { withTree } from '../with-tree.ts';

interface ConvertOptions {
  readonly to: Layout;
}

/** See the module. */
export const convert: Verb = (command, act) => {
  command
    .description('convert assets and folders between .content.xml and YAML; nothing is lost either way')
    .argument('<path...>', 'assets or folders; a folder stands for everything below it')
    .addOption(
      new Option('--to <layout>', 'vault or plain').choices(['vault', 'plain']).makeOptionMandatory(),
    )
    .action(
      act((session, operands: readonly string[], { to }: ConvertOptions) =>
        runConvert(session, operands, to),
      ),
    );
};

function runConvert(session: Session, operands: readonly string[], to: Layout): Promise<ExitCode> {
  const { printer } = session;
  return withTree(session, 'write', operands, async ({ verbs, paths }) => {
    const rows = await verbs.convert(paths, to);
    if (!printer.json) return printRows(printer, rows);
    printer.value(rows);
    return exitCodeOf(rows);
  });
}
