/**
 * How many findings there are, by severity.
 *
 * @module
 */
import type { Finding } from '../finding.ts';

/** Counts of findings; what was fixed counts as nothing else. */
export interface FindingCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly fixed: number;
}

/** Counts findings. */
export function countFindings(findings: readonly Finding[]): FindingCounts {
  const open = findings.filter(({ fixed }) => !fixed);
  const of = (severity: Finding['problem']['severity']) =>
    open.filter(({ problem }) => problem.severity === severity).length;
  return {
    errors: of('error'),
    warnings: of('warning'),
    infos: of('info'),
    fixed: findings.length - open.length,
  };
}

/** Findings in the order in which people read them: by file, then by place. */
export function inReadingOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(({ problem: a }, { problem: b }) => {
    if (a.path !== b.path) return a.path < b.path ? -1 : 1;
    return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
  });
}
