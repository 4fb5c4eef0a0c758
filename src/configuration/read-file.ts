/**
 * Reads a configuration file, with the place of every value in it.
 *
 * @module
 */
import { pathToFileURL } from 'node:url';
import { isMap, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml';
import { readText } from '../disk/read.ts';
import { type Problem, problem, type TextPosition } from '../problems/problem.ts';
import { InvalidConfigurationError } from './invalid-configuration.ts';

/** A way to a value: names and positions. */
export type ValuePath = readonly (string | number)[];

/** A configuration as it was written. */
export interface ConfigurationFile {
  /** Absolute. */
  readonly file: string;
  readonly content: Readonly<Record<string, unknown>>;
  /** Where a value stands, or the nearest value around it; unknown for JavaScript. */
  readonly locate: (path: ValuePath) => TextPosition | undefined;
}

/**
 * Reads a file of any of the supported kinds.
 * @param name how the file is called in problems
 * @throws InvalidConfigurationError when it cannot be read
 */
export async function readConfigurationFile(file: string, name: string): Promise<ConfigurationFile> {
  return /\.m?js$/.test(file) ? importFile(file, name) : parseFile(file, name);
}

async function importFile(file: string, name: string): Promise<ConfigurationFile> {
  const fail = (message: string, hint: string) =>
    new InvalidConfigurationError([problem('configuration.invalid', { path: name, message, hint })]);
  let module: { default?: unknown };
  try {
    module = await import(pathToFileURL(file).href);
  } catch (cause) {
    throw fail(
      `It cannot be imported: ${cause instanceof Error ? cause.message : cause}`,
      'Mend the module.',
    );
  }
  const content = module.default;
  if (!isRecord(content)) {
    throw fail('It has no default export that is an object.', 'Write `export default { … }`.');
  }
  return { file, content, locate: () => undefined };
}

/** JSON is read as the YAML it is, for the sake of the places. */
function parseFile(file: string, name: string): ConfigurationFile {
  const text = readText(file)?.text;
  if (text === undefined) {
    const message = 'There is no such file, or it is not UTF-8.';
    const hint = 'Write it anew with `oakling init`.';
    throw new InvalidConfigurationError([problem('configuration.invalid', { path: name, message, hint })]);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const positionAt = (offset: number): TextPosition => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const problems = document.errors.map(
    ({ message, pos }): Problem =>
      problem('configuration.invalid', {
        path: name,
        at: positionAt(pos[0]),
        message,
        hint: 'Mend the file.',
      }),
  );
  if (problems.length > 0) throw new InvalidConfigurationError(problems);
  const content: unknown = document.toJS() ?? {};
  if (!isRecord(content)) {
    const hint = 'Write `name: value` lines.';
    const found = { path: name, at: { line: 1, column: 1 }, message: 'It is not a mapping.', hint };
    throw new InvalidConfigurationError([problem('configuration.invalid', found)]);
  }
  const root = document.contents;
  return {
    file,
    content,
    locate: (path) => {
      const offset = offsetOf(root, path);
      return offset === undefined ? undefined : positionAt(offset);
    },
  };
}

/** The offset of the key, or of the list item, that a path leads to. */
function offsetOf(root: Node | null, path: ValuePath): number | undefined {
  let offset = root?.range?.[0];
  let current: unknown = root;
  for (const step of path) {
    if (isMap(current)) {
      const pair: Pair | undefined = current.items.find((item) => String(item.key) === String(step));
      if (!pair) break;
      offset = rangeOf(pair.key) ?? offset;
      current = pair.value;
    } else if (isSeq(current)) {
      current = current.items[Number(step)];
      offset = rangeOf(current) ?? offset;
    } else break;
  }
  return offset;
}

function rangeOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}

/** Whether a value is an object with names, not a list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
