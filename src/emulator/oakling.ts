/**
 * What an open tree can do: the product. CLI, servers, console and plugins call these verbs and print
 * what they answer; every answer is plain JSON, and its shape is API.
 *
 * @module
 */

import type { OaklingEvent, ReadyEvent } from '../plugins/events.ts';
import type { Effect } from '../publish/effect.ts';
import type { Explanation } from '../publish/explain.ts';
import type { PublishAction, PublishTarget } from '../publish/publish-target.ts';
import type { PublishMode, SyncMode } from '../publish/settings.ts';
import type { TimelineEntry } from '../publish/timeline.ts';
import type { Collected } from '../replication/collect-garbage.ts';
import type { ScheduledPublication } from '../replication/schedule/schedule.ts';
import type { ScheduledTime } from '../replication/schedule/scheduled-time.ts';
import type { SearchQuery, SearchResult } from '../search/search-query.ts';
import type { Layout } from '../vault/layout.ts';
import type { QueuedDelivery } from './publishing/replication.ts';
import type { AgreedPlan } from './verbs/apply.ts';
import type { NewFolder } from './verbs/make-folder.ts';
import type { PlanOptions } from './verbs/plan.ts';
import type { RemoveOptions } from './verbs/remove.ts';
import type { Scheduled } from './verbs/schedule.ts';
import type { TargetRow, VerifiedTargets, VerifyOptions } from './verbs/targets.ts';
import type { TimelineOptions } from './verbs/timeline.ts';

/** A folder setting or mode with where it comes from, in words (`set here`, `inherited from …`). */
export interface ModeWithOrigin<Mode extends string> {
  readonly mode: Mode | null;
  readonly origin: string;
}

/** One row of `status`. Times are ISO 8601; `null` where there is no value. */
export interface AssetStatus {
  readonly path: string;
  readonly sync: ModeWithOrigin<'enabled' | 'disabled'> & {
    readonly state: 'synced' | 'notSynced' | 'notSupported';
  };
  readonly publishMode: ModeWithOrigin<PublishMode>;
  readonly aem: {
    readonly published: boolean;
    readonly action: string | null;
    readonly by: string | null;
    readonly at: string | null;
    readonly modifiedSince: boolean;
  };
  readonly dynamicMedia: {
    readonly published: boolean;
    readonly status: string | null;
    readonly by: string | null;
    readonly at: string | null;
    readonly url: string | null;
  };
}

/** What a verb did with one path. */
export interface ActionRow {
  readonly path: string;
  readonly outcome: 'done' | 'unchanged' | 'refused';
  /** Why, as one sentence. */
  readonly reason: string;
  readonly effects: readonly Effect[];
}

/** One row of a plan: what an action would do to one asset or folder, and why. */
export interface PublicationRow {
  readonly path: string;
  readonly resource: 'asset' | 'folder';
  readonly publishMode: ModeWithOrigin<PublishMode>;
  /** AEM's column "Publish Target". */
  readonly target: PublishTarget;
  readonly aem: { readonly published: boolean; readonly modifiedSince: boolean };
  readonly dynamicMedia: { readonly published: boolean };
  readonly outcome: 'due' | 'unchanged' | 'refused';
  /** Why, in sentences. */
  readonly reason: string;
  readonly effects: readonly Effect[];
  /** Paths it refers to that are unpublished or modified since their publication. */
  readonly references: readonly string[];
  /** Changes when the asset does: a plan is carried out only on what was planned. */
  readonly revision: string;
}

/** What an action would do. */
export interface PublicationPlan {
  readonly action: PublishAction;
  readonly rows: readonly PublicationRow[];
}

/** What `move`, `copy` or `remove` did with one path. */
export interface TransferRow extends ActionRow {
  /** Where it is now, or its copy; `null` where nothing was moved or copied. */
  readonly to: string | null;
}

/** New values of a folder's settings; an absent one is left as it is. */
export interface SettingChange {
  readonly sync?: SyncMode;
  /** `''` takes the Dynamic Media Configuration's value. */
  readonly publish?: PublishMode | '';
}

/** What `explain` answers for an asset or folder. */
export interface PathExplanation extends Explanation {
  readonly path: string;
  readonly resource: 'asset' | 'folder';
}

/** A row of the List view. What is not known, or does not concern a folder, is `null`. */
export interface ListRow {
  readonly path: string;
  readonly name: string;
  readonly resource: 'asset' | 'folder';
  readonly title: string | null;
  /** MIME type. */
  readonly type: string | null;
  /** Bytes. */
  readonly size: number | null;
  /** Pixels. */
  readonly width: number | null;
  /** Pixels. */
  readonly height: number | null;
  /** ISO 8601. */
  readonly modified: string | null;
  readonly modifiedBy: string | null;
  readonly aem: AssetStatus['aem'];
  /** `null` where the folder does not sync. */
  readonly dynamicMedia: AssetStatus['dynamicMedia'] | null;
  /** Whether a publication is scheduled for it or on its way. */
  readonly pending: boolean;
}

/** A folder in the List view. */
export interface FolderListing {
  readonly path: string;
  /** Whether the view has the column *Dynamic Media*: only where the effective Sync mode is on. */
  readonly dynamicMedia: boolean;
  readonly rows: readonly ListRow[];
}

