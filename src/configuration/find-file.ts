/**
 * Where the configuration is.
 *
 * @module
 */
import { dirname, join } from 'node:path';
import { statAt } from '../disk/file-stat.ts';

/** The names a configuration file may have; the first one found in a folder counts. */
export const CONFIGURATION_FILES: readonly string[] = ['yaml', 'yml', 'json', 'mjs', 'js'].map(
  (extension) => `oakling.config.${extension}`,
);

/** The configuration file in a folder. */
export function configurationFileIn(folder: string): string | undefined {
  return CONFIGURATION_FILES.map((name) => join(folder, name)).find((file) => statAt(file)?.isFile());
}

/** The configuration file in a folder or the nearest folder above it. */
export function findConfigurationFile(folder: string): string | undefined {
  for (const current of upward(folder)) {
    const file = configurationFileIn(current);
    if (file !== undefined) return file;
  }
  return undefined;
}

/** A folder and the folders above it, the root last. */
export function* upward(folder: string): Generator<string> {
  let current = folder;
  for (;;) {
    yield current;
    const above = dirname(current);
    if (above === current) return;
    current = above;
  }
}
