/**
 * Making git look again. git takes a file of another size for a changed one before it asks any filter, so
 * a published node file stands in `git status` although nothing of it would be committed. Here the index
 * forgets the size of such files (their content in the index stays as it is), and git compares contents.
 *
 * @module
 */
import { listed, runGit } from './run-git.ts';
import { repositoryOf } from './tree-at-ref.ts';

/** What looking again gave: files relative to the repository, with `/`. */
export interface Refreshed {
  /** Files that looked changed and are not. */
  readonly unchanged: readonly string[];
  /** Files that would be committed otherwise than they are. */
  readonly changed: readonly string[];
}

/**
 * Makes git look again at the files the filter concerns.
 * @throws GitError when there is no repository, or its index is locked
 */
export async function refreshIndex(folder: string): Promise<Refreshed> {
  const { root, below } = await repositoryOf(folder);
  const place = below === '' ? '.' : below;
  const looking = async () =>
    listed(await runGit(['diff-files', '-z', '--name-only', '--', place], { cwd: root }));
  const suspects = new Set(await filtered(root, await looking()));
  if (suspects.size === 0) return { unchanged: [], changed: [] };
  const staged = listed(await runGit(['ls-files', '-z', '--stage', '--', place], { cwd: root }));
  const same = staged.filter(
    (line) => line.includes(' 0\t') && suspects.has(line.slice(line.indexOf('\t') + 1)),
  );
  const input = same.map((line) => `${line}\0`).join('');
  await runGit(['update-index', '-z', '--index-info'], { cwd: root, input });
  await runGit(['update-index', '-q', '--refresh'], { cwd: root });
  const changed = new Set(await looking());
  const isChanged = (file: string) => changed.has(file);
  const files = [...suspects].sort();
  return { unchanged: files.filter((file) => !isChanged(file)), changed: files.filter(isChanged) };
}

/** The files among some that pass oakling's filter. */
async function filtered(root: string, files: readonly string[]): Promise<string[]> {
  if (files.length === 0) return [];
  const input = files.map((file) => `${file}\0`).join('');
  const told = listed(await runGit(['check-attr', '-z', '--stdin', 'filter'], { cwd: root, input }));
  // Three for each file: its name, the attribute, the value.
  return files.filter((_, i) => told[3 * i + 2] === 'oakling');
}
