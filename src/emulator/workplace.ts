/**
 * An open tree at work: the verbs, one at a time on the road, and everything that runs beside it.
 *
 * @module
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { ChangeEvent, OaklingEvent, ReadyEvent } from '../plugins/events.ts';
import type { HookRunner } from '../plugins/run-hooks.ts';
import type { Effect } from '../publish/effect.ts';
import type { PublishAction } from '../publish/publish-target.ts';
import type { TimelineEntry } from '../publish/timeline.ts';
import type { Collected } from '../replication/collect-garbage.ts';
import type { ScheduledPublication } from '../replication/schedule/schedule.ts';
import type { ScheduledTime } from '../replication/schedule/scheduled-time.ts';
import type { BareEntry } from '../repository/entry.ts';
import type { ActivityLog } from '../repository/state/activity-log.ts';
import type { TreeLock } from '../repository/state/lock.ts';
import type { SearchQuery, SearchResult } from '../search/search-query.ts';
import type { Layout } from '../vault/layout.ts';
import type { Watcher } from '../watch/watcher.ts';
import type { BackgroundRenditions } from './background-renditions.ts';
import type { Emulation } from './emulation.ts';
import type {
  ActionRow,
  AssetStatus,
  FolderListing,
  ListRow,
  Oakling,
  PathExplanation,
  PublicationPlan,
  SettingChange,
  TransferRow,
} from './oakling.ts';
import { collectDaily } from './publishing/collect-daily.ts';
import type { QueuedDelivery } from './publishing/replication.ts';
import type { ScheduleRunner } from './publishing/run-schedule.ts';
import type { Road } from './road.ts';
import type { DiskWork } from './transfer/transfer.ts';
import type { TreeEvents } from './tree-events.ts';
import { type AgreedPlan, apply } from './verbs/apply.ts';
import { convert } from './verbs/convert.ts';
import { copy } from './verbs/copy.ts';
import { deliveries, dropDeliveries, retryDeliveries } from './verbs/deliveries.ts';
import { explain } from './verbs/explain.ts';
import { ingest } from './verbs/ingest.ts';
import { list, listRows } from './verbs/list.ts';
import { makeFolder, type NewFolder } from './verbs/make-folder.ts';
import { move } from './verbs/move.ts';
import { type PlanOptions, plan } from './verbs/plan.ts';
import { type RemoveOptions, removeEntries } from './verbs/remove.ts';
import { reprocess } from './verbs/reprocess.ts';
import { type Scheduled, schedule, unschedule } from './verbs/schedule.ts';
import { Searches } from './verbs/search.ts';
import { set } from './verbs/set.ts';
import { status } from './verbs/status.ts';
import {
  collect,
  type TargetRow,
  targets,
  type VerifiedTargets,
  type VerifyOptions,
  verifyTargets,
} from './verbs/targets.ts';
import { type TimelineOptions, timeline } from './verbs/timeline.ts';

/** What a workplace is made of. */
export interface WorkplaceParts {
  readonly emulation: Emulation;
  readonly events: TreeEvents;
  readonly road: Road;
  readonly journal: ActivityLog;
  readonly renditions: BackgroundRenditions | undefined;
  readonly hooks: HookRunner | undefined;
  readonly lock: TreeLock | undefined;
  /** Runs what is scheduled. */
  readonly runner: ScheduleRunner | undefined;
}

/** See {@link Oakling}. */
export class Workplace implements Oakling {
  readonly ready: ReadyEvent;
  readonly #parts: WorkplaceParts;
  readonly #searches: Searches;
  readonly #changeListeners = new Set<(change: ChangeEvent) => void>();
  readonly #watcher: Watcher | undefined;
  #closing: Promise<void> | undefined;
  #toldSinceIdle = true;
  #waitsForIdle = false;
  #tidying: Promise<void> | undefined;

