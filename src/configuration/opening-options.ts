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
import { nestValues } from './nest-values.ts';

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
  const { root: _, clean: __, plugins = [], hooks = [], ...rest } = explicitValues(configuration);
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

/** What somebody chose. The shape is sure: all of it was checked by the schema. */
export function explicitValues({ values }: LoadedConfiguration): OaklingConfiguration {
  return nestValues(values.filter(({ source }) => source !== 'default')) as OaklingConfiguration;
}
