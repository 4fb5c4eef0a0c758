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

/** The paragraph each topic belongs to, in their order; topics share one where they answer the same question. */
const PARAGRAPHS: Readonly<Record<Topic, string>> = {
  sync: 'How it is',
  publishMode: 'How it is',
  aem: 'How it is',
  dynamicMedia: 'How it is',
  schedule: 'How it is',
  advice: 'Worth knowing',
  upload: 'When something is put into it',
  update: 'When its file or metadata changes',
  copy: 'When it is copied',
  move: 'When it is moved',
  delete: 'When it is deleted',
  settings: 'When its settings change',
  arrive: 'When it arrives from elsewhere',
  action: 'What the actions publish to',
};

function printExplanation(printer: Printer, { path, resource, statements }: PathExplanation): void {
  const { paint, width } = printer;
  printer.data(`${paint.bold(path)} ${paint.dim(`(${resource})`)}`);
  for (const title of new Set(Object.values(PARAGRAPHS))) {
    const said = statements.filter(({ topic }) => PARAGRAPHS[topic] === title);
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
