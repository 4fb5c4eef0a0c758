/**
 * `META-INF/vault/filter.xml`: which paths of the repository a content package owns (facts 5.1).
 *
 * @module
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { isWithin } from '../jcr/path.ts';
import { type Problem, problem } from '../problems/problem.ts';

/** How an import treats what is there already. */
export type ImportMode = 'replace' | 'merge' | 'update' | 'merge_properties' | 'update_properties';

/** One rule below a root; a pattern must match the whole path. */
interface FilterRule {
  readonly include: boolean;
  readonly pattern: RegExp;
}

/** One `<filter>` element. */
export interface FilterSet {
  readonly root: string;
  readonly mode: ImportMode;
  readonly rules: readonly FilterRule[];
}

/** A package's filter. Rules on property paths (`matchProperties`) do not limit nodes and are left out. */
export interface WorkspaceFilter {
  readonly sets: readonly FilterSet[];
}

const MODES: readonly string[] = ['replace', 'merge', 'update', 'merge_properties', 'update_properties'];

/** Whether any set of the filter contains a path. */
export function filterContains(filter: WorkspaceFilter, path: string): boolean {
  return filter.sets.some((set) => isWithin(path, set.root) && rulesAdmit(set.rules, path));
}

/** Whether a path leads to a root of the filter without being inside one. */
export function isFilterAncestor(filter: WorkspaceFilter, path: string): boolean {
  return filter.sets.some((set) => isWithin(set.root, path));
}

/** The first rule's kind sets the default, the last matching rule wins. */
function rulesAdmit(rules: readonly FilterRule[], path: string): boolean {
  const [first] = rules;
  if (!first) return true;
  const last = rules.findLast((rule) => rule.pattern.test(path));
  return last ? last.include : !first.include;
}

/** Parses a filter; what cannot be understood is a problem and leaves no filter. */
export function parseWorkspaceFilter(
  text: string,
  file: string,
): { readonly filter?: WorkspaceFilter; readonly problems: readonly Problem[] } {
  const hint = 'Mend the file; until then oakling treats every path below /content/dam as its own.';
  const refuse = (message: string, at?: { line: number; column: number }) => ({
    problems: [problem('filter.syntax', { path: file, at, message, hint })],
  });
  const validity = XMLValidator.validate(text);
  if (validity !== true)
    return refuse(validity.err.msg, { line: validity.err.line, column: validity.err.col });

  const [root] = elementsNamed(parser.parse(text), 'workspaceFilter');
  if (!root) return refuse('The root element is not workspaceFilter.');
  const sets: FilterSet[] = [];
  for (const element of elementsNamed(root.children, 'filter')) {
    const mode = (element.attributes.mode ?? 'replace').toLowerCase();
    if (!MODES.includes(mode)) return refuse(`Unknown import mode "${mode}".`);
    const rules: FilterRule[] = [];
    for (const rule of element.children.flatMap(asElement)) {
      if (rule.name !== 'include' && rule.name !== 'exclude') return refuse(`Unknown element ${rule.name}.`);
      if (rule.attributes.matchProperties === 'true') continue;
      const pattern = fullMatch(rule.attributes.pattern ?? '');
      if (!pattern) return refuse(`Not a regular expression: ${rule.attributes.pattern}`);
      rules.push({ include: rule.name === 'include', pattern });
    }
    sets.push({ root: element.attributes.root || '/', mode: mode as ImportMode, rules });
  }
  return { filter: { sets }, problems: [] };
}

/** Java and JavaScript agree on the expressions found in filters, save for possessive and inline-flag forms. */
function fullMatch(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    try {
      return new RegExp(`^(?:${pattern})$`);
    } catch {
      return undefined;
    }
  }
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  preserveOrder: true,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly unknown[];
}

/** fast-xml-parser's ordered form: `{ name: [children], ':@': { attributes } }`. */
function asElement(value: unknown): XmlElement[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([name, children]) => name !== ':@' && name !== '#text' && Array.isArray(children))
    .map(([name, children]) => ({
      name,
      attributes: (':@' in value ? value[':@'] : {}) as Record<string, string>,
      children: children as unknown[],
    }));
}

function elementsNamed(values: readonly unknown[], name: string): XmlElement[] {
  return values.flatMap(asElement).filter((element) => element.name === name);
}
