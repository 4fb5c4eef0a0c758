/** What a merge would publish: real git, a branch against its base, and the working tree against it. */
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createOakling } from '../src/emulator/create-oakling.ts';
import { type MergeRow, planMerge } from '../src/git/merge-plan.ts';
import { GitError } from '../src/git/run-git.ts';
import { assetFiles, folderFile } from './support/assets.ts';
import { jpeg } from './support/pictures.ts';
import { readFiles, temporaryFolder, writeFiles } from './support/temporary-tree.ts';

const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd, encoding: 'utf8' });

const DAM = 'ui.content/jcr_root/content/dam';

/** A project whose package has two folders, one selective, one immediate, with published assets. */
async function project(): Promise<string> {
  const root = temporaryFolder();
  const both = { aem: true, dynamicMedia: 'published' } as const;
  writeFiles(root, {
    ...folderFile('vault', `${DAM}/selective`, { 'dam:publishMode': 'selective' }),
    ...folderFile('vault', `${DAM}/immediate`, { 'dam:publishMode': 'immediately' }),
    ...assetFiles('vault', `${DAM}/selective/kept.jpg`, await jpeg('kept'), 'image/jpeg', both),
    ...assetFiles('vault', `${DAM}/immediate/edited.jpg`, await jpeg('edited'), 'image/jpeg', both),
    ...assetFiles('vault', `${DAM}/immediate/gone.jpg`, await jpeg('gone'), 'image/jpeg', both),
    'ui.content/META-INF/vault/filter.xml':
      '<workspaceFilter version="1.0"><filter root="/content/dam/selective"/><filter root="/content/dam/immediate"/></workspaceFilter>',
    'README.md': 'not content',
  });
  git(root, 'init', '-q', '-b', 'main');
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'base');
  return root;
}

/** What a branch of this project does: an upload in each folder, a copy, an edit, a deletion, a setting. */
async function change(root: string): Promise<void> {
  const dam = join(root, DAM);
  writeFiles(root, {
    [`${DAM}/selective/new.jpg`]: await jpeg('new'),
    [`${DAM}/immediate/new.jpg`]: await jpeg('new too'),
    [`${DAM}/immediate/edited.jpg/_jcr_content/renditions/original`]: await jpeg('other bytes'),
    'README.md': 'still not content',
  });
  cpSync(join(dam, 'selective/kept.jpg'), join(dam, 'immediate/copy.jpg'), { recursive: true });
  renameSync(join(dam, 'selective/kept.jpg'), join(dam, 'selective/moved.jpg'));
  rmSync(join(dam, 'immediate/gone.jpg'), { recursive: true });
}

const summary = ({ change: kind, aem, dynamicMedia }: MergeRow) => `${kind}: ${aem}, ${dynamicMedia}`;

const EXPECTED = {
  '/content/dam/immediate/edited.jpg': 'update: outdated, updated',
  '/content/dam/immediate/gone.jpg': 'delete: disappears, disappears',
  '/content/dam/immediate/new.jpg': 'upload: none, appears',
  '/content/dam/selective/new.jpg': 'upload: none, none',
};

describe('what a merge would publish', () => {
  it.each(['working tree', 'branch'])('by the files of the %s', async (where) => {
    const root = await project();
    if (where === 'branch') git(root, 'checkout', '-qb', 'proposal');
    await change(root);
    if (where === 'branch') {
      git(root, 'add', '-A');
      git(root, 'commit', '-qm', 'proposal');
      git(root, 'checkout', '-q', 'main');
    }
    const before = { files: readFiles(root), status: git(root, 'status', '--porcelain') };
    const index = statSync(join(root, '.git/index')).mtimeMs;
    const plan = await planMerge({
      root: join(root, 'ui.content/jcr_root'),
      base: 'main',
      ...(where === 'branch' ? { head: 'proposal' } : {}),
      createOakling,
    });
    // Asked first: git itself refreshes the index when a test asks it for the status.
    expect(statSync(join(root, '.git/index')).mtimeMs).toBe(index);
    const rows = Object.fromEntries(plan.rows.map((row) => [row.path, summary(row)]));
    expect(rows).toMatchObject(EXPECTED);
    // git keeps no inodes: the first by path is taken for the original, the other for its copy.
    expect([rows['/content/dam/immediate/copy.jpg'], rows['/content/dam/selective/moved.jpg']]).toEqual([
      'move: stays, stays',
      'copy: none, none',
    ]);
    expect(plan.base).toBe(git(root, 'rev-parse', 'main').trim());
    expect(git(root, 'status', '--porcelain')).toBe(before.status);
    expect(readFiles(root)).toEqual(before.files);
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain('not content');
  });

  it('tells settings apart: existing assets stay as they are', async () => {
    const root = await project();
    writeFiles(root, folderFile('vault', `${DAM}/selective`, { 'dam:publishMode': 'immediately' }));
    const plan = await planMerge({ root: join(root, 'ui.content/jcr_root'), base: 'main', createOakling });
    expect(plan).toMatchObject({ rows: [], settings: ['/content/dam/selective'], problems: [] });
  });

  it('says nothing where nothing changes', async () => {
    const root = await project();
    const plan = await planMerge({ root: join(root, 'ui.content/jcr_root'), base: 'main', createOakling });
    expect(plan).toMatchObject({ rows: [], settings: [], problems: [] });
  });

  it('says in git’s words what is wrong with a ref', async () => {
    const root = await project();
    const asked = planMerge({ root: join(root, 'ui.content/jcr_root'), base: 'nowhere', createOakling });
    await expect(asked).rejects.toThrow(GitError);
    await expect(asked).rejects.toThrow('nowhere');
  });
});
