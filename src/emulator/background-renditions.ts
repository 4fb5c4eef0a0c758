/**
 * Renditions are made in the background: the asset is complete without them, and a change of the asset
 * in the meantime makes the work start anew. What is due is remembered in the index, so that a restart
 * goes on with it.
 *
 * @module
 */
import { join } from 'node:path';
import { createRenditionQueue, type RenditionQueue } from '../dam/rendition-queue.ts';
import { canRender, makeRenditions, type Rendition } from '../dam/renditions.ts';
import { errorText, isAbsence } from '../disk/errors.ts';
import { exists, makeFolder, remove } from '../disk/folders.ts';
import { list } from '../disk/read.ts';
import { isOwnName } from '../disk/temporary-name.ts';
import { writeOwnFile } from '../disk/write.ts';
import { problem } from '../problems/problem.ts';
import { type AssetEntry, fileOf, jcrNameOfEntry } from '../repository/entry.ts';
import { displayPath } from '../repository/tree.ts';
import { originalFile } from '../vault/layout.ts';
import type { Emulation } from './emulation.ts';
import { renditionsFolderOf } from './renditions-folder.ts';
import { stateOf } from './settle-asset.ts';

/** Makes renditions of assets when asked. */
export interface BackgroundRenditions {
  request(asset: AssetEntry): void;
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Starts making renditions. */
export function startRenditions(
  emulation: Pick<Emulation, 'tree' | 'index' | 'stateFolder' | 'statuses' | 'store' | 'report'>,
): BackgroundRenditions {
  const { tree, index, stateFolder, report, store } = emulation;
  const queue: RenditionQueue = createRenditionQueue({
    onFailure: (path, cause) => {
      // An asset that moved or went away took its work along.
      if (isAbsence(cause)) return;
      const message = `Its renditions could not be made: ${errorText(cause)}`;
      report(problem('image.rendition', { path, message, hint: 'The asset is complete without them.' }));
    },
  });
  const finish = (path: string) => {
    const entry = index.at(path);
    if (entry?.kind !== 'asset') return;
    entry.renditionsDue = false;
    store?.put(entry);
    store?.flush();
  };
  const work = async (path: string, signal: AbortSignal) => {
    const entry = index.at(path);
    if (entry?.kind !== 'asset' || !entry.binary) return;
    const mimeType = stateOf(emulation, entry).mimeType ?? '';
    if (!canRender(mimeType)) return finish(path);
    const file = fileOf(entry);
    const made = await makeRenditions(originalFile(file, entry.layout), mimeType, jcrNameOfEntry(entry));
    if (signal.aborted) return;
    if (made.problem) report({ ...made.problem, path: displayPath(tree, file) });
    write(made.renditions, renditionsFolderOf(stateFolder, entry), entry.layout === 'plain');
    finish(path);
  };
  return {
    request: (asset) => {
      const path = index.pathOf(asset);
      queue.add(path, (signal) => work(path, signal));
    },
    idle: () => queue.idle(),
    close: () => queue.close(),
  };
}

function write(renditions: readonly Rendition[], folder: string, mayMake: boolean): void {
  // A vault asset's folder that is gone must not be made again: the asset moved.
  if (mayMake && !exists(folder)) makeFolder(folder);
  removeLeftovers(folder);
  for (const { name, bytes } of renditions) writeOwnFile(join(folder, name), bytes);
}

/** A kill in the middle of a write leaves a temporary file, which nobody else would come across. */
function removeLeftovers(folder: string): void {
  for (const { name } of list(folder) ?? []) if (isOwnName(name)) remove(join(folder, name));
}
