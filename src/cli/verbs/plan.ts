/**
 * `plan --base <ref>`: what a merge would publish, before it is merged.
 *
 * @module
 */
import { Option } from 'commander';
import { openingOptions } from '../../configuration/opening-options.ts';
import { planMerge } from '../../git/merge-plan.ts';
import { chooseTree } from '../choose-tree.ts';
import type { Verb } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { mergeAnnotations, mergeCells, mergeMarkdown, mergeSummary } from '../merge-report.ts';
import { printProblem } from '../print-problem.ts';
import type { Session } from '../session.ts';
import { rowLine, widthsOf } from '../table.ts';
import { truncateMiddle } from '../truncate.ts';

const FORMATS = ['text', 'markdown', 'json', 'github'] as const;

interface PlanOptions {
  readonly base: string;
  readonly head?: string;
  readonly format: (typeof FORMATS)[number];
}

/** Paths take at most this share of a terminal's line. */
const PATH_SHARE = 0.5;

/** See the module. */
export const plan: Verb = (command, act) => {
  command
    .description('tell what a merge would publish, asset by asset; no checkout is touched')
    .argument('[dir]', 'the tree, or a folder of the project it is in')
    .requiredOption('--base <ref>', 'the branch, tag or commit that would be merged into')
    .option('--head <ref>', 'the branch that would be merged; the files as they are here when absent')
    .addOption(new Option('--format <format>', 'how to tell').choices(FORMATS).default('text'))
    .action(act((session, dir: string | undefined, options: PlanOptions) => runPlan(session, dir, options)));
};

async function runPlan(
  session: Session,
  dir: string | undefined,
  { base, head, format }: PlanOptions,
): Promise<ExitCode> {
  const { printer, surroundings } = session;
  const { configuration, root, location } = await chooseTree(session, dir);
  const merge = await planMerge({
    root: location.folder,
    base,
    ...(head === undefined ? {} : { head }),
    options: await openingOptions(configuration, root, surroundings.cwd),
    createOakling: surroundings.createOakling,
  });
  const chosen = printer.json ? 'json' : format;
  if (chosen === 'json') printer.value(merge);
  else if (chosen === 'markdown') printer.data(mergeMarkdown(merge));
  else if (chosen === 'github') for (const line of mergeAnnotations(merge)) printer.data(line);
  else {
    const limit = Math.max(16, Math.floor(printer.width * PATH_SHARE));
    const lines = merge.rows.map((row) => {
      const [change, path, aem, dynamicMedia, why] = mergeCells(row);
      return [change, truncateMiddle(path, limit), `AEM ${aem}`, `Dynamic Media ${dynamicMedia}`, why].map(
        (text) => ({ text }),
      );
    });
    const widths = widthsOf(lines);
    for (const line of lines) printer.data(rowLine(line, widths));
    printer.words(mergeSummary(merge));
  }
  for (const found of merge.problems) printProblem(printer, found);
  return merge.problems.some(({ severity }) => severity === 'error') ? EXIT.findings : EXIT.ok;
}
