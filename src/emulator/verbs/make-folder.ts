/**
 * `makeFolder`: a new folder with its node, as AEM's dialog makes one.
 *
 * @module
 */
import { basename, dirname, join as joinFile } from 'node:path';
import { newFolderNode } from '../../dam/asset-node.ts';
import { checkFolderName } from '../../dam/names.ts';
import { errorText } from '../../disk/errors.ts';
import { exists, makeFolder as makeFolderOnDisk, remove } from '../../disk/folders.ts';
import { moveFolder } from '../../disk/move.ts';
import { temporaryName } from '../../disk/temporary-name.ts';
import { writeUnseen } from '../../disk/write.ts';
import { join } from '../../jcr/path.ts';
import type { Effect } from '../../publish/effect.ts';
import { type FolderEntry, fileOf, layoutOf } from '../../repository/entry.ts';
import { formatOf } from '../../repository/node-file.ts';
import { isOurs } from '../../repository/tree.ts';
import { childNamed } from '../../repository/tree-index.ts';
import { diskNameOf, folderNodeFile } from '../../vault/layout.ts';
import { announce } from '../announce.ts';
import { commit, type Emulation } from '../emulation.ts';
import type { ActionRow } from '../oakling.ts';
import { keepChildOrder } from '../transfer/child-order.ts';
import { entryAt } from './find-entries.ts';

/** What a new folder is like. */
export interface NewFolder {
  /** `jcr:title`; the name unless told. */
  readonly title?: string | undefined;
  /** Whether it keeps the order of what is in it (`sling:OrderedFolder`). */
  readonly ordered?: boolean | undefined;
}

/** Makes a folder in one that is there. */
export function makeFolder(
  emulation: Emulation,
  path: string,
  { title, ordered = false }: NewFolder,
): ActionRow {
  const { index, tree } = emulation;
  const parent = entryAt(emulation, dirname(path));
  const name = basename(path);
  if (parent?.kind !== 'folder') return row(path, 'refused', `There is no folder at ${dirname(path)}.`);
  const folderPath = join(index.pathOf(parent), name);
  const refused = (reason: string) => row(folderPath, 'refused', reason);
  const illegal = checkFolderName(name);
  if (illegal) return refused(`${illegal.message} ${illegal.hint}`);
  if (!isOurs(tree, folderPath)) return refused(`${folderPath} is outside the package filter.`);
  const layout = layoutOf(parent);
  const diskName = diskNameOf(name, layout);
  const file = joinFile(fileOf(parent), diskName);
  // AEM's own words for it (facts on AEM's vocabulary §8).
  if (childNamed(parent, name) || exists(file)) return refused('Resource already exists.');
  const node = formatOf(layout).print(newFolderNode(title ?? name, { ordered }));
  const aside = joinFile(fileOf(parent), temporaryName());
  try {
    makeFolderOnDisk(aside);
    writeUnseen(folderNodeFile(aside, layout), node);
    moveFolder(aside, file);
  } catch (cause) {
    remove(aside);
    return refused(errorText(cause));
  }
  keepChildOrder(emulation, [{ folder: parent, came: name }]);
  return {
    ...row(folderPath, 'done', 'The folder is there.'),
    effects: noteNewFolder(emulation, parent, diskName),
  };
}

/** The index learns of the folder here: seen from outside, it would have arrived from somewhere. */
function noteNewFolder(emulation: Emulation, parent: FolderEntry, name: string): Effect[] {
  const facts = emulation.observer.folderFacts(joinFile(fileOf(parent), name));
  if (!facts) return [];
  const folder: FolderEntry = { kind: 'folder', name, parent, facts, children: new Map(), found: false };
  commit(emulation, folder);
  const effects: Effect[] = [{ type: 'ingest', reason: 'A folder that is made gets its node at once.' }];
  announce(emulation, { kind: 'upload', resource: 'folder', path: emulation.index.pathOf(folder) }, effects);
  return effects;
}

function row(path: string, outcome: ActionRow['outcome'], reason: string): ActionRow {
  return { path, outcome, reason, effects: [] };
}
