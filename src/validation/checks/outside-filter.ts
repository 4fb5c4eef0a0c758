/**
 * Files the package filter does not cover: they are never installed.
 *
 * @module
 */
import { isWithin } from '../../jcr/path.ts';
import { problem } from '../../problems/problem.ts';
import { filterContains, isFilterAncestor } from '../../vault/workspace-filter.ts';
import type { FileVisit, NodeVisit, StartCheck } from '../check.ts';
import type { Finding } from '../finding.ts';

/** See the module. */
export const checkOutsideFilter: StartCheck = ({ tree: { filter } }) => {
  if (!filter) return {};
  let last: string | undefined;
  function* check({ path, file }: NodeVisit | FileVisit, told: boolean): Generator<Finding> {
    if (!filter || filterContains(filter, path) || isFilterAncestor(filter, path)) return;
    // One word for a folder and everything in it.
    if (last !== undefined && isWithin(path, last)) return;
    if (told) last = path;
    const message = `${path} is outside the package filter: it is not installed.`;
    const hint = 'Add a filter root in META-INF/vault/filter.xml, or move it.';
    yield { problem: problem('filter.outside', { path: file, message, hint }) };
  }
  return { node: (visit) => check(visit, true), file: (visit) => check(visit, false) };
};
