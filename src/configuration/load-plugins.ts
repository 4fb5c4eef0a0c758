/**
 * From the configuration's `plugins` to plugins.
 *
 * @module
 */
import { createRequire } from 'node:module';
import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OaklingPlugin } from '../plugins/plugin.ts';
import { type Problem, problem, type TextPosition } from '../problems/problem.ts';
import { InvalidConfigurationError } from './invalid-configuration.ts';
import { isRecord } from './read-file.ts';

/** Plugins as the configuration lists them. */
export interface PluginList {
  readonly entries: readonly (string | OaklingPlugin)[];
  /** Folder that paths are relative to. */
  readonly folder: string;
  /** How the file is called in problems. */
  readonly name: string;
  /** Where an entry stands. */
  readonly locate: (index: number) => TextPosition | undefined;
}

/**
 * Imports plugins, in their order. A module's plugin is its default export, or the one called `plugin`.
 * @throws InvalidConfigurationError naming every plugin that cannot be used
 */
export async function loadPlugins({ entries, folder, name, locate }: PluginList): Promise<OaklingPlugin[]> {
  const problems: Problem[] = [];
  const plugins: OaklingPlugin[] = [];
  for (const [index, entry] of entries.entries()) {
    try {
      const plugin = typeof entry === 'string' ? await importPlugin(entry, folder) : entry;
      if (plugins.some((other) => other.name === plugin.name)) {
        throw new Error(`there is another plugin called ${plugin.name}`);
      }
      plugins.push(plugin);
    } catch (cause) {
      const message = `The plugin ${typeof entry === 'string' ? entry : index + 1} cannot be used: ${cause instanceof Error ? cause.message : cause}`;
      const hint = 'Mend it or take it out of `plugins`.';
      problems.push(problem('configuration.invalid', { path: name, at: locate(index), message, hint }));
    }
  }
  if (problems.length > 0) throw new InvalidConfigurationError(problems);
  return plugins;
}

async function importPlugin(entry: string, folder: string): Promise<OaklingPlugin> {
  const isPath = entry.startsWith('.') || isAbsolute(entry);
  const file = isPath ? resolve(folder, entry) : createRequire(resolve(folder, '_')).resolve(entry);
  const module: { default?: unknown; plugin?: unknown } = await import(pathToFileURL(file).href);
  const plugin = module.default ?? module.plugin;
  if (isPlugin(plugin)) return plugin;
  throw new Error('it exports no plugin: export one by default, or as `plugin`, with a `name`');
}

function isPlugin(value: unknown): value is OaklingPlugin {
  return isRecord(value) && typeof value.name === 'string' && value.name !== '';
}
