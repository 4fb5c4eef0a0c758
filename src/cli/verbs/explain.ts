/**
 * `explain <path>`: why an asset or folder is as it is, and what would happen to it.
 *
 * @module
 */
import type { PathExplanation } from '../../emulator/oakling.ts';
import type { Statement, Topic } from '../../publish/explain.ts';
import type { Verb } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Printer } from '../printer.ts';
import type { Session } from '../session.ts';
import { withTree } from '../with-tree.ts';
import { wrap } from '../wrap.ts';

/** See the module. */
export const explain: Verb = (command, act) => {
  command
    .description('tell why an asset or folder is as it is, and what would happen to it')
    .argument('<path>', 'an asset or a folder, as a file or a JCR path')
    .action(act(runExplain));
};

function runExplain(session: Session, operand: string): Promise<ExitCode> {
  const { printer } = session;
  return withTree(session, 'read', [operand], async ({ verbs, paths: [path = operand] }) => {
    let explanation: PathExplanation;
    try {
      explanation = await verbs.explain(path);
    } catch (cause) {
      // One that came from another process has the name, not the class.
      if (!(cause instanceof Error) || cause.name !== 'RangeError') throw cause;
      printer.complain(`oakling: ${cause.message}`);
      return EXIT.findings;
    }
    if (printer.json) printer.value(explanation);
    else printExplanation(printer, explanation);
    return EXIT.ok;
  });
}

/** The paragraphs, in their order; topics share one where they answer the same question. */
const PARAGRAPHS: readonly (readonly [string, readonly Topic[]])[] = [
  ['How it is', ['sync', 'publishMode', 'aem', 'dynamicMedia']],
  ['Worth knowing', ['advice']],
  ['When something is put into it', ['upload']],
  ['When its file or metadata changes', ['update']],
  ['When it is copied', ['copy']],
  ['When it is moved', ['move']],
  ['When it is deleted', ['delete']],
  ['When its settings change', ['settings']],
  ['When it arrives from elsewhere', ['arrive']],
  ['What the actions publish to', ['action']],
];

function printExplanation(printer: Printer, { path, resource, statements }: PathExplanation): void {
  const { paint, width } = printer;
  printer.data(`${paint.bold(path)} ${paint.dim(`(${resource})`)}`);
  for (const [title, topics] of PARAGRAPHS) {
    const said = topics.flatMap((topic) => statements.filter((statement) => statement.topic === topic));
    if (said.length === 0) continue;
    printer.data('');
    printer.data(paint.cyan(title));
    for (const { text, source } of said) {
      for (const line of wrap(`${text} (${source})`, width, '  ')) {
        printer.data(line.replace(/ \((documented|ruling)\)$/, (mark) => markOf(source, mark, printer)));
      }
    }
  }
  if (!statements.some(({ source }) => source === 'ruling')) return;
  printer.words('');
  printer.words('A ruling is where AEM’s documentation is silent and oakling takes the safe side.');
}

function markOf(source: Statement['source'], mark: string, { paint }: Printer): string {
  return source === 'ruling' ? paint.yellow(mark) : paint.dim(mark);
}
