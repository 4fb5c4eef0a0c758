/**
 * What a schema validator found, in sentences for people.
 *
 * @module
 */
import type { AnySchemaObject, ErrorObject } from 'ajv';
import { nearestWord } from './nearest-word.ts';

/** A way to a value: names and positions. */
export type ValuePath = readonly (string | number)[];

/** Something that does not match a schema. */
export interface Mismatch {
  /** Where it is; for an unknown name that name included. */
  readonly path: ValuePath;
  readonly message: string;
  readonly hint: string;
}

/** What a subject of validation is called. */
export interface Wording {
  /** A value, by the way to it. */
  readonly nameOf: (path: ValuePath) => string;
  /** What unknown names are: `setting`. */
  readonly kind: string;
  /** Whether whoever reads the values understands other spellings of them. */
  readonly spellingsCount: boolean;
}

/** Explains errors of one validated value, one for each place. */
export function explainErrors(
  value: unknown,
  errors: readonly ErrorObject[],
  wording: Wording,
): readonly Mismatch[] {
  const found = new Map<string, Mismatch>();
  for (const error of errors) {
    if (isPartOfAlternative(error, errors)) continue;
    if (wording.spellingsCount && isSpelledOtherwise(error)) continue;
    const mismatch = explain(pathOf(value, error.instancePath), error, wording);
    const place = JSON.stringify(mismatch.path);
    if (!found.has(place)) found.set(place, mismatch);
  }
  return [...found.values()];
}

/** Errors of the single alternatives say nothing beyond the one that none of them fits. */
function isPartOfAlternative(
  { schemaPath, propertyName }: ErrorObject,
  errors: readonly ErrorObject[],
): boolean {
  if (propertyName !== undefined) return true;
  return errors.some(
    ({ keyword, schemaPath: outer }) => keyword === 'oneOf' && schemaPath.startsWith(`${outer}/`),
  );
}

/** Folder settings are understood in any spelling and in the words of AEM's dialogs, the titles. */
function isSpelledOtherwise({ keyword, data, parentSchema }: ErrorObject): boolean {
  if (keyword !== 'oneOf' || typeof data !== 'string') return false;
  const spellings = alternatives(parentSchema).flatMap(({ const: value, title }) => [value, title]);
  return spellings.some((spelling) => typeof spelling === 'string' && plainly(spelling) === plainly(data));
}

function plainly(text: string): string {
  return text.toLowerCase().replace(/[\s_-]/g, '');
}

function explain(path: ValuePath, error: ErrorObject, { nameOf, kind }: Wording): Mismatch {
  const { keyword, params, data, parentSchema } = error;
  const name = nameOf(path);
  if (keyword === 'additionalProperties') {
    const unknown = [...path, String(params.additionalProperty)];
    const known = Object.keys(parentSchema?.properties ?? {});
    const hint = suggestion(String(params.additionalProperty), known) ?? `There are ${known.join(', ')}.`;
    return { path: unknown, message: `There is no ${kind} ${nameOf(unknown)}.`, hint };
  }
  if (keyword === 'propertyNames') {
    const hint = hintOf(parentSchema);
    return {
      path: [...path, params.propertyName],
      message: `${name} cannot have a "${params.propertyName}".`,
      hint,
    };
  }
  if (keyword === 'required') {
    const hint = hintOf(parentSchema?.properties?.[params.missingProperty]);
    return { path, message: `${name} lacks ${params.missingProperty}.`, hint };
  }
  const words = wordsOf(parentSchema);
  const hint = (typeof data === 'string' ? suggestion(data, words) : undefined) ?? hintOf(parentSchema);
  return { path, message: `${name} is ${shown(data)}, and must ${demand(error)}.`, hint };
}

/** What the schema demands, after "must". */
function demand({ keyword, params, parentSchema }: ErrorObject): string {
  switch (keyword) {
    case 'oneOf':
    case 'enum':
    case 'const':
      return `be ${choice(wordsOf(parentSchema))}`;
    case 'type':
      return `be ${[params.type]
        .flat()
        .map((type) => TYPES[type] ?? type)
        .join(' or ')}`;
    case 'minimum':
      return `be at least ${params.limit}`;
    case 'exclusiveMinimum':
      return `be more than ${params.limit}`;
    case 'minLength':
    case 'minItems':
      return 'not be empty';
    case 'format':
      return `be ${FORMATS[params.format] ?? params.format}`;
    default:
      return `look like ${parentSchema?.examples?.[0] ?? params.pattern}`;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  null: 'nothing',
};

const FORMATS: Readonly<Record<string, string>> = {
  uri: 'a URL',
  'date-time': 'a date with time and zone, such as 2026-11-23T10:00:00.000+01:00',
};

function alternatives(schema: AnySchemaObject | undefined): readonly AnySchemaObject[] {
  return schema?.oneOf ?? [];
}

/** The values a schema allows, the empty one aside. */
function wordsOf(schema: AnySchemaObject | undefined): string[] {
  const values: unknown[] = schema?.enum ?? alternatives(schema).map((each) => each.const);
  const all = schema?.const === undefined ? values : [schema.const];
  return all.map(String).filter((word) => word !== '');
}

function choice(words: readonly string[]): string {
  return words.length === 1 ? String(words[0]) : `one of ${words.join(', ')}`;
}

function suggestion(word: string, words: readonly string[]): string | undefined {
  const nearest = nearestWord(word, words);
  return nearest === undefined ? undefined : `Did you mean ${nearest}?`;
}

function hintOf(schema: AnySchemaObject | undefined): string {
  return schema?.description ?? 'Correct it.';
}

/** A value as a sentence shows it. */
function shown(data: unknown): string {
  if (data === null) return 'empty';
  if (Array.isArray(data)) return 'a list';
  if (typeof data === 'object') return 'a mapping';
  const text = JSON.stringify(data) ?? String(data);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const LONGEST = 60;

/** The way a JSON pointer goes through a value; positions in lists are numbers. */
function pathOf(value: unknown, pointer: string): ValuePath {
  const path: (string | number)[] = [];
  let current = value;
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(current) ? Number(name) : name);
    current = (current as Readonly<Record<string, unknown>> | undefined)?.[name];
  }
  return path;
}
