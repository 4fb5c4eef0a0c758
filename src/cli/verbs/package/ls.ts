/**
 * `package ls <zip>`: what is in a package.
 *
 * @module
 */
import { resolve } from 'node:path';
import { type ListedPackage, listPackage } from '../../../packages/list-package.ts';
import { counted } from '../../counts.ts';
import type { Verb } from '../../define-verb.ts';
import type { ExitCode } from '../../exit-codes.ts';
import type { Printer } from '../../printer.ts';
import type { Session } from '../../session.ts';
import {
  addLimits,
  exitCodeOf,
  idText,
  limitsOf,
  problemRow,
  readingPackage,
  tellProblems,
} from './shared.ts';

/** See the module. */
export const ls: Verb = (command, act) => {
  addLimits(command)
    .description('list what is in a package: identity, filter, files')
    .argument('<zip>', 'the package')
    .action(act(async (session: Session, zip: string) => run(session, zip, command.opts())));
};

async function run(session: Session, zip: string, flags: { readonly maxRatio: string }): Promise<ExitCode> {
  const { printer, surroundings } = session;
  const file = resolve(surroundings.cwd, zip);
  const listed = await readingPackage(file, () => listPackage(file, limitsOf(flags)));
  tellProblems(printer, listed.problems);
  if (printer.json) {
    const { id, problems, ...rest } = listed;
    printer.value({ id: idText(id), ...rest, problems: problems.map(problemRow) });
  } else print(printer, listed);
  return exitCodeOf(listed.problems);
}

function print(printer: Printer, { id, properties, filter, entries }: ListedPackage): void {
  const { paint } = printer;
  const files = entries.filter(({ name }) => !name.endsWith('/'));
  if (id) printer.data(paint.bold(idText(id) ?? ''));
  for (const [key, value] of Object.entries(properties)) {
    if (value !== '' && !['group', 'name', 'version'].includes(key))
      printer.data(paint.dim(`${key}: ${value}`));
  }
  for (const { root, mode, rules } of filter) {
    printer.data(`${root}${mode === 'replace' ? '' : `  (${mode})`}`);
    for (const { kind, pattern, matchProperties } of rules) {
      printer.data(`  ${kind} ${pattern}${matchProperties ? '  (properties)' : ''}`);
    }
  }
  const width = Math.max(0, ...files.map(({ size }) => String(size).length));
  for (const { name, size } of files) printer.data(`${String(size).padStart(width)}  ${name}`);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  printer.words(`${counted(files.length, 'file')}, ${counted(bytes, 'byte')} unpacked.`);
}
