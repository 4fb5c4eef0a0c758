/**
 * Opening the file of publish state beside a tree: what went away too long ago is forgotten, and what cannot
 * be read is told.
 *
 * @module
 */
import { join } from 'node:path';
import { type Problem, problem } from '../../problems/problem.ts';
import { makeStateFolder } from '../../repository/state/state-folder.ts';
import { readStatusFile, type StatusEntry, tidyStatusFile } from './status-file.ts';

/** How long state waits for a node that went away, in milliseconds: a branch may come back. */
const PATIENCE = 90 * 24 * 60 * 60 * 1000;

/** What is kept beside a tree. */
export interface LoadedStatuses {
  /** Absolute. */
  readonly file: string;
  /** By identity, or by the path of a node without one. */
  readonly entries: Map<string, StatusEntry>;
  readonly problems: readonly Problem[];
}

/**
 * Loads the publish state kept in a state folder.
 * @param access `write` makes folder and file where they are missing, and mends a torn file
 */
export function loadStatuses(
  stateFolder: string,
  access: 'read' | 'write',
  now: () => number = Date.now,
): LoadedStatuses {
  const file = join(stateFolder, 'status.ndjson');
  const read = readStatusFile(file);
  const problems = read.damaged === 0 ? [] : [damage(file, read.damaged)];
  for (const [key, { goneAt }] of read.entries) {
    if (goneAt !== undefined && now() - goneAt > PATIENCE) read.entries.delete(key);
  }
  if (access === 'write') {
    makeStateFolder(stateFolder);
    tidyStatusFile(file, read);
  }
  return { file, entries: read.entries, problems };
}

function damage(file: string, lines: number): Problem {
  const message = `${lines} lines of the publish state beside the tree cannot be read.`;
  const hint = 'The assets concerned stand as they were before; oakling status shows them.';
  return problem('state.damaged', { path: file, message, hint });
}
