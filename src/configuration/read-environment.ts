/**
 * Settings from `OAKLING_*` environment variables.
 *
 * @module
 */
import { resolve } from 'node:path';
import { SETTINGS, type Setting, variableOf } from './settings.ts';

/**
 * A setting's value with where it comes from, in words: `flag --user`, `OAKLING_USER`,
 * `oakling.config.yaml:3`, `default`.
 */
export interface SettingValue {
  readonly key: string;
  readonly value: unknown;
  readonly source: string;
}

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

const SWITCHES: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  '1': true,
  false: false,
  no: false,
  off: false,
  '0': false,
};

/**
 * The settings that variables make; an empty variable says nothing. A text that does not read as the
 * setting's type stays a text, and whoever checks the value says what it must be.
 * @param cwd folder that paths are relative to
 */
export function readEnvironment(environment: Environment, cwd: string): SettingValue[] {
  return SETTINGS.flatMap((setting) => {
    const source = variableOf(setting);
    const text = environment[source];
    return text ? [{ key: setting.key, value: parse(setting, text, cwd), source }] : [];
  });
}

function parse({ type }: Setting, text: string, cwd: string): string | number | boolean {
  if (type === 'path') return resolve(cwd, text);
  if (type === 'switch') return SWITCHES[text.toLowerCase()] ?? text;
  return type === 'number' && /^\d+$/.test(text) ? Number(text) : text;
}
