/**
 * `convert`: assets and folders between the vault and the plain layout. Identity, state and path stay, so
 * nothing is decided, delivered or told but the rows.
 *
 * @module
 */

import { assetToPlain, assetToVault } from '../../dam/convert/convert-asset.ts';
import { convertFolder } from '../../dam/convert/convert-folder.ts';
import { errorText, isAbsence } from '../../disk/errors.ts';
import { StaleFileError } from '../../disk/write.ts';
import {
  type AssetEntry,
  descendants,
  type Entry,
  type FolderEntry,
  layoutOf,
} from '../../repository/entry.ts';
import type { Layout } from '../../vault/layout.ts';
import { commit, drop, type Emulation } from '../emulation.ts';
import { noteFolder } from '../folder-nodes.ts';
import type { ActionRow } from '../oakling.ts';
import { seenAgain } from '../settle-asset.ts';
import { entryAt } from './find-entries.ts';

/** Converts what is at and below paths. */
export function convert(emulation: Emulation, paths: readonly string[], to: Layout): ActionRow[] {
  const rows: ActionRow[] = [];
  for (const path of paths) {
    const entry = entryAt(emulation, path);
    if (entry?.kind !== 'asset' && entry?.kind !== 'folder') {
      rows.push({ path, outcome: 'refused', reason: 'There is no such asset or folder.', effects: [] });
      continue;
    }
    for (const item of itemsIn(entry)) rows.push(convertOne(emulation, item, to));
  }
  return rows;
}

/** Assets before the folders they are in: a folder's layout is where new assets go. */
function itemsIn(entry: AssetEntry | FolderEntry): (AssetEntry | FolderEntry)[] {
  if (entry.kind === 'asset') return [entry];
  const isItem = (found: Entry) => found.kind === 'asset' || found.kind === 'folder';
  return [entry, ...descendants(entry)].filter(isItem).reverse();
}

function convertOne(emulation: Emulation, item: AssetEntry | FolderEntry, to: Layout): ActionRow {
  const path = emulation.index.pathOf(item);
  const row = (outcome: ActionRow['outcome'], reason: string): ActionRow => ({
    path,
    outcome,
    reason,
    effects: [],
  });
  const isThere = item.kind === 'asset' ? item.layout === to : layoutOf(item) === to || !item.facts.node;
  if (isThere) return row('unchanged', `It is in the ${to} layout.`);
  try {
    const refusal = item.kind === 'asset' ? convertAsset(emulation, item, to) : folder(emulation, item, to);
    return refusal === undefined ? row('done', `It is in the ${to} layout now.`) : row('refused', refusal);
  } catch (cause) {
    if (cause instanceof StaleFileError || isAbsence(cause)) return row('refused', 'It changed meanwhile.');
    return row('refused', `It could not be written: ${errorText(cause)}`);
  }
}

function convertAsset(emulation: Emulation, asset: AssetEntry, to: Layout): string | undefined {
  const { tree } = emulation;
  const converted = to === 'plain' ? assetToPlain(tree, asset) : assetToVault(tree, asset);
  if ('refusal' in converted) return converted.refusal;
  const { parent, sha1, renditionsDue } = asset;
  if (!parent) return undefined;
  drop(emulation, asset);
  const seen = seenAgain(emulation, { folder: parent, name: converted.name, layout: to });
  commit(emulation, { ...seen, sha1: sha1 ?? seen.sha1, renditionsDue });
  return undefined;
}

function folder(emulation: Emulation, entry: FolderEntry, to: Layout): string | undefined {
  const refusal = convertFolder(emulation.tree, entry, to);
  if (refusal !== undefined) return refusal;
  noteFolder(emulation, entry);
  emulation.settings.forget();
  return undefined;
}
