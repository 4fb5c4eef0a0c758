/**
 * An oakling that only remembers what it was asked and answers what it was told to.
 *
 * @module
 */
import type {
  ActionRow,
  AssetStatus,
  FolderListing,
  ListRow,
  Oakling,
  PathExplanation,
  PublicationPlan,
  TransferRow,
} from '../../src/emulator/oakling.ts';
import type { QueuedDelivery } from '../../src/emulator/publishing/replication.ts';
import type { Scheduled } from '../../src/emulator/verbs/schedule.ts';
import type { TargetRow, VerifiedTargets } from '../../src/emulator/verbs/targets.ts';
import type { OaklingEvent, ReadyEvent } from '../../src/plugins/events.ts';
import type { TimelineEntry } from '../../src/publish/timeline.ts';
import type { ScheduledPublication } from '../../src/replication/schedule/schedule.ts';
import type { SearchQuery, SearchResult } from '../../src/search/search-query.ts';

/** What it answers. */
export interface FakeAnswers {
  readonly ready?: Partial<ReadyEvent>;
  /** Told to the first listener, after `ready`. */
  readonly events?: readonly OaklingEvent[];
  readonly status?: readonly AssetStatus[];
  readonly explanation?: PathExplanation;
  readonly rows?: readonly ActionRow[];
  readonly plan?: PublicationPlan;
  readonly notYet?: readonly string[];
  readonly transfers?: readonly TransferRow[];
  readonly found?: SearchResult;
  readonly timeline?: readonly TimelineEntry[];
  readonly listed?: readonly ListRow[];
  readonly targets?: readonly TargetRow[];
  readonly verified?: VerifiedTargets;
  readonly scheduled?: readonly ScheduledPublication[];
  readonly deliveries?: readonly QueuedDelivery[];
  /** Called by `close`, which resolves when it does. */
  readonly closing?: () => Promise<void>;
}

/** See the module. */
export class FakeOakling implements Oakling {
  readonly ready: ReadyEvent;
  /** Verbs that were called, with their arguments. */
  readonly calls: unknown[][] = [];
  isClosed = false;
  readonly #answers: FakeAnswers;
  readonly #listeners = new Set<(event: OaklingEvent) => void>();
  /** Whether anybody listened. */
  isHeard = false;

  constructor(answers: FakeAnswers = {}) {
    this.#answers = answers;
    this.ready = {
      event: 'ready',
      folder: '/tree',
      path: '/content/dam',
      firstContact: false,
      assets: 3,
      folders: 2,
      notYet: answers.notYet?.length ?? 0,
      milliseconds: 12,
      ...answers.ready,
    };
  }

