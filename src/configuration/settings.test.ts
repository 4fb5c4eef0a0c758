import { expect, it } from 'vitest';
import { readSchema } from '../schemas/schema-files.ts';
import { SETTINGS, type ValueType, variableOf } from './settings.ts';

interface SchemaPart {
  readonly type?: string;
  readonly oneOf?: readonly { readonly const: string }[];
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, SchemaPart>>;
}

/** The settings the schema has, by dotted name. */
function leaves(schema: SchemaPart, prefix = ''): [string, SchemaPart][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) =>
    part.properties
      ? leaves(part, `${prefix}${name}.`)
      : [[`${prefix}${name}`, part] as [string, SchemaPart]],
  );
}

const { properties }: SchemaPart = readSchema('configuration') as object;
const schema = Object.fromEntries(
  leaves({ properties: properties ?? {} }).filter(([name]) => name !== '$schema'),
);

it('are the settings of the schema, in its order', () => {
  expect(SETTINGS.map(({ key }) => key)).toEqual(Object.keys(schema));
});

const JSON_TYPES: Readonly<Record<Exclude<ValueType, readonly string[]>, readonly string[]>> = {
  text: ['string'],
  path: ['string'],
  switch: ['boolean'],
  number: ['integer'],
  structure: ['object', 'array'],
};

it.each(SETTINGS)('$key is of the same type, with the same default', ({ key, type, default: value }) => {
  const part = schema[key];
  if (typeof type === 'string') expect(JSON_TYPES[type]).toContain(part?.type);
  else expect(part?.oneOf?.map((alternative) => alternative.const)).toEqual(type);
  expect(part?.default ?? null).toBe(value);
});

it.each([
  ['user', 'OAKLING_USER'],
  ['stateFolder', 'OAKLING_STATE_FOLDER'],
  ['dynamicMedia.syncAllContent', 'OAKLING_DYNAMIC_MEDIA_SYNC_ALL_CONTENT'],
])('%s is %s in the environment', (key, variable) => {
  expect(variableOf({ key })).toBe(variable);
});
