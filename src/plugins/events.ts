/**
 * What oakling tells while it runs. These shapes are API: NDJSON on stdout, the console's stream, hooks'
 * stdin and plugins' listeners are all the same objects.
 *
 * @module
 */
import type { Problem } from '../problems/problem.ts';
import type { Effect } from '../publish/effect.ts';
import type { PublishAction } from '../publish/publish-target.ts';
import type { Channel } from '../publish/targets/replication-target.ts';
import type { ChangeKind } from '../repository/change.ts';

/** A change that was carried out, with what it led to. */
export interface ChangeEvent {
  readonly event: 'change';
  readonly kind: ChangeKind;
  readonly resource: 'asset' | 'folder';
  /** JCR path now; for a deletion, where it was. */
  readonly path: string;
  /** JCR path of the source of a copy or move. */
  readonly from?: string;
  /** The `jcr:uuid` of an asset that was deleted, where it had one. */
  readonly uuid?: string;
  /** Of an update: what differs. Neither for an asset that only went through the rules again. */
  readonly updated?: { readonly binary: boolean; readonly metadata: boolean };
  readonly effects: readonly Effect[];
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** An action on the publication of an asset or folder that was carried out. */
export interface PublicationEvent {
  readonly event: 'publication';
  readonly action: PublishAction;
  readonly resource: 'asset' | 'folder';
  /** JCR path. */
  readonly path: string;
  /** Who asked for it. */
  readonly by: string;
  readonly effects: readonly Effect[];
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A publication was scheduled for an asset or folder, or is so no more. */
export interface ScheduleEvent {
  readonly event: 'schedule';
  readonly action: 'schedule' | 'unschedule';
  /** The publication's, in the schedule. */
  readonly id: number;
  readonly publication: PublishAction;
  /** JCR path. */
  readonly path: string;
  /** The asset's `jcr:uuid`, also when something else is at the path by now. */
  readonly uuid?: string;
  /** When it is to happen: ISO 8601 with its offset. */
  readonly time: string;
  /** The zone that was meant. */
  readonly zone: string;
  /** Who scheduled or cancelled it. */
  readonly by: string;
  /** What and when, and why it is scheduled no more. */
  readonly reason: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/**
 * Something became of a delivery to a target: it was imported, dropped, parked, or failed and waits for the
 * next try (`queued`, with the reason).
 */
export interface DeliveryStateEvent {
  readonly event: 'delivery';
  readonly state: 'queued' | 'imported' | 'dropped' | 'parked';
  /** Unique in the queue, growing. */
  readonly id: number;
  /** Name of the target. */
  readonly target: string;
  readonly channel: Channel;
  readonly action: 'put' | 'remove';
  /** JCR path. */
  readonly path: string;
  /** Why, where that is not plain. */
  readonly reason?: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Something wrong with content, or with a step oakling took. */
export interface ProblemEvent extends Problem {
  readonly event: 'problem';
}

/** The tree is open: what was there was taken as it is, what happened since the last time is acted on. */
export interface ReadyEvent {
  readonly event: 'ready';
  /** Absolute folder of the tree. */
  readonly folder: string;
  /** JCR path the assets' folder stands for. */
  readonly path: string;
  /** True when oakling sees this tree for the first time; nothing in it is touched then. */
  readonly firstContact: boolean;
  readonly assets: number;
  readonly folders: number;
  /** How many binaries are not assets, because they were here first or were refused. */
  readonly notYet: number;
  /** How changes are seen; absent when nobody watches. */
  readonly watcher?: 'chokidar' | 'directory' | 'polling';
  /** Time from opening to here. */
  readonly milliseconds: number;
}

/** Nothing is pending: all that was hinted at is carried out, renditions are made. */
export interface IdleEvent {
  readonly event: 'idle';
}

/** Everything oakling tells while it runs, as NDJSON on stdout of `start` and `scan`. */
export type OaklingEvent =
  | ReadyEvent
  | ChangeEvent
  | PublicationEvent
  | ScheduleEvent
  | DeliveryStateEvent
  | ProblemEvent
  | IdleEvent;
