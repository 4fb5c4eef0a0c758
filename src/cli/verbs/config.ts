/**
 * `config`: every setting with its value and where that comes from.
 *
 * @module
 */
import type { Verb } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { rowLine, widthsOf } from '../table.ts';

/** See the module. */
export const config: Verb = (command, act) => {
  command.description('show every setting, its value and where that comes from').action(act(runConfig));
};

async function runConfig(session: Session): Promise<ExitCode> {
  const { printer } = session;
  const { file, tree, values } = await session.configuration();
  if (printer.json) {
    printer.value({
      file: file?.file ?? null,
      tree: tree ?? null,
      settings: Object.fromEntries(values.map(({ key, value, source }) => [key, { value, source }])),
    });
    return EXIT.ok;
  }
  const { paint } = printer;
  const rows = values.map(({ key, value, source }) => [
    { text: key },
    { text: value === null ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value) },
    { text: source, paint: source === 'default' ? paint.dim : paint.cyan },
  ]);
  const widths = widthsOf(rows);
  for (const row of rows) printer.data(rowLine(row, widths));
  printer.words('');
  printer.words(`Configuration: ${file?.file ?? 'none; oakling init writes one'}`);
  printer.words(`Tree: ${tree ? `${tree.root} (${tree.source})` : 'none found from here'}`);
  return EXIT.ok;
}
