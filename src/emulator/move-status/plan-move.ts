/**
 * What is to become of the publish state of one asset or folder when state moves.
 *
 * @module
 */
import { type Problem, problem } from '../../problems/problem.ts';
import { type KeptStatus, statusIn } from '../../publish/status-store/kept-status.ts';
import { relocated } from '../../publish/status-store/relocate-status.ts';
import { statusKey } from '../../publish/status-store/state-status.ts';
import type { StatusEntry } from '../../publish/status-store/status-file.ts';
import type { StatusStoreKind } from '../../publish/status-store/status-store.ts';
import { type AssetEntry, type FolderEntry, fileOf } from '../../repository/entry.ts';
import { isOpen, type NodeFile, openNodeFile } from '../../repository/node-file.ts';
import { displayPath, isOurs, type Tree } from '../../repository/tree.ts';
import type { TreeIndex } from '../../repository/tree-index.ts';
import { assetNodeFile, folderNodeFile, type Layout } from '../../vault/layout.ts';

/** Where nodes and states are found. */
export interface StatusPlacesOfTree {
  readonly tree: Tree;
  /** The tree as it is on disk now. */
  readonly index: TreeIndex;
  /** What is kept beside it. */
  readonly entries: ReadonlyMap<string, StatusEntry>;
}

/** An asset or folder with what both places say of it. */
export interface StatusSight {
  /** JCR path. */
  readonly path: string;
  /** Its node file, absolute. */
  readonly file: string;
  /** How the file is called in problems. */
  readonly shown: string;
  readonly layout: Layout;
  /** Under what its state is kept beside the tree. */
  readonly key: string;
  readonly opened: NodeFile;
  readonly inFile: KeptStatus;
  readonly beside: KeptStatus | undefined;
}

/** A state to be moved. */
export interface StatusMove extends StatusSight {
  /** What the node has as its state from then on. */
  readonly status: KeptStatus;
}

/** Looks at both places; `undefined` for what has no node that can be read, or is not ours to change. */
export function lookAtStatus(
  { tree, index, entries }: StatusPlacesOfTree,
  entry: AssetEntry | FolderEntry,
): StatusSight | undefined {
  const layout = entry.kind === 'asset' ? entry.layout : entry.facts.layout;
  const hasNode = entry.kind === 'asset' || entry.facts.node !== undefined;
  const path = index.pathOf(entry);
  if (!layout || !hasNode || !isOurs(tree, path)) return undefined;
  const file =
    entry.kind === 'asset' ? assetNodeFile(fileOf(entry), layout) : folderNodeFile(fileOf(entry), layout);
  const opened = openNodeFile(tree, file, layout);
  if (!isOpen(opened)) return undefined;
  const { root } = opened.document;
  const key = statusKey(path, root);
  const shown = displayPath(tree, file);
  return { path, file, shown, layout, key, opened, inFile: statusIn(root), beside: entries.get(key)?.status };
}

/** What is to be moved; `undefined` for nothing, a problem where both places tell of different states. */
export function planMove(
  sight: StatusSight,
  to: StatusStoreKind,
  prefer: StatusStoreKind | undefined,
): StatusMove | Problem | undefined {
  const status = relocated(sight, to, prefer);
  if (status === 'there') return undefined;
  if (status !== 'conflict') return { ...sight, status };
  const message = 'Its node file and the state beside the tree tell of different publications.';
  const hint = 'Say which one counts: --prefer content for the file, --prefer state for the other.';
  return problem('status.conflict', { path: sight.shown, message, hint });
}
