/**
 * What moving, copying and removing have in common: rows that are independent of each other, and the road
 * that is told afterwards where to look.
 *
 * @module
 */
import { errorText } from '../../disk/errors.ts';
import { exists } from '../../disk/folders.ts';
import { StaleFileError } from '../../disk/write.ts';
import { nameOf } from '../../jcr/path.ts';
import { type Entry, fileOf, jcrNameOfEntry } from '../../repository/entry.ts';
import { isOurs } from '../../repository/tree.ts';
import { assetNodeFile } from '../../vault/layout.ts';
import type { Emulation } from '../emulation.ts';
import type { TransferRow } from '../oakling.ts';
import { entryAt } from '../verbs/find-entries.ts';
import { type FolderChange, keepChildOrder } from './child-order.ts';
import { type Destination, Refusal, type Transferable } from './destination.ts';

/** What a verb did on disk; the road carries out what follows from it. */
export interface DiskWork {
  readonly rows: readonly TransferRow[];
  /** Absolute paths to look at. */
  readonly touched: readonly string[];
}

/** What was done with one asset or folder, or that nothing was to be done. */
export interface Done {
  readonly outcome: 'done' | 'unchanged';
  readonly reason: string;
  /** The new place, where there is one. */
  readonly to?: Destination;
}

/**
 * Does something with each of the assets and folders at paths. What fails is refused with its reason, and
 * the others are done.
 */
export async function eachOf(
  emulation: Emulation,
  paths: readonly string[],
  act: (entry: Transferable, path: string) => Done | Refusal | Promise<Done | Refusal>,
): Promise<DiskWork> {
  const rows: TransferRow[] = [];
  const touched: string[] = [];
  const gone = new Set<Entry>();
  const children: FolderChange[] = [];
  for (const path of paths) {
    const entry = entryAt(emulation, path);
    const row = { path: entry ? emulation.index.pathOf(entry) : path, to: null, effects: [] };
    if (entry && hasGone(entry, gone)) {
      rows.push({ ...row, outcome: 'unchanged', reason: 'It went along with the folder it is in.' });
      continue;
    }
    const done = await attempt(emulation, entry, row.path, act);
    if (done instanceof Refusal) {
      rows.push({ ...row, outcome: 'refused', reason: done.reason });
      continue;
    }
    const { outcome, reason, to } = done;
    rows.push({ ...row, outcome, reason, to: to?.path ?? null });
    if (!entry || outcome !== 'done') continue;
    const hasLeft = !exists(fileOf(entry));
    if (hasLeft) gone.add(entry);
    children.push(...childChanges(entry, hasLeft, to));
    for (const file of [fileOf(entry), to?.file ?? []].flat())
      touched.push(file, assetNodeFile(file, 'plain'));
  }
  keepChildOrder(emulation, children);
  return { rows, touched };
}

function childChanges(entry: Entry, hasLeft: boolean, to: Destination | undefined): FolderChange[] {
  const { parent } = entry;
  const left = jcrNameOfEntry(entry);
  const came = to && nameOf(to.path);
  if (hasLeft && parent && to?.folder === parent) return [{ folder: parent, left, ...(came && { came }) }];
  return [
    ...(hasLeft && parent ? [{ folder: parent, left }] : []),
    ...(to && came ? [{ folder: to.folder, came }] : []),
  ];
}

async function attempt(
  { tree, index }: Emulation,
  entry: Entry | undefined,
  path: string,
  act: (entry: Transferable, path: string) => Done | Refusal | Promise<Done | Refusal>,
): Promise<Done | Refusal> {
  if (!entry) return new Refusal('There is no such asset or folder.');
  if (entry.kind === 'bare') return new Refusal('It is no asset yet; ingest it first.');
  if (entry.kind !== 'asset' && entry.kind !== 'folder')
    return new Refusal('It is neither asset nor folder.');
  if (entry === index.root) return new Refusal('It is the tree’s own folder.');
  if (!isOurs(tree, path)) return new Refusal(`${path} is outside the package filter.`);
  if (!exists(fileOf(entry))) return new Refusal('It is not there any more.');
  try {
    return await act(entry, path);
  } catch (cause) {
    if (cause instanceof StaleFileError) return new Refusal(`${cause.message}; try again.`);
    return new Refusal(errorText(cause));
  }
}

function hasGone(entry: Entry, gone: ReadonlySet<Entry>): boolean {
  return gone.has(entry) || (entry.parent !== undefined && hasGone(entry.parent, gone));
}
