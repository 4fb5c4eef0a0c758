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

/**
 * The history of what is, or last was, at a path; newest first.
 * @param uuid the `jcr:uuid` of what is there now, where it has one
 */
export function historyOf(journal: Journal, path: string, uuid: string | undefined): Activity[] {
  const history: Activity[] = [];
  let place = path;
  let identity = uuid;
  let hasBegun = false;
  const mayMatter = (line: string) =>
    line.includes(JSON.stringify(place)) || (identity !== undefined && line.includes(identity));
  for (const activity of journal.newestFirst(mayMatter)) {
    const isAboutIt =
      identity !== undefined && activity.uuid !== undefined
        ? activity.uuid === identity
        : activity.path === place && !hasBegun;
    if (!isAboutIt) continue;
    identity ??= activity.uuid;
    history.push(activity);
    if (activity.kind === 'move') place = activity.from ?? place;
    hasBegun ||= BEGINNINGS.has(activity.kind);
    if (hasBegun && identity === undefined) break;
  }
  return history;
}
