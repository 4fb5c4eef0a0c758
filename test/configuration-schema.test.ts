/**
 * The table of settings and the schema editors use say the same.
 */
import { describe, expect, it } from 'vitest';
import { SETTINGS, type Setting } from '../src/configuration/settings.ts';
import { readSchema } from '../src/schemas/schema-files.ts';

interface SettingSchema {
  readonly type?: string;
  readonly default?: unknown;
  readonly oneOf?: readonly { readonly const: string }[];
  readonly properties?: Readonly<Record<string, SettingSchema>>;
}

/** The schema's settings by dotted name. */
function* leaves(schema: SettingSchema, prefix = ''): Generator<readonly [string, SettingSchema]> {
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    if (inner.properties) yield* leaves(inner, `${prefix}${name}.`);
    else if (name !== '$schema') yield [prefix + name, inner];
  }
}

const described = new Map(leaves(readSchema('configuration') as SettingSchema));

/** The schema's word for a type of the table. */
function typeOf({ type }: Setting): string | undefined {
  if (typeof type !== 'string') return undefined;
  return { text: 'string', path: 'string', switch: 'boolean', number: 'integer', structure: undefined }[type];
}

describe('the configuration schema', () => {
  it('knows the settings, and no others', () => {
    expect([...described.keys()].toSorted()).toEqual(SETTINGS.map(({ key }) => key).toSorted());
  });

  it.each(SETTINGS)('says of $key what the table says', (setting) => {
    const schema = described.get(setting.key);
    const words = schema?.oneOf?.map((alternative) => alternative.const);
    expect(words).toEqual(typeof setting.type === 'string' ? undefined : setting.type);
    if (typeOf(setting)) expect(schema?.type).toBe(typeOf(setting));
    if (setting.default !== null) expect(schema?.default).toBe(setting.default);
  });
});
