/**
 * What has to be done on disk so that a folder becomes what its overlay says.
 *
 * @module
 */
import { join } from 'node:path';
import type { OverlayFolder, Source } from './overlay.ts';

/** One thing to do. Files and folders are absolute. */
export type Operation =
  | { readonly do: 'remove'; readonly file: string; readonly kind: 'file' | 'folder' }
  | { readonly do: 'replace'; readonly file: string; readonly source: Source }
  | { readonly do: 'create'; readonly file: string; readonly source: Source }
  /** A folder that is not there yet, with everything in it. */
  | { readonly do: 'createFolder'; readonly file: string; readonly folder: OverlayFolder };

/** The operations, in an order in which they can be carried out. */
export function* operationsOf(folder: OverlayFolder): Generator<Operation> {
  if (!folder.isLoaded) return;
  for (const [name, kind] of folder.standing) {
    const file = join(folder.file, name);
    if ((kind === 'file' || kind === 'folder') && folder.entries.get(name)?.kind !== kind) {
      yield { do: 'remove', file, kind };
    } else if (kind === 'folder' && folder.folder(name)?.stands === false) {
      yield { do: 'remove', file, kind };
    }
  }
  for (const [name, entry] of folder.entries) {
    const file = join(folder.file, name);
    if (entry.kind === 'folder') {
      if (entry.folder.stands) yield* operationsOf(entry.folder);
      else yield { do: 'createFolder', file, folder: entry.folder };
    } else if (entry.kind === 'file' && entry.source) {
      const replaces = folder.standing.get(name) === 'file';
      yield { do: replaces ? 'replace' : 'create', file, source: entry.source };
    }
  }
}

/** One file or folder that an installation changes. */
export interface PlannedChange {
  readonly change: 'add' | 'replace' | 'delete';
  /** Absolute; a folder's ends in a slash. */
  readonly file: string;
}

/** The same for people: every file that comes or changes, and what goes. */
export function* changesOf(operations: Iterable<Operation>): Generator<PlannedChange> {
  for (const operation of operations) {
    const { file } = operation;
    if (operation.do === 'remove') {
      yield { change: 'delete', file: operation.kind === 'folder' ? `${file}/` : file };
    } else if (operation.do === 'replace') yield { change: 'replace', file };
    else if (operation.do === 'create') yield { change: 'add', file };
    else yield* additions(operation.folder);
  }
}

function* additions(folder: OverlayFolder): Generator<PlannedChange> {
  if (folder.entries.size === 0) yield { change: 'add', file: `${folder.file}/` };
  for (const [name, entry] of folder.entries) {
    if (entry.kind === 'folder') yield* additions(entry.folder);
    else yield { change: 'add', file: join(folder.file, name) };
  }
}
