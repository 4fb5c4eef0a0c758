/**
 * `ingest`: makes assets of binaries that were here before oakling.
 *
 * @module
 */

import { StaleFileError } from '../../disk/write.ts';
import { problem } from '../../problems/problem.ts';
import { type BareEntry, descendants, type Entry, fileOf } from '../../repository/entry.ts';
import { carryOutUpload } from '../carry-out-upload.ts';
import { describeBinary } from '../describe-binary.ts';
import type { Emulation } from '../emulation.ts';
import { inOrder } from '../in-order.ts';
import type { ActionRow } from '../oakling.ts';
import { entryAt } from './find-entries.ts';

/** Ingests the binaries at and below paths; assets among them stay as they are. */
export async function ingest(emulation: Emulation, paths: readonly string[]): Promise<ActionRow[]> {
  const rows: ActionRow[] = [];
  const bare = new Set<BareEntry>();
  for (const path of paths) {
    const entry = entryAt(emulation, path);
    if (!entry) rows.push(row(path, 'refused', 'There is no such file or folder in the tree.'));
    else if (entry.kind === 'asset')
      rows.push(row(emulation.index.pathOf(entry), 'unchanged', 'It is an asset already.'));
    else for (const found of binariesIn(entry)) bare.add(found);
  }
  const prepare = (entry: BareEntry) =>
    describeBinary(emulation, fileOf(entry), entry.name, entry.stat).catch((cause: Error) => cause);
  for await (const [entry, binary] of inOrder([...bare], 8, prepare)) {
    const path = emulation.index.pathOf(entry);
    if (binary instanceof Error) rows.push(row(path, 'refused', binary.message));
    else rows.push(await ingestOne(emulation, path, entry, binary));
  }
  return rows;
}

async function ingestOne(
  emulation: Emulation,
  path: string,
  entry: BareEntry,
  binary: Awaited<ReturnType<typeof describeBinary>>,
): Promise<ActionRow> {
  const reasons: string[] = [];
  const listening: Emulation = {
    ...emulation,
    report: (found) => {
      reasons.push(`${found.message} ${found.hint}`);
      emulation.report(found);
    },
  };
  try {
    const change = { kind: 'upload', resource: 'asset', path, before: undefined, after: entry } as const;
    const effects = await carryOutUpload(listening, change, entry, binary);
    if (effects.length === 0) return row(path, 'refused', reasons.join(' '));
    return { path, outcome: 'done', reason: 'It is an asset now.', effects };
  } catch (cause) {
    if (!(cause instanceof StaleFileError)) throw cause;
    emulation.report(
      problem('file.unreadable', {
        path,
        message: cause.message,
        hint: 'Run ingest again when the file is quiet.',
      }),
    );
    return row(path, 'refused', cause.message);
  }
}

function binariesIn(entry: Entry): BareEntry[] {
  if (entry.kind === 'bare') return [entry];
  if (entry.kind !== 'folder') return [];
  return [...descendants(entry)].filter((below) => below.kind === 'bare');
}

function row(path: string, outcome: ActionRow['outcome'], reason: string): ActionRow {
  return { path, outcome, reason, effects: [] };
}
