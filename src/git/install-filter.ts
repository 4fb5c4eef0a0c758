/**
 * Setting up the filter in a repository: the command in `.git/config`, which is nobody else's, and which
 * files it concerns in `.gitattributes`, which everybody gets. Where oakling is not set up, git passes the
 * files as they are.
 *
 * @module
 */
import { join } from 'node:path';
import { fileStatAt } from '../disk/file-stat.ts';
import { remove } from '../disk/folders.ts';
import { readText } from '../disk/read.ts';
import { createFile, replaceFile } from '../disk/write.ts';
import { GitError, runGit } from './run-git.ts';
import { repositoryOf } from './tree-at-ref.ts';

/** One step that was taken, or was not needed. */
export interface InstallStep {
  /** The file it concerns, absolute. */
  readonly file: string;
  readonly outcome: 'changed' | 'unchanged';
  readonly what: string;
}

const KEY = 'filter.oakling.process';
const BEGIN = '# oakling: publish state stays out of commits (oakling git install)';
const END = '# oakling: end';

/**
 * Sets the filter up for a folder of a repository.
 * @param command what git runs by its shell as the filter process
 * @throws GitError when there is no repository
 */
export async function installFilter(folder: string, command: string): Promise<InstallStep[]> {
  const { root, below } = await repositoryOf(folder);
  const known = await configured(root);
  if (known !== command) await runGit(['config', '--local', KEY, command], { cwd: root });
  const block = [BEGIN, ...patterns(below).map((pattern) => `${pattern} filter=oakling`), END];
  return [
    {
      file: join(root, '.git', 'config'),
      outcome: known === command ? 'unchanged' : 'changed',
      what: `${KEY} = ${command}`,
    },
    writeAttributes(join(root, '.gitattributes'), block),
  ];
}

/** Takes the filter away; what others wrote in the same files stays. */
export async function removeFilter(folder: string): Promise<InstallStep[]> {
  const { root } = await repositoryOf(folder);
  const known = await configured(root);
  if (known !== undefined) {
    await runGit(['config', '--local', '--remove-section', 'filter.oakling'], { cwd: root });
  }
  return [
    {
      file: join(root, '.git', 'config'),
      outcome: known === undefined ? 'unchanged' : 'changed',
      what: `${KEY} removed`,
    },
    writeAttributes(join(root, '.gitattributes'), []),
  ];
}

async function configured(root: string): Promise<string | undefined> {
  try {
    return (await runGit(['config', '--local', '--get', KEY], { cwd: root })).replace(/\n$/, '');
  } catch (cause) {
    if (cause instanceof GitError) return undefined;
    throw cause;
  }
}

/** The node files below a folder; attributes know no spaces but as a class of characters. */
function patterns(below: string): string[] {
  const place = `/${below}`.replace(/[[\]?*\\ ]/g, (character) =>
    character === ' ' ? '[[:space:]]' : `\\${character}`,
  );
  return ['.content.xml', '.content.yaml', '*.*.yaml'].map((name) => `${place}**/${name}`);
}

function writeAttributes(file: string, block: readonly string[]): InstallStep {
  const before = readText(file)?.text ?? '';
  const after = withBlock(before, block);
  const what = block.length === 0 ? 'lines of oakling removed' : block.slice(1, -1).join('; ');
  if (after === before) return { file, outcome: 'unchanged', what };
  const stat = fileStatAt(file);
  if (!stat) createFile(file, after);
  else if (after === '') remove(file);
  else replaceFile(file, after, stat);
  return { file, outcome: 'changed', what };
}

/** The text with a block of lines in place of oakling's last one, or at its end. */
function withBlock(text: string, block: readonly string[]): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  const [begin, end] = [lines.indexOf(BEGIN), lines.indexOf(END)];
  if (begin >= 0 && end > begin) {
    lines.splice(begin, end - begin + 1, ...block);
    return lines.join(eol);
  }
  if (block.length === 0) return text;
  const start = text === '' || text.endsWith('\n') ? text : text + eol;
  return start + block.map((line) => line + eol).join('');
}