  on(listener: (event: OaklingEvent) => void): () => void {
    this.#listeners.add(listener);
    if (!this.isHeard) {
      this.isHeard = true;
      for (const event of [this.ready, ...(this.#answers.events ?? [])]) listener(event);
    }
    return () => this.#listeners.delete(listener);
  }

  /** Tells listeners. */
  emit(event: OaklingEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  hint(paths: Iterable<string>): void {
    this.calls.push(['hint', ...paths]);
  }

  async scan(): Promise<void> {
    this.calls.push(['scan']);
  }

  async idle(): Promise<void> {
    this.calls.push(['idle']);
  }

  async ingest(paths: readonly string[]): Promise<ActionRow[]> {
    this.calls.push(['ingest', ...paths]);
    return [...(this.#answers.rows ?? [])];
  }

  async reprocess(paths: readonly string[]): Promise<ActionRow[]> {
    this.calls.push(['reprocess', ...paths]);
    return [...(this.#answers.rows ?? [])];
  }

  async set(folder: string, change: unknown): Promise<ActionRow> {
    this.calls.push(['set', folder, change]);
    const [row] = this.#answers.rows ?? [];
    if (!row) throw new Error('the fake has no row to answer');
    return row;
  }

  async convert(paths: readonly string[], to: string): Promise<ActionRow[]> {
    this.calls.push(['convert', ...paths, to]);
    return [...(this.#answers.rows ?? [])];
  }

  async plan(action: PublicationPlan['action'], paths: readonly string[]): Promise<PublicationPlan> {
    this.calls.push(['plan', action, ...paths]);
    return this.#answers.plan ?? { action, rows: [] };
  }

  async schedule(
    action: PublicationPlan['action'],
    paths: readonly string[],
    time: { at: string; zone: string },
    options: unknown = {},
  ): Promise<Scheduled> {
    this.calls.push(['schedule', action, paths, time, options]);
    return { publication: this.#answers.scheduled?.[0] ?? null, rows: this.#answers.rows ?? [] };
  }

  async scheduled(): Promise<ScheduledPublication[]> {
    this.calls.push(['scheduled']);
    return [...(this.#answers.scheduled ?? [])];
  }

  async unschedule(ids: readonly number[]): Promise<ScheduledPublication[]> {
    this.calls.push(['unschedule', ...ids]);
    return (this.#answers.scheduled ?? []).filter(({ id }) => ids.includes(id));
  }

  async apply({ action, rows }: Parameters<Oakling['apply']>[0]): Promise<ActionRow[]> {
    this.calls.push(['apply', action, ...rows.map(({ path }) => path)]);
    return [...(this.#answers.rows ?? [])];
  }

  async status(paths: readonly string[] = []): Promise<AssetStatus[]> {
    this.calls.push(['status', ...paths]);
    const rows = this.#answers.status ?? [];
    if (paths.length === 0) return [...rows];
    return rows.filter(({ path }) => paths.some((asked) => `${path}/`.startsWith(`${asked}/`)));
  }

  async move(paths: readonly string[], target: string): Promise<TransferRow[]> {
    this.calls.push(['move', paths, target]);
    return [...(this.#answers.transfers ?? [])];
  }

  async copy(paths: readonly string[], target: string): Promise<TransferRow[]> {
    this.calls.push(['copy', paths, target]);
    return [...(this.#answers.transfers ?? [])];
  }

  async remove(paths: readonly string[], options: unknown = {}): Promise<TransferRow[]> {
    this.calls.push(['remove', paths, options]);
    return [...(this.#answers.transfers ?? [])];
  }

  async makeFolder(path: string, folder: unknown = {}): Promise<ActionRow> {
    this.calls.push(['makeFolder', path, folder]);
    return this.#answers.rows?.[0] ?? { path, outcome: 'done', reason: '', effects: [] };
  }

  async search(query: SearchQuery): Promise<SearchResult> {
    this.calls.push(['search', query]);
    return this.#answers.found ?? { total: 0, offset: 0, paths: [] };
  }

  async list(folder: string): Promise<FolderListing> {
    this.calls.push(['list', folder]);
    return { path: folder, dynamicMedia: true, rows: this.#answers.listed ?? [] };
  }

  async listRows(paths: readonly string[]): Promise<ListRow[]> {
    this.calls.push(['listRows', ...paths]);
    return (this.#answers.listed ?? []).filter(({ path }) => paths.includes(path));
  }

  async timeline(path?: string | null, options: unknown = {}): Promise<TimelineEntry[]> {
    this.calls.push(['timeline', path, options]);
    return [...(this.#answers.timeline ?? [])];
  }

  async explain(path: string): Promise<PathExplanation> {
    this.calls.push(['explain', path]);
    if (!this.#answers.explanation) throw new RangeError(`there is no asset or folder at ${path}`);
    return this.#answers.explanation;
  }

  async targets(): Promise<TargetRow[]> {
    this.calls.push(['targets']);
    return [...(this.#answers.targets ?? [])];
  }

  async verifyTargets(options: unknown = {}): Promise<VerifiedTargets> {
    this.calls.push(['verifyTargets', options]);
    return this.#answers.verified ?? { problems: [], repaired: 0 };
  }

  async collectGarbage(): Promise<{ blobs: number; bytes: number }> {
    this.calls.push(['collectGarbage']);
    return { blobs: 0, bytes: 0 };
  }

  async deliveries(): Promise<QueuedDelivery[]> {
    this.calls.push(['deliveries']);
    return [...(this.#answers.deliveries ?? [])];
  }

  async retryDeliveries(ids?: readonly number[]): Promise<QueuedDelivery[]> {
    this.calls.push(['retryDeliveries', ids]);
    return [...(this.#answers.deliveries ?? [])];
  }

  async dropDeliveries(ids: readonly number[]): Promise<QueuedDelivery[]> {
    this.calls.push(['dropDeliveries', ids]);
    return (this.#answers.deliveries ?? []).filter(({ id }) => ids.includes(id));
  }

  async notYet(): Promise<string[]> {
    return [...(this.#answers.notYet ?? [])];
  }

  async close(): Promise<void> {
    this.calls.push(['close']);
    await this.#answers.closing?.();
    this.isClosed = true;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
