/**
 * Removing bytes nobody names, once a day, while oakling watches and nothing else is to be done.
 *
 * @module
 */
import { join } from 'node:path';
import { errorText } from '../../disk/errors.ts';
import { fileStatAt } from '../../disk/file-stat.ts';
import { exists } from '../../disk/folders.ts';
import { writeOwnFile } from '../../disk/write.ts';
import { problem } from '../../problems/problem.ts';
import type { Emulation } from '../emulation.ts';
import { collect } from '../verbs/targets.ts';
import { replicationFolder } from './replication.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Collects garbage when a day has passed since the last time; a failure is reported and waits a day, too. */
export async function collectDaily(emulation: Emulation): Promise<void> {
  const { stateFolder, clock, report } = emulation;
  const folder = replicationFolder(stateFolder);
  const stamp = join(folder, 'collected');
  const now = clock().getTime();
  if (!exists(folder) || now - (fileStatAt(stamp)?.mtimeMs ?? 0) < DAY) return;
  try {
    writeOwnFile(stamp, clock().toISOString());
    await collect(emulation);
  } catch (cause) {
    const message = `Bytes nobody needs could not be removed: ${errorText(cause)}`;
    const hint = 'Run oakling targets verify --bytes --repair, then oakling targets collect.';
    report(problem('target.damaged', { path: '/', message, hint }));
  }
}
