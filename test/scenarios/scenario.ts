/**
 * Scenarios as data: a tree, what somebody does to it, and how its assets stand afterwards.
 *
 * @module
 */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DynamicMediaOptions } from '../../src/publish/configuration.ts';
import type { StatusStoreKind } from '../../src/publish/status-store/status-store.ts';
import type { ChangeKind } from '../../src/repository/change.ts';
import type { Files } from '../support/temporary-tree.ts';

/** One thing somebody does with any tool; paths are relative to the tree. */
export type Step =
  | { readonly write: string; readonly bytes: Buffer | string }
  | { readonly copy: string; readonly to: string }
  | { readonly move: string; readonly to: string }
  | { readonly remove: string }
  | { readonly edit: string; readonly replace: string; readonly by: string };

/** How an asset stands at the end. */
export interface Expected {
  readonly synced: boolean;
  /** `dam:scene7FileStatus`; `null` when absent. */
  readonly status: 'PublishComplete' | 'PublishIncomplete' | 'NotSupported' | null;
  readonly aem: boolean;
  readonly modifiedSince?: boolean;
  /** When Dynamic Media was last published: during the scenario, before it, or never. */
  readonly published?: 'now' | 'before' | null;
}

/** A scenario. */
export interface Scenario {
  readonly name: string;
  readonly files: Files;
  readonly dynamicMedia?: Partial<DynamicMediaOptions>;
  /** Where publish state is kept; in the node files unless told. */
  readonly statusStore?: StatusStoreKind;
  readonly steps: readonly Step[];
  /** Every asset there is at the end, by JCR path below `/content/dam`. */
  readonly assets: Readonly<Record<string, Expected>>;
  /** The kinds of changes of assets that must be told, however the steps are batched. */
  readonly kinds?: readonly ChangeKind[];
  /** Files that must be byte for byte as they were, by the path they have at the end. */
  readonly untouched?: Readonly<Record<string, string>>;
}

/** Does a step; answers the absolute paths it touched, as a watcher would hint them. */
export function take(step: Step, folder: string): string[] {
  const at = (path: string) => join(folder, path);
  if ('write' in step) {
    mkdirSync(dirname(at(step.write)), { recursive: true });
    writeFileSync(at(step.write), step.bytes);
    return [at(step.write)];
  }
  if ('copy' in step) {
    cpSync(at(step.copy), at(step.to), { recursive: true });
    return [at(step.to)];
  }
  if ('move' in step) {
    // oakling takes the node of a moved picture along; whoever moves it afterwards finds it moved.
    if (step.move.endsWith('.yaml') && existsSync(at(step.to))) return [at(step.move), at(step.to)];
    mkdirSync(dirname(at(step.to)), { recursive: true });
    renameSync(at(step.move), at(step.to));
    return [at(step.move), at(step.to)];
  }
  if ('remove' in step) {
    rmSync(at(step.remove), { recursive: true });
    return [at(step.remove)];
  }
  const text = readFileSync(at(step.edit), 'utf8');
  if (!text.includes(step.replace)) throw new Error(`${step.edit} does not contain ${step.replace}`);
  writeFileSync(at(step.edit), text.replace(step.replace, step.by));
  return [at(step.edit)];
}
