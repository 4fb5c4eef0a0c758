/**
 * Publish state in another place than the configuration says, as it is after the setting was changed: told
 * once, when the tree is opened.
 *
 * @module
 */
import { type Problem, problem } from '../problems/problem.ts';
import { loadStatuses } from '../publish/status-store/load-statuses.ts';
import type { StatusStoreKind } from '../publish/status-store/status-store.ts';
import { type Entry, fileOf } from '../repository/entry.ts';
import { displayPath, type Tree } from '../repository/tree.ts';
import type { TreeIndex } from '../repository/tree-index.ts';
import { assetNodeFile, folderNodeFile } from '../vault/layout.ts';

/** Tells of misplaced publish state; nothing when there is none. */
export function misplacedStatus(
  tree: Tree,
  index: TreeIndex,
  stateFolder: string,
  kind: StatusStoreKind,
): Problem[] {
  return kind === 'state' ? inFiles(tree, index) : beside(stateFolder);
}

function inFiles(tree: Tree, index: TreeIndex): Problem[] {
  const files = [index.root, ...index.entries()].flatMap(fileWithStatus);
  const [first] = files;
  if (first === undefined) return [];
  const others = files.length === 1 ? 'This file holds' : `This and ${files.length - 1} other files hold`;
  const message = `${others} publish state, which counts until it changes for the first time.`;
  const hint = 'Run `oakling move-status` to move it beside the tree, where statusStore: state keeps it.';
  return [problem('status.in-files', { path: displayPath(tree, first), message, hint })];
}

/** The node file of an entry that tells of a publication: its name in Dynamic Media, or a replication. */
function fileWithStatus(entry: Entry): string[] {
  if (entry.kind === 'asset') {
    const isTold = entry.scene7Name !== undefined || entry.node.replicated === true;
    return isTold ? [assetNodeFile(fileOf(entry), entry.layout)] : [];
  }
  if (entry.kind !== 'folder') return [];
  const { node, layout } = entry.facts;
  return node?.replicated && layout ? [folderNodeFile(fileOf(entry), layout)] : [];
}

function beside(stateFolder: string): Problem[] {
  const { file, entries } = loadStatuses(stateFolder, 'read');
  const count = [...entries.values()].filter(
    ({ status, goneAt }) => status.size > 0 && goneAt === undefined,
  ).length;
  if (count === 0) return [];
  const whose = count === 1 ? 'one asset or folder' : `${count} assets and folders`;
  const message = `Publish state of ${whose} is kept here, where statusStore: content does not look for it.`;
  const hint = 'Run `oakling move-status` to move it into the node files, or set statusStore: state.';
  return [problem('status.beside', { path: file, message, hint })];
}