  constructor(parts: WorkplaceParts, ready: ReadyEvent, watcher: Watcher | undefined) {
    this.#parts = parts;
    this.ready = ready;
    this.#searches = new Searches(parts.emulation);
    this.#watcher = watcher;
    parts.events.addOwn((event) => {
      if (event.event !== 'idle') this.#toldSinceIdle = true;
      if (event.event === 'change') for (const listener of this.#changeListeners) listener(event);
    });
    parts.road.onEmpty = () => void this.#announceIdle();
  }

  on(listener: (event: OaklingEvent) => void): () => void {
    return this.#parts.events.on(listener);
  }

  hint(paths: Iterable<string>): void {
    this.#parts.road.hint(paths);
  }

  scan(): Promise<void> {
    return this.#parts.road.scan();
  }

  async idle(): Promise<void> {
    const { road, renditions, hooks, emulation } = this.#parts;
    for (;;) {
      await road.empty();
      await emulation.replication.queue?.idle();
      await renditions?.idle();
      await hooks?.idle();
      if (this.#watcher?.pending) await wait(10);
      else if (road.isEmpty) return;
    }
  }

  ingest(paths: readonly string[]): Promise<ActionRow[]> {
    return this.#work((emulation) => ingest(emulation, paths));
  }

  reprocess(paths: readonly string[]): Promise<ActionRow[]> {
    return this.#work((emulation) => reprocess(emulation, paths));
  }

  set(folder: string, change: SettingChange): Promise<ActionRow> {
    return this.#work(async (emulation) => set(emulation, folder, change));
  }

  move(paths: readonly string[], target: string): Promise<TransferRow[]> {
    return this.#transfer((emulation) => move(emulation, paths, target));
  }

  copy(paths: readonly string[], target: string): Promise<TransferRow[]> {
    return this.#transfer((emulation) => copy(emulation, paths, target));
  }

  remove(paths: readonly string[], options: RemoveOptions = {}): Promise<TransferRow[]> {
    return this.#transfer((emulation) => removeEntries(emulation, paths, options));
  }

  makeFolder(path: string, folder: NewFolder = {}): Promise<ActionRow> {
    return this.#work(async (emulation) => makeFolder(emulation, path, folder));
  }

  convert(paths: readonly string[], to: Layout): Promise<ActionRow[]> {
    return this.#work(async (emulation) => convert(emulation, paths, to));
  }

  plan(action: PublishAction, paths: readonly string[], options: PlanOptions = {}): Promise<PublicationPlan> {
    const { road, emulation } = this.#parts;
    return road.exclusive(async () => plan(emulation, action, paths, options));
  }

  schedule(
    action: PublishAction,
    paths: readonly string[],
    time: ScheduledTime,
    options: PlanOptions = {},
  ): Promise<Scheduled> {
    return this.#work(async (emulation) => {
      const answer = schedule(emulation, action, paths, time, options);
      this.#parts.runner?.look();
      return answer;
    });
  }

  async scheduled(): Promise<ScheduledPublication[]> {
    return this.#parts.emulation.schedule.list();
  }

  unschedule(ids: readonly number[]): Promise<ScheduledPublication[]> {
    return this.#work(async (emulation) => unschedule(emulation, ids));
  }

  apply(agreed: AgreedPlan, onRow?: (row: ActionRow) => void): Promise<ActionRow[]> {
    return this.#work((emulation) => apply(emulation, agreed, onRow ? { onRow } : {}));
  }

  status(paths: readonly string[] = []): Promise<AssetStatus[]> {
    return this.#parts.road.exclusive(async () => status(this.#parts.emulation, paths));
  }

  search(query: SearchQuery, onProgress?: (read: number, total: number) => void): Promise<SearchResult> {
    return this.#parts.road.exclusive(() => this.#searches.search(query, onProgress));
  }

  list(folder: string): Promise<FolderListing> {
    return this.#parts.road.exclusive(async () => list(this.#parts.emulation, folder));
  }

