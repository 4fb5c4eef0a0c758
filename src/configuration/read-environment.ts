/**
 * Settings from `OAKLING_*` environment variables.
 *
 * @module
 */
import { resolve } from 'node:path';
import { type Problem, problem } from '../problems/problem.ts';
import { allowedValues, SETTINGS, type Setting, variableOf } from './settings.ts';

/** A setting's value with where it comes from, in words: `flag --user`, `OAKLING_USER`, `oakling.config.yaml:3`, `default`. */
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
 * The settings the environment makes, and what is wrong with them. An empty variable says nothing.
 * @param cwd folder that paths are relative to
 */
export function readEnvironment(
  environment: Environment,
  cwd: string,
): {
  readonly values: readonly SettingValue[];
  readonly problems: readonly Problem[];
} {
  const values: SettingValue[] = [];
  const problems: Problem[] = [];
  for (const setting of SETTINGS) {
    const source = variableOf(setting);
    const text = environment[source];
    if (text === undefined || text === '') continue;
    const value = parse(setting, text, cwd);
    if (value === undefined) {
      const message = `${source} is "${text}", and must be ${allowedValues(setting)}.`;
      problems.push(problem('configuration.invalid', { path: source, message, hint: 'Set or unset it.' }));
    } else values.push({ key: setting.key, value, source });
  }
  return { values, problems };
}

function parse({ type }: Setting, text: string, cwd: string): string | number | boolean | undefined {
  if (type === 'text') return text;
  if (type === 'path') return resolve(cwd, text);
  if (type === 'switch') return SWITCHES[text.toLowerCase()];
  if (type === 'number') return /^\d+$/.test(text) ? Number(text) : undefined;
  return type !== 'structure' && type.includes(text) ? text : undefined;
}
