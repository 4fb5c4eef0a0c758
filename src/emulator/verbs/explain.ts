/**
 * `explain`: why an asset or folder is as it is, and what would happen to it.
 *
 * @module
 */
import { EMPTY_STATE } from '../../publish/asset-state.ts';
import { explainAsset, explainFolder } from '../../publish/explain.ts';
import { ACTION_LABELS } from '../../publish/publish-target.ts';
import type { ScheduledPublication } from '../../replication/schedule/schedule.ts';
import { describeTime } from '../../replication/schedule/scheduled-time.ts';
import type { AssetEntry, FolderEntry } from '../../repository/entry.ts';
import { folderState } from '../carry-out-folder.ts';
import { decideChange } from '../decide-change.ts';
import type { Emulation } from '../emulation.ts';
import type { PathExplanation } from '../oakling.ts';
import { stateOf } from '../settle-asset.ts';
import { entryAt } from './find-entries.ts';

/**
 * Explains a path.
 * @throws RangeError when there is no asset or folder at it
 */
export function explain(emulation: Emulation, path: string): PathExplanation {
  const entry = entryAt(emulation, path);
  if (entry?.kind === 'asset') return explainEntry(emulation, entry);
  if (entry?.kind === 'folder') return explainEntry(emulation, entry);
  if (entry?.kind === 'bare') throw new RangeError(`${path} is not an asset yet: run oakling ingest on it`);
  throw new RangeError(`there is no asset or folder at ${path}`);
}

function explainEntry(emulation: Emulation, entry: AssetEntry | FolderEntry): PathExplanation {
  const path = emulation.index.pathOf(entry);
  const folder = entry.kind === 'folder' ? entry : (entry.parent ?? emulation.index.root);
  const state = entry.kind === 'asset' ? stateOf(emulation, entry) : folderState(emulation, entry);
  // What is put into a folder is taken to be a picture: most are.
  const mimeType = state.mimeType ?? (entry.kind === 'folder' ? 'image/jpeg' : '');
  const input = {
    path,
    namesakes: namesakesOf(emulation, entry),
    scheduled: emulation.schedule.of(path, entry.kind).map(sentenceOf),
    context: { ...emulation.settings.of(folder), mimeType, state },
    decide: (change: Parameters<typeof decideChange>[1]) =>
      decideChange(emulation, change, folder, mimeType, change.kind === 'upload' ? EMPTY_STATE : state),
  };
  const explanation = entry.kind === 'asset' ? explainAsset(input) : explainFolder(input);
  return { path, resource: entry.kind, ...explanation };
}

function sentenceOf(publication: ScheduledPublication): string {
  const { action, by } = publication;
  return `"${ACTION_LABELS[action]}" is scheduled for ${describeTime(publication)}, by ${by}.`;
}

/** The other assets whose Dynamic Media name is the same; trees brought together from elsewhere may have some. */
function namesakesOf({ index }: Emulation, entry: AssetEntry | FolderEntry): string[] {
  const name = entry.kind === 'asset' ? entry.scene7Name : undefined;
  if (name === undefined) return [];
  return [...index.entries()]
    .filter((other) => other !== entry && other.kind === 'asset' && other.scene7Name === name)
    .map((other) => index.pathOf(other));
}
