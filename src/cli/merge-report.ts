/**
 * A merge plan for people: lines for a terminal, Markdown for a pull request, annotations for GitHub.
 *
 * @module
 */
import type { DeliveryChange, MergePlan, MergeRow } from '../git/merge-plan.ts';
import { counted } from './counts.ts';

/** What delivery becomes, in words. */
const WORDS: Readonly<Record<DeliveryChange, string>> = {
  appears: 'appears',
  updated: 'new version',
  outdated: 'keeps the old version',
  disappears: 'disappears',
  stays: 'stays',
  none: '–',
};

/** The cells of a row: what happens, where, to AEM, to Dynamic Media, why. */
export function mergeCells(row: MergeRow): readonly [string, string, string, string, string] {
  const from = row.from === undefined ? '' : ` (from ${row.from})`;
  return [row.change, `${row.path}${from}`, WORDS[row.aem], WORDS[row.dynamicMedia], row.reasons.join(' ')];
}

/** One line that counts. */
export function mergeSummary({ rows, settings }: MergePlan): string {
  if (rows.length === 0 && settings.length === 0) return 'Nothing that is delivered changes.';
  const parts: string[] = [];
  for (const [channel, name] of [
    ['aem', 'AEM'],
    ['dynamicMedia', 'Dynamic Media'],
  ] as const) {
    for (const change of ['appears', 'updated', 'outdated', 'disappears'] as const) {
      const number = rows.filter((row) => row[channel] === change).length;
      if (number > 0) parts.push(`${name}: ${counted(number, 'asset')} ${PLURAL[change]}`);
    }
  }
  const quiet = rows.filter((row) =>
    [row.aem, row.dynamicMedia].every((change) => change === 'none' || change === 'stays'),
  );
  if (quiet.length > 0) parts.push(`${counted(quiet.length, 'asset')} without a change of delivery`);
  if (settings.length > 0) parts.push(`${counted(settings.length, 'folder')} with new settings`);
  return `${parts.join('; ')}.`;
}

const PLURAL = {
  appears: 'published',
  updated: 'in a new version',
  outdated: 'still in the old version',
  disappears: 'taken away',
} as const;

/** A comment for a pull request. */
export function mergeMarkdown(plan: MergePlan): string {
  const { rows, settings, problems } = plan;
  const lines = ['### What this merge publishes', '', mergeSummary(plan)];
  if (rows.length > 0) {
    lines.push('', '| change | asset | AEM | Dynamic Media | why |', '|---|---|---|---|---|');
    for (const row of rows) {
      const [change, path, aem, dynamicMedia, why] = mergeCells(row).map(escaped);
      lines.push(`| ${change} | \`${path}\` | ${aem} | ${dynamicMedia} | ${why} |`);
    }
  }
  if (settings.length > 0) {
    lines.push('', 'New settings, obeyed by later uploads only:', '');
    for (const path of settings) lines.push(`- \`${escaped(path)}\``);
  }
  if (problems.length > 0) {
    lines.push('', 'Problems:', '');
    for (const { path, code, message } of problems) {
      lines.push(`- \`${escaped(path)}\` ${escaped(message)} (\`${code}\`)`);
    }
  }
  return lines.join('\n');
}

/** A cell must not end its column, its code span or its line. */
function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('`', "'").replaceAll(/\r?\n/g, ' ').replaceAll('<', '&lt;');
}

/** GitHub's workflow commands, one per asset that readers will see otherwise. */
export function mergeAnnotations({ rows }: MergePlan): string[] {
  return rows.flatMap((row) => {
    const [, path, aem, dynamicMedia, why] = mergeCells(row);
    const isSeen = [row.aem, row.dynamicMedia].some((change) => change !== 'none' && change !== 'stays');
    if (!isSeen) return [];
    const text = `${path}: AEM ${aem}; Dynamic Media ${dynamicMedia}. ${why}`;
    return [`::notice title=oakling plan::${commandText(text)}`];
  });
}

function commandText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
