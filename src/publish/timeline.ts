/**
 * The timeline: what happened to an asset or folder, in AEM's words (facts on Selective Publish §5, on
 * AEM's vocabulary §9; where no source has the words, they follow the pattern of those it has).
 *
 * @module
 */
import type { Activity } from '../repository/state/activity-log.ts';
import { AUTOMATIC_PUBLISHER } from './status-properties.ts';

/** What an entry tells of. */
export type TimelineKind =
  | 'created'
  | 'arrived'
  | 'modified'
  | 'copied'
  | 'moved'
  | 'deleted'
  | 'settings'
  | 'synced'
  | 'published'
  | 'republished'
  | 'unpublished'
  | 'scheduled'
  | 'unscheduled'
  | 'failed';

/** Where something was published to. */
export type TimelineTarget = 'AEM' | 'Dynamic Media' | 'Brand Portal';

/** One entry of a timeline. */
export interface TimelineEntry {
  /** ISO 8601. */
  readonly at: string;
  readonly by: string;
  readonly kind: TimelineKind;
  readonly target?: TimelineTarget;
  /** What happened and who did it, as AEM says it: `Published to Dynamic Media by admin`. */
  readonly text: string;
  /** Why, as one sentence; empty where nothing more is to be said. */
  readonly reason: string;
  /** JCR path then. */
  readonly path: string;
  /** JCR path before a move, or of the source of a copy. */
  readonly from?: string;
}

/** An entry before it is put into words. */
type Draft = Pick<TimelineEntry, 'kind' | 'target' | 'reason'> & { readonly by?: string };

/**
 * The timeline of an asset or folder; newest first.
 * @param history its activities, newest first
 */
export function timelineOf(history: readonly Activity[]): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  let isDelivered: boolean | undefined;
  for (const activity of history.toReversed()) {
    for (const draft of draftsOf(activity, isDelivered)) {
      entries.push(worded(activity, draft));
      if (draft.target === 'Dynamic Media' && draft.kind !== 'synced') {
        isDelivered = draft.kind !== 'unpublished';
      }
    }
    isDelivered ??= activity.kind === 'upload' || activity.kind === 'copy' ? false : undefined;
  }
  return entries.reverse();
}

/** What an activity did, in the order in which it did it. */
function draftsOf(activity: Activity, isDelivered: boolean | undefined): Draft[] {
  const { kind } = activity;
  const effects = activity.effects.filter(({ vetoed }) => !vetoed);
  const isChange = kind in CHANGES;
  const again = isDelivered !== false && kind === 'update';
  const consequences = effects.flatMap(({ type, reason }): Draft[] => {
    const known = EFFECTS[type];
    if (!known || (type === 'publish' && activity.kind === 'arrive')) return [];
    const isAutomatic = isChange && type === 'publish';
    const kindNow = isAutomatic && again ? 'republished' : known.kind;
    return [{ ...known, kind: kindNow, reason, ...(isAutomatic ? { by: AUTOMATIC_PUBLISHER } : {}) }];
  });
  const first = isRuleOnly(activity) ? undefined : CHANGES[kind];
  if (!first) return consequences;
  return [{ kind: first, reason: reasonOf(activity, consequences) }, ...consequences];
}

/** Reprocessing changes nothing about the asset itself. */
function isRuleOnly({ kind, updated }: Activity): boolean {
  return kind === 'update' && updated !== undefined && !updated.binary && !updated.metadata;
}

/** The first reason that no other entry tells. */
function reasonOf({ effects }: Activity, others: readonly Draft[]): string {
  return effects.find(({ reason }) => !others.some((other) => other.reason === reason))?.reason ?? '';
}

/** Activities that are something of themselves, besides what their effects did. */
const CHANGES: Readonly<Partial<Record<string, TimelineKind>>> = {
  upload: 'created',
  arrive: 'arrived',
  update: 'modified',
  copy: 'copied',
  move: 'moved',
  delete: 'deleted',
  settings: 'settings',
  schedule: 'scheduled',
  unschedule: 'unscheduled',
  failed: 'failed',
};

/** Effects that AEM's timeline tells of. */
const EFFECTS: Readonly<
  Partial<Record<string, { readonly kind: TimelineKind; readonly target: TimelineTarget }>>
> = {
  sync: { kind: 'synced', target: 'Dynamic Media' },
  publish: { kind: 'published', target: 'Dynamic Media' },
  unpublish: { kind: 'unpublished', target: 'Dynamic Media' },
  activate: { kind: 'published', target: 'AEM' },
  deactivate: { kind: 'unpublished', target: 'AEM' },
  share: { kind: 'published', target: 'Brand Portal' },
  unshare: { kind: 'unpublished', target: 'Brand Portal' },
};

function worded(
  { at, by: actor, path, from }: Activity,
  { kind, target, reason, by = actor }: Draft,
): TimelineEntry {
  const words = WORDS[kind](target, from ?? '');
  // Who asked for it is not who failed.
  const text = kind === 'failed' ? words : `${words} by ${by}`;
  const more = { ...(target ? { target } : {}), ...(from === undefined ? {} : { from }) };
  return { at, by, kind, ...more, text, reason, path };
}

const to = (target: TimelineTarget | undefined) => (target === 'AEM' || !target ? '' : ` to ${target}`);

const WORDS: Readonly<Record<TimelineKind, (target: TimelineTarget | undefined, from: string) => string>> = {
  created: () => 'Created',
  arrived: () => 'Brought in with its state',
  modified: () => 'Modified',
  copied: (_, from) => `Copied from ${from}`,
  moved: (_, from) => `Moved from ${from}`,
  deleted: () => 'Deleted',
  settings: () => 'Folder settings changed',
  synced: () => 'Synced to Dynamic Media',
  published: (target) => `Published${to(target)}`,
  republished: (target) => `Republished${to(target)}`,
  unpublished: (target) => `Unpublished${to(target).replace(' to ', ' from ')}`,
  scheduled: () => 'Publication scheduled',
  unscheduled: () => 'Scheduled publication cancelled',
  failed: () => 'Publication failed',
};
