/**
 * What reconcile finds: the difference between what was known and what is, in AEM's words.
 *
 * @module
 */

/**
 * - `upload`: a binary with no node yet, or a new folder.
 * - `copy`: a node whose `jcr:uuid` lives elsewhere too.
 * - `move`: a node or binary known at a path that is gone.
 * - `update`: binary or metadata differ from what was known.
 * - `delete`: gone, and nowhere else.
 * - `arrive`: a node of unknown identity, or one that changed together with its own publish state
 *   (git pull, package install).
 * - `settings`: a folder's sync or publish setting differs.
 */
export type ChangeKind = 'upload' | 'copy' | 'move' | 'update' | 'delete' | 'arrive' | 'settings';

/** One change of one asset or folder. */
export interface Change {
  readonly kind: ChangeKind;
  readonly resource: 'asset' | 'folder';
  /** JCR path where it is now; for a deletion, where it was. */
  readonly path: string;
  /** JCR path of the source of a copy or move. */
  readonly from?: string;
  /** For an update: what differs. */
  readonly updated?: { readonly binary: boolean; readonly metadata: boolean };
}
