/**
 * From settings with dotted names to the nested form a configuration file has.
 *
 * @module
 */
import type { SettingValue } from './read-environment.ts';

/** Nests settings: `dynamicMedia.company` becomes `company` in `dynamicMedia`. */
export function nestValues(values: readonly Pick<SettingValue, 'key' | 'value'>[]): Record<string, unknown> {
  const nested: Record<string, unknown> = {};
  for (const { key, value } of values) {
    const [name = key, inner] = key.split('.');
    nested[name] = inner === undefined ? value : { ...(nested[name] as object | undefined), [inner]: value };
  }
  return nested;
}
