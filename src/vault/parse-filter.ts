/**
 * Reads `META-INF/vault/filter.xml`, and writes a new one.
 *
 * @module
 */
import { escapeAttribute, unescapeAttribute } from '../docview/attribute-text.ts';
import { parseXml } from '../docview/parse-xml.ts';
import { type Attribute, type Element, SyntaxFault } from '../docview/syntax-tree.ts';
import { type Problem, positionAt, problem } from '../problems/problem.ts';
import { javaPattern, PatternError } from './java-pattern.ts';
import { type FilterRule, type FilterSet, IMPORT_MODES, type WorkspaceFilter } from './workspace-filter.ts';

/** What parsing gives: a filter, or why there is none. */
export interface ParsedFilter {
  readonly filter?: WorkspaceFilter;
  readonly problems: readonly Problem[];
}

const NEWEST_VERSION = 1;

/**
 * Parses a filter. What FileVault refuses, an unknown element, mode or version, is a problem here, too,
 * and leaves no filter.
 * @param file its name in problems
 */
export function parseWorkspaceFilter(text: string, file: string): ParsedFilter {
  try {
    return { filter: new FilterReader(text).read(), problems: [] };
  } catch (cause) {
    if (!(cause instanceof SyntaxFault)) throw cause;
    const at = positionAt(text, cause.offset);
    const message = `${cause.message.charAt(0).toUpperCase()}${cause.message.slice(1)}.`;
    const hint = 'Mend the file; until then oakling treats every path below /content/dam as its own.';
    return { problems: [problem('filter.syntax', { path: file, at, message, hint })] };
  }
}

class FilterReader {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  read(): WorkspaceFilter {
    const { root } = parseXml(this.#text);
    if (root.name !== 'workspaceFilter') fail(root, `the root element is ${root.name}, not workspaceFilter`);
    const version = this.#attribute(root, 'version');
    if (version !== undefined && !(Number(version.value) <= NEWEST_VERSION)) {
      fail(version, `version ${version.value} is not known; 1.0 is the newest`);
    }
    return { sets: root.children.map((child) => this.#set(child)) };
  }

  #set(element: Element): FilterSet {
    if (element.name !== 'filter') fail(element, `unknown element ${element.name}`);
    const written = this.#attribute(element, 'mode');
    const mode = IMPORT_MODES.find((known) => known === (written?.value.toLowerCase() ?? 'replace'));
    if (!mode) fail(written ?? element, `unknown import mode "${written?.value}"`);
    const rules = element.children.map((child) => this.#rule(child));
    const root = this.#attribute(element, 'root');
    return {
      root: this.#root(root),
      mode,
      rules: rules.filter(({ ofProperties }) => !ofProperties).map(({ rule }) => rule),
      propertyRules: rules.filter(({ ofProperties }) => ofProperties).map(({ rule }) => rule),
    };
  }

  #root(attribute: Located | undefined): string {
    const path = (attribute?.value || '/').replace(/(.)\/+$/, '$1');
    if (attribute && !path.startsWith('/')) fail(attribute, `the root ${path} does not begin with a /`);
    return path;
  }

  #rule(element: Element): { readonly rule: FilterRule; readonly ofProperties: boolean } {
    if (element.name !== 'include' && element.name !== 'exclude') {
      fail(element, `unknown element ${element.name}`);
    }
    const pattern = this.#attribute(element, 'pattern');
    if (!pattern) fail(element, `${element.name} has no pattern`);
    const ofProperties = this.#attribute(element, 'matchProperties')?.value.toLowerCase() === 'true';
    const rule = {
      include: element.name === 'include',
      pattern: expression(pattern),
      source: pattern.value,
    };
    return { rule, ofProperties };
  }

  #attribute(element: Element, name: string): Located | undefined {
    const found = element.attributes.find((attribute: Attribute) => attribute.name === name);
    if (!found) return undefined;
    const value = unescapeAttribute(this.#text.slice(found.valueStart, found.valueEnd));
    return { value, start: found.nameStart };
  }
}

interface Located {
  readonly value: string;
  /** Offset in the text. */
  readonly start: number;
}

function expression(pattern: Located): RegExp {
  try {
    return javaPattern(pattern.value);
  } catch (cause) {
    if (!(cause instanceof PatternError)) throw cause;
    return fail(pattern, `"${pattern.value}" cannot be understood as a pattern: ${cause.message}`);
  }
}

function fail({ start }: { readonly start: number }, message: string): never {
  throw new SyntaxFault(start, message);
}

/** A filter of roots alone, as FileVault writes one. */
export function printFilter(roots: readonly string[]): string {
  const lines = roots.map((root) => `    <filter root="${escapeAttribute(root, '"')}"/>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<workspaceFilter version="1.0">\n${lines.join('')}</workspaceFilter>\n`;
}
