/**
 * Publish state on its way to another place: what becomes of one node's, given what both places say of it.
 *
 * @module
 */
import { isSameStatus, type KeptStatus } from './kept-status.ts';
import type { StatusStoreKind } from './status-store.ts';

/** What the two places say of one node. */
export interface StatusPlaces {
  /** What its node file holds; empty for nothing. */
  readonly inFile: KeptStatus;
  /** What is kept beside the tree; `undefined` when nothing is, which is not the same as an empty state. */
  readonly beside: KeptStatus | undefined;
}

/**
 * What is to be moved: the state the node has from now on; `there` when nothing needs to be, `conflict` when
 * both places tell of different states and nobody said which one counts.
 * @param prefer the place that counts then; state beside the tree needs no such word on its own ground, for
 *   there it counts whenever a node is read
 */
export function relocated(
  { inFile, beside }: StatusPlaces,
  to: StatusStoreKind,
  prefer: StatusStoreKind | undefined,
): KeptStatus | 'there' | 'conflict' {
  const isThere = to === 'state' ? inFile.size === 0 : beside === undefined;
  if (isThere) return 'there';
  if (beside === undefined) return inFile;
  if (inFile.size === 0 || isSameStatus(inFile, beside)) return beside;
  const counting = prefer ?? (to === 'state' ? 'state' : undefined);
  if (counting === undefined) return 'conflict';
  return counting === 'state' ? beside : inFile;
}
