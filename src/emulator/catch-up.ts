/**
 * What a tree is owed when it opens: the changes made while oakling was away, renditions that were cut
 * off, and a word about every file that was refused.
 *
 * @module
 */
import { layoutOf } from '../repository/entry.ts';
import type { Emulation } from './emulation.ts';
import type { Road } from './road.ts';
import { refuseUpload } from './upload-refusal.ts';

/**
 * Puts the first comparison on the road. It is needed even at first contact: files may have come between
 * the first look and the moment the watcher was ready.
 */
export function catchUp(emulation: Emulation, road: Road): void {
  const { index, tree, report, requestRenditions } = emulation;
  for (const entry of index.entries()) {
    if (entry.kind === 'asset' && entry.renditionsDue) requestRenditions(entry);
    if (entry.kind !== 'bare' || entry.standing !== 'refused' || !entry.parent) continue;
    const refusal = refuseUpload(tree, index, entry, layoutOf(entry.parent));
    if (refusal) report(refusal);
  }
  road.startScan();
}
