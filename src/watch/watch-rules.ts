/**
 * What in a tree nobody watches, as data.
 *
 * @module
 */
import { sep } from 'node:path';
import { NameRules } from './name-rules.js';

/** Names that are not watched, judged one segment of a path at a time. */
export interface WatchRules {
  /** Base names of files and folders that are none of our business. */
  readonly ignoredNames: readonly string[];
  /** Sources of regular expressions on base names that are none of our business. */
  readonly ignoredPatterns: readonly string[];
  /**
   * Names of folders that matter only two levels deep, such as `_jcr_content` for the sake of
   * `renditions/original`. Where watches are scarce they are left to the sweep.
   */
  readonly shallowNames: readonly string[];
}

/**
 * Whether an absolute path is none of our business: it has an ignored segment below `root`, lies too
 * deep in a shallow folder, or is not in `root` at all.
 */
export function ignoredBy(rules: WatchRules, root: string): (path: string) => boolean {
  const names = new NameRules(rules);
  const folder = withSlashes(root);
  return (path) => {
    const below = withSlashes(path);
    if (below === folder) return false;
    if (!below.startsWith(`${folder}/`)) return true;
    let levels = Number.POSITIVE_INFINITY;
    for (const name of below.slice(folder.length + 1).split('/')) {
      if (levels < 0 || names.ignores(name)) return true;
      levels = names.levelsIn(name, levels);
    }
    return false;
  };
}

/** chokidar asks with slashes on every platform. */
function withSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
