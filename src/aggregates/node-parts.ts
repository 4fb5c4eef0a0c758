/**
 * Removing and renaming what stands on disk for a node: its folder, the folder that decorates its bytes, its
 * node file, its bytes.
 *
 * @module
 */
import { dirname, join } from 'node:path';
import { folderNameOf } from '../vault/file-roles.ts';
import { NODE_FILES } from '../vault/ignored-names.ts';
import { diskNameOf, type Layout, SIDECAR } from '../vault/layout.ts';
import type { DiskPart } from './located-node.ts';
import type { ReadableStorage, Storage } from './storage.ts';

/** Takes parts away. */
export function removeParts(storage: Storage, parts: readonly DiskPart[]): void {
  for (const { file } of parts) storage.remove(file);
}

/** Where a part goes. */
interface Move {
  readonly part: DiskPart;
  readonly to: string;
}

/** Where the parts of a node go. */
export interface Destination {
  readonly name: string;
  /** Absolute; each part stays in the folder it is in when absent. */
  readonly folder?: string;
  /** The layout in force there. */
  readonly layout: Layout;
}

/**
 * The places parts of a node have under another name, or in another folder.
 * @throws RangeError when something stands there
 */
export function planMoves(
  storage: ReadableStorage,
  parts: readonly DiskPart[],
  { name, folder, layout }: Destination,
): readonly Move[] {
  const isPlainAsset = parts.some(({ role }) => role === 'sidecar');
  const moves = parts.map((part) => {
    const ownLayout = isPlainAsset ? 'plain' : layoutOfName(storage, part, layout);
    return { part, to: join(folder ?? dirname(part.file), diskName(part, name, ownLayout)) };
  });
  for (const { part, to } of moves) {
    if (to !== part.file && storage.stat(to)) throw new RangeError(`${to} is there already`);
  }
  return moves;
}

/**
 * Moves parts. What decorates goes first, the node file and the bytes last: until then the node is where it was.
 * @throws StaleFileError when somebody takes a name meanwhile
 */
export function carryOutMoves(storage: Storage, moves: readonly Move[]): void {
  for (const { part, to } of moves) if (to !== part.file) storage.move(part.file, to);
}

/** A folder with a node file of its own bears its name in that file's layout, wherever it stands. */
function layoutOfName(storage: ReadableStorage, { file, role, layout }: DiskPart, there: Layout): Layout {
  if (role !== 'folder') return there;
  if (storage.stat(join(file, NODE_FILES.vault))) return 'vault';
  return storage.stat(join(file, NODE_FILES.plain)) ? layout : there;
}

function diskName({ role }: DiskPart, name: string, layout: Layout): string {
  switch (role) {
    case 'companion':
      return `${diskNameOf(name, layout)}.dir`;
    case 'xml':
      return `${diskNameOf(name, 'vault')}.xml`;
    case 'sidecar':
      return name + SIDECAR;
    case 'folder':
      return folderNameOf(name, layout);
    case 'file':
      return diskNameOf(name, layout);
  }
}
