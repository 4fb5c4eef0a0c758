/**
 * What a content package's filter says of a path (facts 5.1). `parse-filter.ts` reads it from
 * `META-INF/vault/filter.xml`.
 *
 * @module
 */
import { isWithin, parentOf } from '../jcr/path.ts';

/** How an import treats what is there already; `merge` and `update` are the older, coarser forms. */
export type ImportMode = 'replace' | 'merge' | 'update' | 'merge_properties' | 'update_properties';

/** All import modes, as they are written. */
export const IMPORT_MODES: readonly ImportMode[] = [
  'replace',
  'merge',
  'update',
  'merge_properties',
  'update_properties',
];

/** One rule below a root; its pattern must match the whole path. */
export interface FilterRule {
  readonly include: boolean;
  readonly pattern: RegExp;
  /** The pattern as it is written. */
  readonly source: string;
}

/** One `<filter>` element. */
export interface FilterSet {
  readonly root: string;
  readonly mode: ImportMode;
  /** Rules on paths of nodes. */
  readonly rules: readonly FilterRule[];
  /** Rules on paths of properties, `/content/a/jcr:title`: those with `matchProperties`. */
  readonly propertyRules: readonly FilterRule[];
}

/** A package's filter: sets in the order in which they are written. */
export interface WorkspaceFilter {
  readonly sets: readonly FilterSet[];
}

/** Whether a path is a root of the filter or below one, whatever the rules say. */
export function filterCovers(filter: WorkspaceFilter, path: string): boolean {
  return filter.sets.some((set) => isWithin(path, set.root));
}

/** Whether any set of the filter contains a node. */
export function filterContains(filter: WorkspaceFilter, path: string): boolean {
  return filter.sets.some((set) => isWithin(path, set.root) && rulesAdmit(set.rules, path));
}

/** Whether the filter leaves a property of a node alone; one that no root covers belongs to the package. */
export function filterContainsProperty(filter: WorkspaceFilter, node: string, property: string): boolean {
  const path = node === '/' ? `/${property}` : `${node}/${property}`;
  const covering = filter.sets.filter((set) => isWithin(path, set.root));
  return covering.length === 0 || covering.some((set) => rulesAdmit(set.propertyRules, path));
}

/** How what a path names is imported: the mode of the first set whose root covers it. */
export function importModeOf(filter: WorkspaceFilter, path: string): ImportMode {
  return filter.sets.find((set) => isWithin(path, set.root))?.mode ?? 'replace';
}

/** Whether a path leads to a root of the filter, or is one. */
export function isFilterAncestor(filter: WorkspaceFilter, path: string): boolean {
  return path === '/' || filter.sets.some((set) => isWithin(set.root, path));
}

/**
 * Whether everything at and below a path is the package's and replaces what is there: no rule, no other
 * mode and no other root's mode has a say in it.
 */
export function replacesWholly(filter: WorkspaceFilter, path: string): boolean {
  if (importModeOf(filter, path) !== 'replace') return false;
  const hasSay = (set: FilterSet) => isWithin(set.root, path) && set.mode !== 'replace';
  return (
    !filter.sets.some(hasSay) &&
    filter.sets.some(
      ({ root, rules, propertyRules }) =>
        isWithin(path, root) && rules.length === 0 && propertyRules.length === 0,
    )
  );
}

/**
 * Whether something below a path may be contained although the path is not: rules that are all relative
 * includes (`.*\/jcr:content`) look into everything, others stop where they exclude.
 */
export function looksBelow(filter: WorkspaceFilter, path: string): boolean {
  return filter.sets.some(
    ({ root, rules }) =>
      isWithin(path, root) && rules.every(({ include, source }) => include && !source.startsWith('/')),
  );
}

/** The roots that lie below no other root. */
export function outermostRoots(filter: WorkspaceFilter): string[] {
  const roots = new Set(filter.sets.map(({ root }) => root));
  return [...roots].filter((root) => {
    for (let above = parentOf(root); above !== undefined; above = parentOf(above)) {
      if (roots.has(above)) return false;
    }
    return true;
  });
}

/** The first rule's kind sets the default, the last matching rule wins. */
function rulesAdmit(rules: readonly FilterRule[], path: string): boolean {
  const [first] = rules;
  if (!first) return true;
  const last = rules.findLast((rule) => rule.pattern.test(path));
  return last ? last.include : !first.include;
}
