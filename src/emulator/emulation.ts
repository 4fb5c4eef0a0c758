/**
 * What the steps of the road share: one open tree, and the few things steps do to it from outside.
 *
 * @module
 */
import type { Extractor } from '../dam/extractor.ts';
import type { OaklingEvent } from '../plugins/events.ts';
import type { Rule } from '../plugins/plugin.ts';
import type { Problem } from '../problems/problem.ts';
import type { StatusStore } from '../publish/status-store/status-store.ts';
import type { Schedule } from '../replication/schedule/schedule.ts';
import type { AssetEntry, Entry } from '../repository/entry.ts';
import type { Observer } from '../repository/observe.ts';
import type { IndexStore } from '../repository/state/index-store.ts';
import type { Tree } from '../repository/tree.ts';
import type { TreeIndex } from '../repository/tree-index.ts';
import type { ActionLog } from './publishing/action-log.ts';
import type { Replication } from './publishing/replication.ts';
import type { SettingsInForce } from './settings-in-force.ts';

/** A rule with the plugin it comes from. */
export interface NamedRule {
  readonly plugin: string;
  readonly rule: Rule;
}

/** One open tree. */
export interface Emulation {
  readonly tree: Tree;
  readonly index: TreeIndex;
  /** Absolute folder of what oakling derives. */
  readonly stateFolder: string;
  readonly observer: Observer;
  readonly settings: SettingsInForce;
  /** Where publish state is kept. */
  readonly statuses: StatusStore;
  /** Absent when the tree is open for reading only. */
  readonly store: IndexStore | undefined;
  /** Paths of uploads that were under way when oakling was last stopped the hard way. */
  readonly begun: Set<string>;
  readonly user: string;
  /** Whether Brand Portal is configured. */
  readonly brandPortal: boolean;
  readonly clock: () => Date;
  readonly newUuid: () => string;
  readonly rules: readonly NamedRule[];
  readonly extractors: readonly Extractor[];
  readonly replication: Replication;
  /** Actions on their way. */
  readonly actions: ActionLog;
  /** What is to be published later. */
  readonly schedule: Schedule;
  readonly emit: (event: OaklingEvent) => void;
  readonly report: (problem: Problem) => void;
  /** Says that a file changed under our hands and must be looked at again. */
  readonly lookAgain: (file: string) => void;
  /** Asks for an asset's renditions to be made in the background. */
  readonly requestRenditions: (asset: AssetEntry) => void;
}

/** Whether an asset of the company already bears a Dynamic Media name. */
export function hasScene7Name(
  { index, statuses }: Pick<Emulation, 'index' | 'statuses'>,
  name: string,
): boolean {
  return index.hasScene7Name(name) || statuses.hasScene7Name(name);
}

/** Notes an entry in the index and in its log. */
export function commit({ index, store }: Pick<Emulation, 'index' | 'store'>, entry: Entry): void {
  index.attach(entry);
  store?.put(entry);
}

/** Removes an entry, and what is below it, from the index and in its log. */
export function drop({ index, store }: Pick<Emulation, 'index' | 'store'>, entry: Entry): void {
  if (entry.parent?.children.get(entry.name) !== entry) return;
  store?.drop(entry);
  index.detach(entry);
}
