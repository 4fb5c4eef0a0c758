/**
 * From the configuration in force to the options of `createOakling`.
 *
 * @module
 */
import { dirname, resolve } from 'node:path';
import type { OaklingOptions } from '../emulator/options.ts';
import type { OaklingConfiguration } from './configuration.ts';
import type { LoadedConfiguration } from './load-configuration.ts';
import { loadPlugins } from './load-plugins.ts';

/**
 * The options that open a tree as configured; its plugins are imported.
 * @throws InvalidConfigurationError when a plugin cannot be used
 */
export async function openingOptions(
  configuration: LoadedConfiguration,
  root: string,
  cwd: string,
): Promise<OaklingOptions> {
  const { file, fileName = '' } = configuration;
  const { root: _, plugins = [], hooks = [], ...rest } = explicitValues(configuration);
  const folder = file ? dirname(file.file) : cwd;
  return {
    ...rest,
    root,
    plugins: await loadPlugins({
      entries: plugins,
      folder,
      name: fileName,
      locate: (index) => file?.locate(['plugins', index]),
    }),
    hooks: hooks.map((hook) => ({ ...hook, cwd: resolve(folder, hook.cwd ?? '.') })),
  };
}

/** What somebody chose, nested again. The shape is sure: the file was checked by its schema, the rest by the table. */
function explicitValues({ values }: LoadedConfiguration): OaklingConfiguration {
  const chosen: Record<string, Record<string, unknown> | unknown> = {};
  for (const { key, value, source } of values) {
    if (source === 'default') continue;
    const [name = key, inner] = key.split('.');
    if (inner === undefined) chosen[name] = value;
    else chosen[name] = { ...(chosen[name] as object | undefined), [inner]: value };
  }
  return chosen as OaklingConfiguration;
}
