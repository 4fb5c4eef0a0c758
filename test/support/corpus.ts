/**
 * Real content that tests are held against. It lies beside the repository, not in it.
 *
 * @module
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CORPUS = new URL('../../../shared/corpus/', import.meta.url).pathname;

/** Why tests on real content are skipped; `undefined` when they are not. */
export const corpusMissing = existsSync(CORPUS) ? undefined : `${CORPUS} is not there`;

/** Unpacks an archive of the corpus (`wknd-dam`, `docview-corpus`) into a new folder; the caller removes it. */
export function unpackCorpus(archive: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'oakling-corpus-'));
  execFileSync('tar', ['-xzf', join(CORPUS, `${archive}.tar.gz`), '-C', folder]);
  return folder;
}
