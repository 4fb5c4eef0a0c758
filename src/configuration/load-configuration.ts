/**
 * Puts the configuration together: a flag wins over the environment, that over the file, that over the
 * default; and every value remembers where it came from.
 *
 * @module
 */
import { dirname, relative, resolve } from 'node:path';
import { type Problem, problem } from '../problems/problem.ts';
import { validateConfiguration } from '../schemas/validate.ts';
import { findConfigurationFile } from './find-file.ts';
import { type FoundTree, findTree } from './find-tree.ts';
import { InvalidConfigurationError } from './invalid-configuration.ts';
import { nestValues } from './nest-values.ts';
import { type Environment, readEnvironment, type SettingValue } from './read-environment.ts';
import { type ConfigurationFile, isRecord, readConfigurationFile } from './read-file.ts';
import { SETTINGS } from './settings.ts';

/** What a caller knows before any configuration is read. */
export interface ConfigurationRequest {
  /** The folder a person named, as they wrote it. */
  readonly dir?: string | undefined;
  /** The configuration file a person named, as they wrote it; searched upward from the folder when absent. */
  readonly file?: string | undefined;
  /** Settings made by flags, with the flag as their source. */
  readonly flags?: readonly SettingValue[];
  readonly environment: Environment;
  /** Absolute; relative paths of flags and variables start here. */
  readonly cwd: string;
  /** Absolute; where the search begins when no folder is named. The working directory unless told. */
  readonly from?: string | undefined;
}

/** The configuration in force. */
export interface LoadedConfiguration {
  readonly file: ConfigurationFile | undefined;
  /** How the file is called: relative to the working directory. */
  readonly fileName: string | undefined;
  /** Every setting, in the order of {@link SETTINGS}. */
  readonly values: readonly SettingValue[];
  /** The folder to open; `undefined` when nothing looks like a tree. */
  readonly tree: FoundTree | undefined;
}

/**
 * Loads the configuration.
 * @throws InvalidConfigurationError when the file or the environment says something that cannot be obeyed
 */
export async function loadConfiguration(request: ConfigurationRequest): Promise<LoadedConfiguration> {
  const { flags = [], environment, cwd, from = cwd } = request;
  const dir = request.dir === undefined ? undefined : resolve(cwd, request.dir);
  const path = request.file === undefined ? findConfigurationFile(dir ?? from) : resolve(cwd, request.file);
  const fileName = path === undefined ? undefined : relative(cwd, path);
  const file = path === undefined ? undefined : await readConfigurationFile(path, fileName ?? path);
  const fromEnvironment = readEnvironment(environment, cwd);
  const problems = [
    ...(file ? checkFile(file, fileName ?? '') : []),
    ...[...flags, ...fromEnvironment].flatMap(checkValue),
  ];
  if (problems.length > 0) throw new InvalidConfigurationError(problems);

  const fromFile = file ? valuesOf(file, fileName ?? '') : [];
  const layers = [flags, fromEnvironment, fromFile];
  const values = SETTINGS.map(({ key, default: value }): SettingValue => {
    for (const layer of layers) {
      const found = layer.find((candidate) => candidate.key === key);
      if (found) return found;
    }
    return { key, value, source: 'default' };
  });
  const rootIn = (layer: readonly SettingValue[]): FoundTree | undefined => {
    const found = layer.find(({ key }) => key === 'root');
    return found && { root: String(found.value), source: found.source };
  };
  const fileRoot = rootIn(fromFile);
  const root = rootIn(fromEnvironment) ?? fileRoot;
  return { file, fileName, values, tree: findTree({ dir, from, file: path, fileRoot, root }) };
}

/** A setting's value, whatever it is. */
export function settingInForce({ values }: Pick<LoadedConfiguration, 'values'>, key: string): SettingValue {
  const found = values.find((candidate) => candidate.key === key);
  if (!found) throw new RangeError(`there is no setting ${key}`);
  return found;
}

function checkFile({ content, locate }: ConfigurationFile, name: string): Problem[] {
  return validateConfiguration(checkable(content)).map(({ path, message, hint }) =>
    problem('configuration.invalid', { path: name, at: locate(path), message, hint }),
  );
}

function checkValue(value: SettingValue): Problem[] {
  return validateConfiguration(nestValues([value])).map(({ message, hint }) =>
    problem('configuration.invalid', { path: value.source, message, hint }),
  );
}

/**
 * What the schema can judge: without names that have no value, which say nothing, and without the plugins
 * themselves that JavaScript may list, which are checked when they are loaded.
 */
function checkable(content: ConfigurationFile['content']): unknown {
  const { plugins } = content;
  const names = Array.isArray(plugins) && plugins.map((entry) => (isRecord(entry) ? 'a plugin' : entry));
  return withoutEmpty(names ? { ...content, plugins: names } : content);
}

function withoutEmpty(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const said = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(said.map(([name, inner]) => [name, withoutEmpty(inner)]));
}

function valuesOf({ file, content, locate }: ConfigurationFile, name: string): SettingValue[] {
  return SETTINGS.flatMap(({ key, type }) => {
    const path = key.split('.');
    let value: unknown = content;
    for (const step of path) value = isRecord(value) ? value[step] : undefined;
    if (value === undefined || value === null) return [];
    if (type === 'path') value = resolve(dirname(file), String(value));
    const at = locate(path);
    return [{ key, value, source: at ? `${name}:${at.line}` : name }];
  });
}
