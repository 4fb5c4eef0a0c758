/**
 * Moving, copying and removing assets and folders on disk: a vault asset is its folder, a plain asset its
 * bytes and its node file together. Each either happens or leaves everything as it was; what a kill
 * interrupts, the next start finishes or clears away.
 *
 * @module
 */
import { dirname, join, sep } from 'node:path';
import { cloneFile } from '../../disk/clone.ts';
import { copyFolder } from '../../disk/copy-folder.ts';
import { exists, remove, rename } from '../../disk/folders.ts';
import { moveFile, moveFolder } from '../../disk/move.ts';
import { temporaryName } from '../../disk/temporary-name.ts';
import { fileOf } from '../../repository/entry.ts';
import { isIgnoredName } from '../../vault/ignored-names.ts';
import { assetNodeFile, companionFolder } from '../../vault/layout.ts';
import type { Transferable } from './destination.ts';

/**
 * Moves an asset or folder.
 * @throws StaleFileError when the new place is taken; the I/O error when it cannot be moved
 */
export function moveOnDisk(entry: Transferable, to: string): void {
  const from = fileOf(entry);
  if (!isPlainAsset(entry)) return moveFolder(from, to);
  movePlain(from, to);
}

/**
 * Copies an asset or folder: aside first, then to its place.
 * @throws StaleFileError when the place is taken, or the source changed meanwhile; the I/O error
 */
export async function copyOnDisk(entry: Transferable, to: string): Promise<void> {
  const from = fileOf(entry);
  const aside = dirname(to) + sep + temporaryName();
  try {
    if (isPlainAsset(entry)) {
      await cloneFile(from, aside);
      await cloneFile(assetNodeFile(from, 'plain'), assetNodeFile(aside, 'plain'));
      if (exists(companionFolder(from))) {
        await copyFolder(companionFolder(from), companionFolder(aside), isIgnoredName);
      }
      appearPlain(aside, to);
    } else {
      await copyFolder(from, aside, isIgnoredName);
      moveFolder(aside, to);
    }
  } catch (cause) {
    remove(aside);
    remove(assetNodeFile(aside, 'plain'));
    remove(companionFolder(aside));
    throw cause;
  }
}

/**
 * Removes an asset or folder with everything in it: out of sight first, so that nobody sees half of it.
 * @throws the I/O error; what could not be removed is back at its place then
 */
export function removeOnDisk(entry: Transferable): void {
  const file = fileOf(entry);
  const aside = join(dirname(file), temporaryName());
  const move = isPlainAsset(entry) ? movePlain : rename;
  move(file, aside);
  try {
    remove(aside);
    if (isPlainAsset(entry)) {
      remove(assetNodeFile(aside, 'plain'));
      remove(companionFolder(aside));
    }
  } catch (cause) {
    if (exists(aside)) move(aside, file);
    throw cause;
  }
}

/** The bytes go first: the road takes everything else of moved bytes along, should that be cut off. */
function movePlain(from: string, to: string): void {
  moveAll(plainParts(from, to));
}

/** A new asset is not seen before its bytes are, so these come when everything else is there. */
function appearPlain(aside: string, to: string): void {
  moveAll(plainParts(aside, to).reverse());
}

/** What belongs to a plain asset, and where it goes; `convert` may have left something beside it. */
function plainParts(from: string, to: string): Part[] {
  const companion = { move: moveFolder, from: companionFolder(from), to: companionFolder(to) };
  return [
    { move: moveFile, from, to },
    { move: moveFile, from: assetNodeFile(from, 'plain'), to: assetNodeFile(to, 'plain') },
    ...(exists(companion.from) ? [companion] : []),
  ];
}

interface Part {
  readonly move: (from: string, to: string) => void;
  readonly from: string;
  readonly to: string;
}

/** Moves all parts or none. */
function moveAll(parts: readonly Part[]): void {
  for (const [i, { move, from, to }] of parts.entries()) {
    try {
      move(from, to);
    } catch (cause) {
      for (const done of parts.slice(0, i).reverse()) done.move(done.to, done.from);
      throw cause;
    }
  }
}

function isPlainAsset(entry: Transferable): boolean {
  return entry.kind === 'asset' && entry.layout === 'plain';
}
