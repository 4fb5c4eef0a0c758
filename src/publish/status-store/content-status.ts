/**
 * Publish state in the node files, where AEM keeps it: what a node says is all there is.
 *
 * @module
 */
import type { StatusStore } from './status-store.ts';

const NOTHING_TO_UNDO = () => undefined;

/** See the module. */
export const CONTENT_STATUS: StatusStore = {
  kind: 'content',
  read: (_, root) => root,
  record: (_, __, edits) => ({ edits, undo: NOTHING_TO_UNDO }),
  recordNew: (_, node) => ({ node, undo: NOTHING_TO_UNDO }),
  moved: () => undefined,
  present: () => undefined,
  dropped: () => undefined,
  hasScene7Name: () => false,
};
