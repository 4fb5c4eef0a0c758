/**
 * The activities of one asset or folder in the journal, followed through its moves back to where it began:
 * its upload, or the copying that made it.
 *
 * @module
 */
import type { Activity, ActivityLog } from './activity-log.ts';

/** What of the journal is read. */
type Journal = Pick<ActivityLog, 'newestFirst'>;

/** With these a life begins; what was at the path before was somebody else, unless its identity says so. */
const BEGINNINGS = new Set(['upload', 'copy']);

/** What is at a path now. */
export interface Present {
  /** Its `jcr:uuid`; folders and some assets have none. */
  readonly uuid: string | undefined;
}

/**
 * The history of what is, or last was, at a path; newest first.
 * @param present what is there now; `undefined` when it is gone
 */
export function historyOf(journal: Journal, path: string, present: Present | undefined): Activity[] {
  const history: Activity[] = [];
  let place = path;
  let identity = present?.uuid;
  let hasBegun = false;
  const mayMatter = (line: string) =>
    line.includes(JSON.stringify(place)) || (identity !== undefined && line.includes(identity));
  for (const activity of journal.newestFirst(mayMatter)) {
    const isSame = identity !== undefined && activity.uuid === identity;
    const isAboutIt =
      identity !== undefined && activity.uuid !== undefined ? isSame : activity.path === place && !hasBegun;
    if (!isAboutIt) continue;
    // Whoever was deleted here before was another, unless the same identity came back.
    const isPredecessor =
      activity.kind === 'delete' && !isSame && (present !== undefined || history.length > 0);
    hasBegun ||= isPredecessor || BEGINNINGS.has(activity.kind);
    if (!isPredecessor) {
      identity ??= activity.uuid;
      history.push(activity);
      if (activity.kind === 'move') place = activity.from ?? place;
    }
    if (hasBegun && identity === undefined) break;
  }
  return history;
}
