/**
 * `package ls`: what is in a package.
 *
 * @module
 */
import { resolve } from 'node:path';
import type { Problem } from '../problems/problem.ts';
import type { FilterRule, ImportMode } from '../vault/workspace-filter.ts';
import type { PackageId } from './package-properties.ts';
import { openPackage } from './vault-package.ts';
import { DEFAULT_LIMITS, type ZipLimits } from './zip/unsafe-entries.ts';

/** One entry of a package. */
export interface ListedEntry {
  /** Its path in the zip; a folder's ends in a slash. */
  readonly name: string;
  /** Bytes once unpacked. */
  readonly size: number;
}

/** One rule of a filter as it is written. */
export interface ListedRule {
  readonly kind: 'include' | 'exclude';
  readonly pattern: string;
  readonly matchProperties: boolean;
}

/** What is in a package. */
export interface ListedPackage {
  readonly id?: PackageId;
  readonly properties: Readonly<Record<string, string>>;
  readonly filter: readonly {
    readonly root: string;
    readonly mode: ImportMode;
    readonly rules: readonly ListedRule[];
  }[];
  readonly entries: readonly ListedEntry[];
  readonly problems: readonly Problem[];
}

/**
 * Lists a package; one that cannot be opened has problems and nothing else.
 * @throws the I/O error when the file cannot be read
 */
export async function listPackage(file: string, limits: Partial<ZipLimits> = {}): Promise<ListedPackage> {
  const { opened, problems } = await openPackage(resolve(file), { ...DEFAULT_LIMITS, ...limits });
  if (!opened) return { properties: {}, filter: [], entries: [], problems };
  opened.archive.close();
  return {
    ...(opened.id ? { id: opened.id } : {}),
    properties: Object.fromEntries(opened.properties),
    filter: opened.filter.sets.map(({ root, mode, rules, propertyRules }) => ({
      root,
      mode,
      rules: [
        ...rules.map((rule) => listed(rule, false)),
        ...propertyRules.map((rule) => listed(rule, true)),
      ],
    })),
    entries: opened.archive.entries.map(({ name, size }) => ({ name, size })),
    problems,
  };
}

function listed({ include, source }: FilterRule, matchProperties: boolean): ListedRule {
  return { kind: include ? 'include' : 'exclude', pattern: source, matchProperties };
}
