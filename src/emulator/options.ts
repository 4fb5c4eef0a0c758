/**
 * What a caller chooses about an open tree. Everything has a default that works.
 *
 * @module
 */
import type { Hook } from '../plugins/hook.ts';
import type { OaklingPlugin } from '../plugins/plugin.ts';
import type { DynamicMediaOptions } from '../publish/configuration.ts';
import type { StatusStoreKind } from '../publish/status-store/status-store.ts';
import type { Timer } from '../replication/timer.ts';
import type { Layout } from '../vault/layout.ts';
import type { WatchMode } from '../watch/choose-watcher.ts';
import type { StartWatcher } from '../watch/watcher.ts';
import type { TargetOptions } from './publishing/replication.ts';

/** Options of `createOakling`. */
export interface OaklingOptions {
  /** The folder to open: a content package, a `jcr_root`, or a plain folder of pictures. */
  readonly root: string;
  /** JCR path of the folder; found from `jcr_root` and `content/dam` when absent, else `/content/dam`. */
  readonly mount?: string | undefined;
  /** Layout of folders where neither they nor their ancestors have a node. Default `vault`. */
  readonly layout?: Layout | undefined;
  /** Where oakling keeps what it derives. Default `.oakling` beside `jcr_root`, or in the folder. */
  readonly stateFolder?: string | undefined;
  /**
   * Where publish state is kept: `content` (the default) in the node files, as AEM does, or `state` beside
   * the tree, so that the tree stays clean for git.
   */
  readonly statusStore?: StatusStoreKind | undefined;
  /** Open for reading only: no lock, no state, no write into the tree. */
  readonly readOnly?: boolean | undefined;
  /** Who acts, as status nodes record it. Default `admin`. */
  readonly user?: string | undefined;
  /** Whether Brand Portal is configured; its actions are refused otherwise. Default false. */
  readonly brandPortal?: boolean | undefined;
  /** Overrides of the tree's Dynamic Media Configuration. */
  readonly dynamicMedia?: Partial<DynamicMediaOptions> | undefined;
  /** Whether a folder's Publish mode passes to the folders below (AEM: no). Default `none`. */
  readonly publishModeInheritance?: 'none' | 'ancestors' | undefined;
  /** Whether to make AEM's four standard renditions in the background. Default true. */
  readonly renditions?: boolean | undefined;
  /** How to see changes; `false` (the default in the library) watches nothing. */
  readonly watch?: false | WatchChoice | undefined;
  /** Where to publish to, besides the targets of plugins. Default: stores in the state folder. */
  readonly targets?: TargetOptions | undefined;
  readonly plugins?: readonly OaklingPlugin[] | undefined;
  readonly hooks?: readonly Hook[] | undefined;
  /** The time, for status nodes and events. */
  readonly clock?: (() => Date) | undefined;
  /** Fresh `jcr:uuid`s. */
  readonly newUuid?: (() => string) | undefined;
  /** How to wait for scheduled publications. */
  readonly timer?: Timer | undefined;
  /** Told how many folders were looked at while a large tree is compared. */
  readonly onProgress?: ((looked: number) => void) | undefined;
}

/** How to watch. */
export interface WatchChoice {
  readonly mode?: WatchMode | undefined;
  /** Quiet time before acting, in milliseconds, at least 150. */
  readonly settle?: number | undefined;
  /** Interval of the safety sweep of large trees, in milliseconds; 0 turns it off. */
  readonly sweep?: number | undefined;
  /** Interval of polling, in milliseconds. */
  readonly pollInterval?: number | undefined;
  /** A watcher of your own instead. */
  readonly start?: StartWatcher | undefined;
}
