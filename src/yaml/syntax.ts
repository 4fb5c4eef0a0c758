/**
 * The `yaml` library at work: text to its document model, with whatever a node file must not contain
 * found before anything recursive sees it.
 *
 * @module
 */
import { Composer, type CST, type Document, isAlias, isNode, Parser, visit } from 'yaml';
import { type Problem, positionAt, problem } from '../problems/problem.ts';

/** A parsed text, or why it is none. */
export type YamlSyntax =
  | { readonly document: Document.Parsed; readonly problems?: undefined }
  | { readonly document?: undefined; readonly problems: readonly Problem[] };

/**
 * Nesting beyond this is refused: the library's composer recurses, and a crafted file would end the
 * process, not just the parse. Real nodes stay below twenty levels.
 */
const DEEPEST = 200;

/** More problems than this of one file help nobody. */
const MOST_PROBLEMS = 20;

const HINT = 'Mend the file; until then oakling reads nothing from it and never writes it.';

/** What YAML and the library understand differently, so that nobody could tell what the file means. */
const STRAYS = [
  { pattern: /\r(?!\n)/, what: 'carriage return stands here without a line feed' },
  { pattern: /(?<=\n)\ufeff/, what: 'byte order mark stands inside the file' },
  { pattern: /(?<=^\ufeff) +(?=[^\s#])/, what: 'blank stands between the byte order mark and the first key' },
];

/** Every scalar stays a string: types are told from text and tags by `value-types.ts`. */
const OPTIONS = {
  schema: 'failsafe',
  keepSourceTokens: true,
  prettyErrors: false,
  stringKeys: true,
} as const;

/** Makes a located `yaml.syntax` problem. */
export function syntaxProblem(text: string, file: string, offset: number, message: string): Problem {
  return problem('yaml.syntax', { path: file, at: positionAt(text, offset), message, hint: HINT });
}

/** Parses a text of one YAML document. */
export function parseSyntax(text: string, file: string): YamlSyntax {
  const refuse = (offset: number, message: string) => syntaxProblem(text, file, offset, message);
  const stray = STRAYS.map(({ pattern, what }) => ({ offset: text.search(pattern), what })).find(
    ({ offset }) => offset !== -1,
  );
  if (stray) return { problems: [refuse(stray.offset, `A ${stray.what}.`)] };
  const tokens = [...new Parser().parse(text)];
  const deep = tooDeep(tokens);
  if (deep !== undefined)
    return { problems: [refuse(deep, `The nesting is deeper than ${DEEPEST} levels.`)] };

  const [document, second] = [...new Composer(OPTIONS).compose(tokens, true, text.length)];
  if (!document) return { problems: [refuse(0, 'The file holds no YAML document.')] };
  const problems = document.errors.map(({ pos, message }) => refuse(pos[0], sentence(message)));
  if (second)
    problems.push(refuse(second.range[0], 'A second document begins here; a node file is just one.'));
  const shared = sharedNode(document);
  if (shared !== undefined)
    problems.push(
      refuse(shared, 'Anchors and aliases have no place in a node file: every value stands for itself.'),
    );
  return problems.length === 0 ? { document } : { problems: problems.slice(0, MOST_PROBLEMS) };
}

/** The offset of the first token nested too deep, found without recursion. */
function tooDeep(tokens: readonly CST.Token[]): number | undefined {
  let level = tokens;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return level[0]?.offset;
    level = level.flatMap(nestedTokens);
  }
  return undefined;
}

function nestedTokens(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key, value].filter((nested) => nested != null));
}

/** The offset of the first anchor or alias. */
function sharedNode(document: Document.Parsed): number | undefined {
  let found: number | undefined;
  visit(document, (_, node) => {
    if (!isNode(node) || !(isAlias(node) || node.anchor !== undefined)) return undefined;
    found = node.range?.[0];
    return visit.BREAK;
  });
  return found;
}

/** The library's messages are sentences but for the full stop. */
function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