  listRows(paths: readonly string[]): Promise<ListRow[]> {
    return this.#parts.road.exclusive(async () => listRows(this.#parts.emulation, paths));
  }

  async timeline(path?: string | null, options: TimelineOptions = {}): Promise<TimelineEntry[]> {
    const { emulation, journal } = this.#parts;
    return timeline(emulation, journal, path ?? undefined, options);
  }

  explain(path: string): Promise<PathExplanation> {
    return this.#parts.road.exclusive(async () => explain(this.#parts.emulation, path));
  }

  targets(): Promise<TargetRow[]> {
    return this.#parts.road.exclusive(() => targets(this.#parts.emulation));
  }

  verifyTargets(options: VerifyOptions = {}): Promise<VerifiedTargets> {
    const { road, emulation, journal } = this.#parts;
    const verb = () => verifyTargets(emulation, journal, options);
    return options.repair ? this.#work(verb) : road.exclusive(verb);
  }

  collectGarbage(): Promise<Collected> {
    return this.#work(collect);
  }

  async deliveries(): Promise<readonly QueuedDelivery[]> {
    return deliveries(this.#parts.emulation);
  }

  retryDeliveries(ids?: readonly number[]): Promise<QueuedDelivery[]> {
    return this.#work(async (emulation) => retryDeliveries(emulation, ids));
  }

  dropDeliveries(ids: readonly number[]): Promise<QueuedDelivery[]> {
    return this.#work(async (emulation) => dropDeliveries(emulation, ids));
  }

  async notYet(): Promise<string[]> {
    const { index } = this.#parts.emulation;
    return bareEntries(this.#parts.emulation).map((entry) => index.pathOf(entry));
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** A verb that writes: alone on the road, and remembered in the index's log. */
  #work<Result>(verb: (emulation: Emulation) => Promise<Result>): Promise<Result> {
    const { emulation, road } = this.#parts;
    if (!emulation.store) return Promise.reject(new Error('this tree is open for reading only'));
    return road.exclusive(async () => {
      try {
        return await verb(emulation);
      } finally {
        emulation.store?.flush();
      }
    });
  }

  /** A verb that changes files: the road sees what it did, and its rows tell what followed. */
  async #transfer(verb: (emulation: Emulation) => Promise<DiskWork>): Promise<TransferRow[]> {
    const effects = new Map<string, readonly Effect[]>();
    const listener = ({ path, effects: told }: ChangeEvent) => void effects.set(path, told);
    this.#changeListeners.add(listener);
    try {
      const { rows, touched } = await this.#work(verb);
      this.#parts.road.hint(touched);
      await this.#parts.road.empty();
      return rows.map((row) => ({ ...row, effects: effects.get(row.to ?? row.path) ?? row.effects }));
    } finally {
      this.#changeListeners.delete(listener);
    }
  }

  /** Tells once that all is quiet, after something was told. */
  async #announceIdle(): Promise<void> {
    if (!this.#toldSinceIdle || this.#waitsForIdle) return;
    this.#waitsForIdle = true;
    await this.idle();
    this.#waitsForIdle = false;
    this.#toldSinceIdle = false;
    this.#parts.events.emit({ event: 'idle' });
    if (this.#watcher) this.#tidying = collectDaily(this.#parts.emulation);
  }

  async #close(): Promise<void> {
    const { road, renditions, hooks, lock, emulation } = this.#parts;
    try {
      this.#parts.runner?.close();
      await this.#watcher?.close();
      await this.#tidying;
      await road.close();
      await emulation.replication.queue?.close();
      await renditions?.close();
      await hooks?.close();
      emulation.store?.save();
    } finally {
      // Whatever could not be written, such as on a full disk: the tree is nobody's now.
      await lock?.release();
    }
  }
}

/** Binaries that are not assets, in path order. */
export function bareEntries({ index }: Pick<Emulation, 'index'>): BareEntry[] {
  return [...index.entries()].filter((entry) => entry.kind === 'bare');
}
