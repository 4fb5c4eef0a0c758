/**
 * Findings as workflow commands of GitHub Actions, which become annotations of a pull request.
 *
 * @module
 */
import type { Severity } from '../../problems/codes.ts';
import type { Finding } from '../finding.ts';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * One line for each finding that is not fixed.
 * @param prefix the tree's folder relative to the working directory, with `/`; `''` when they are the same
 */
export function githubAnnotations(findings: readonly Finding[], prefix: string): string[] {
  return findings.flatMap(({ problem: { severity, path, line, column, message, hint, code }, fixed }) => {
    if (fixed) return [];
    const file = prefix === '' ? path : `${prefix}/${path}`;
    const place = line === undefined ? [] : [`line=${line}`, `col=${column ?? 1}`];
    const properties = [`file=${escapeProperty(file)}`, ...place, `title=${escapeProperty(code)}`];
    return [`::${COMMANDS[severity]} ${properties.join(',')}::${escapeData(`${message} ${hint}`)}`];
  });
}

/** The runner's own escapes. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
