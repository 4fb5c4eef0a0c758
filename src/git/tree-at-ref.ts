/**
 * Files of a folder as they are at some commit, written elsewhere; neither the checkout nor the index of
 * the repository takes part.
 *
 * @module
 */
import { dirname, join } from 'node:path';
import { copyFile } from '../disk/copy-file.ts';
import { exists, makeFolder, remove } from '../disk/folders.ts';
import { list } from '../disk/read.ts';
import { listed, runGit } from './run-git.ts';

/** A folder of a repository. */
export interface RepositoryFolder {
  /** Absolute folder of the working tree. */
  readonly root: string;
  /** The folder in it, `/`-separated and with a `/` at its end; empty for the whole. */
  readonly below: string;
}

/**
 * The repository around a folder.
 * @throws GitError when there is none
 */
export async function repositoryOf(folder: string): Promise<RepositoryFolder> {
  const [root = '', below = ''] = (
    await runGit(['rev-parse', '--show-toplevel', '--show-prefix'], { cwd: folder })
  ).split('\n');
  return { root, below };
}

/** Writes files of a commit to a folder; all files of the repository's folder unless some are named. */
export async function writeFilesAt(
  { root, below }: RepositoryFolder,
  commit: string,
  target: string,
  files?: readonly string[],
): Promise<void> {
  makeFolder(target);
  const environment = { GIT_INDEX_FILE: join(target, '.index-of-oakling') };
  await runGit(['read-tree', commit], { cwd: root, environment });
  const wanted =
    files ??
    listed(await runGit(['ls-files', '-z', '--', below === '' ? '.' : below], { cwd: root, environment }));
  const input = wanted.map((file) => `${file}\0`).join('');
  await runGit(['checkout-index', '-q', '-f', '-z', '--stdin', `--prefix=${target}/`], {
    cwd: root,
    environment,
    input,
  });
  remove(environment.GIT_INDEX_FILE);
}

/** What differs between a commit and what is proposed; paths are relative to the repository's root. */
export interface Proposal {
  /** Files that are new or other. */
  readonly written: readonly string[];
  readonly removed: readonly string[];
}

/** What differs in a folder between a commit and another, or the files in the working tree. */
export async function proposalOf(
  { root, below }: RepositoryFolder,
  base: string,
  head: string | undefined,
): Promise<Proposal> {
  const place = ['--', below === '' ? '.' : below];
  const commits = head === undefined ? [base] : [base, head];
  const lines = listed(
    await runGit(['diff', '--name-status', '--no-renames', '-z', ...commits, ...place], { cwd: root }),
  );
  const written: string[] = [];
  const removed: string[] = [];
  for (let i = 0; i + 1 < lines.length; i += 2)
    (lines[i] === 'D' ? removed : written).push(lines[i + 1] ?? '');
  if (head === undefined) {
    const untracked = await runGit(['ls-files', '-o', '--exclude-standard', '-z', ...place], { cwd: root });
    written.push(...listed(untracked));
  }
  return { written, removed };
}

/** Brings a folder of files at one commit to what is proposed. */
export async function carryOver(
  repository: RepositoryFolder,
  head: string | undefined,
  { written, removed }: Proposal,
  target: string,
): Promise<void> {
  for (const file of removed) removeWithEmptyFolders(join(target, file), target);
  if (written.length === 0) return;
  if (head !== undefined) return writeFilesAt(repository, head, target, written);
  for (const file of written) copyFile(join(repository.root, file), join(target, file));
}

/** git knows no folders: one without files is gone. */
function removeWithEmptyFolders(file: string, top: string): void {
  remove(file);
  for (let folder = dirname(file); folder !== top && exists(folder); folder = dirname(folder)) {
    if (list(folder)?.length !== 0) return;
    remove(folder);
  }
}