/** An open tree. */
export interface Oakling {
  readonly ready: ReadyEvent;
  /** Listens to every event from now on; call the answer to stop. */
  on(listener: (event: OaklingEvent) => void): () => void;
  /** Says that these absolute paths may differ from what is known. Scripts and watchers call this. */
  hint(paths: Iterable<string>): void;
  /** Compares the whole tree with what is known, and acts on the differences. */
  scan(): Promise<void>;
  /** Resolves when nothing is pending: hints, changes, renditions. */
  idle(): Promise<void>;
  /** Makes assets of binaries that are none yet; a folder stands for everything below it. */
  ingest(paths: readonly string[]): Promise<ActionRow[]>;
  /** Syncs assets to Dynamic Media as an upload would; a folder stands for everything below it. */
  reprocess(paths: readonly string[]): Promise<ActionRow[]>;
  /** Writes a folder's settings; the vocabulary found there is kept. */
  set(folder: string, change: SettingChange): Promise<ActionRow>;
  /**
   * Moves assets and folders into a folder, or, one alone, to a new name. State and identity go along.
   * Resolves when the rules were applied, as `copy` and `remove` do; nothing is ever overwritten.
   */
  move(paths: readonly string[], target: string): Promise<TransferRow[]>;
  /** Copies them; a copy has an identity of its own and no publish state. */
  copy(paths: readonly string[], target: string): Promise<TransferRow[]>;
  /** Deletes them; a folder that is not empty only with `recursive`. */
  remove(paths: readonly string[], options?: RemoveOptions): Promise<TransferRow[]>;
  /** Makes a folder, with its node, in one that is there. */
  makeFolder(path: string, folder?: NewFolder): Promise<ActionRow>;
  /** What an action on publication would do; nothing is written. A folder stands for what is in it. */
  plan(action: PublishAction, paths: readonly string[], options?: PlanOptions): Promise<PublicationPlan>;
  /**
   * Has an action carried out later, once, as it is planned then. A time that is not to come rejects with a
   * RangeError.
   */
  schedule(
    action: PublishAction,
    paths: readonly string[],
    time: ScheduledTime,
    options?: PlanOptions,
  ): Promise<Scheduled>;
  /** What is scheduled, the nearest first. */
  scheduled(): Promise<ScheduledPublication[]>;
  /** Cancels scheduled publications; answers those there were. */
  unschedule(ids: readonly number[]): Promise<ScheduledPublication[]>;
  /** Carries out a plan, row by row; what changed since it was planned is refused. */
  apply(plan: AgreedPlan, onRow?: (row: ActionRow) => void): Promise<ActionRow[]>;
  /** Converts assets and folders between the layouts; identity, state and path stay. */
  convert(paths: readonly string[], to: Layout): Promise<ActionRow[]>;
  /** The state of assets: all of them, or those at and below paths (JCR or file). */
  status(paths?: readonly string[]): Promise<AssetStatus[]>;
  /**
   * Finds assets and folders; a search that cannot be understood rejects with a RangeError. The first one
   * reads every node.
   * @param onProgress told how many of them were read; not from another process
   */
  search(query: SearchQuery, onProgress?: (read: number, total: number) => void): Promise<SearchResult>;
  /** What a folder holds, in the columns of AEM's List view. */
  list(folder: string): Promise<FolderListing>;
  /** The same columns for assets and folders anywhere; paths where nothing is are left out. */
  listRows(paths: readonly string[]): Promise<ListRow[]>;
  /**
   * What happened to an asset or folder, newest first, through its moves back to its upload or copying; also
   * of one that is gone. Without a path, what happened in the tree.
   */
  timeline(path?: string | null, options?: TimelineOptions): Promise<TimelineEntry[]>;
  /** Why an asset or folder is in the state it is in, and what would happen to it. */
  explain(path: string): Promise<PathExplanation>;
  /** The places that hold what is published, with what they hold and what waits for them. */
  targets(): Promise<TargetRow[]>;
  /** Compares what the tree says is published with what targets and journal say. */
  verifyTargets(options?: VerifyOptions): Promise<VerifiedTargets>;
  /** Removes bytes beside the tree that nothing published names any more. */
  collectGarbage(): Promise<Collected>;
  /** Deliveries to targets that have not come to their end. */
  deliveries(): Promise<readonly QueuedDelivery[]>;
  /** Tries again now what waits or is parked: all of it, or some. */
  retryDeliveries(ids?: readonly number[]): Promise<QueuedDelivery[]>;
  /** Gives up deliveries that wait or are parked. */
  dropDeliveries(ids: readonly number[]): Promise<QueuedDelivery[]>;
  /** Binaries that are not assets: what was here first, and what was refused. JCR paths. */
  notYet(): Promise<string[]>;
  /** Stops watching, finishes what is under way, saves what is known. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The verbs a client in another process may call, by name. */
export const REMOTE_VERBS = [
  'scan',
  'ingest',
  'reprocess',
  'set',
  'move',
  'copy',
  'remove',
  'makeFolder',
  'convert',
  'plan',
  'apply',
  'schedule',
  'scheduled',
  'unschedule',
  'status',
  'search',
  'list',
  'listRows',
  'timeline',
  'explain',
  'targets',
  'verifyTargets',
  'collectGarbage',
  'deliveries',
  'retryDeliveries',
  'dropDeliveries',
  'notYet',
  'idle',
] as const;
