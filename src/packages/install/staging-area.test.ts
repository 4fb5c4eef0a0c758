import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { docview, packageFile } from '../../../test/support/packages.ts';
import { readFiles, temporaryFolder, writeFiles } from '../../../test/support/temporary-tree.ts';
import { createOakling } from '../../emulator/create-oakling.ts';
import { TreeLockedError } from '../../repository/state/lock.ts';
import { installPackage } from './install-package.ts';
import { recoverInstallation, StagingArea } from './staging-area.ts';

const FOLDER = docview('jcr:primaryType="sling:Folder"');

/** A tree with an exchange that was cut off after its journal was written. */
function cutOff(): { readonly root: string; readonly state: string } {
  const root = temporaryFolder();
  const state = join(root, '.oakling');
  const work = join(state, 'install', 'work');
  writeFiles(root, { 'jcr_root/content/dam/a.txt': 'old' });
  writeFiles(work, { 'new-0': 'new', 'new-2': 'added' });
  const file = (name: string) => join(root, 'jcr_root', 'content', 'dam', name);
  const steps = [
    { step: 'replace', file: file('a.txt'), old: join(work, 'old-1'), staged: join(work, 'new-0') },
    { step: 'create', file: file('b.txt'), staged: join(work, 'new-2') },
  ];
  writeFileSync(join(state, 'install', 'journal.json'), JSON.stringify(steps));
  return { root, state };
}

const FINISHED = { 'dam/a.txt': Buffer.from('new'), 'dam/b.txt': Buffer.from('added') };

describe('an installation that was cut off', () => {
  it('is finished by the next start', async () => {
    const { root } = cutOff();
    const problems: string[] = [];
    const oakling = await createOakling({ root });
    oakling.on((event) => void (event.event === 'problem' && problems.push(event.code)));
    await oakling.close();
    expect(problems).toContain('install.recovered');
    expect(readFiles(join(root, 'jcr_root', 'content'))).toMatchObject(FINISHED);
  });

  it('is finished by the next installation', async () => {
    const { root } = cutOff();
    const file = await packageFile('<filter root="/content/dam/c"/>', {
      'content/dam/c/.content.xml': FOLDER,
    });
    const { problems, installed } = await installPackage({ file, root });
    expect(installed).toBe(true);
    expect(problems).toMatchObject([
      { code: 'install.recovered', message: expect.stringContaining('finished') },
    ]);
    expect(readFiles(join(root, 'jcr_root', 'content'))).toMatchObject(FINISHED);
  });

  it('before its journal is undone', async () => {
    const root = temporaryFolder();
    writeFiles(join(root, '.oakling', 'install', 'work'), { 'new-0/half': 'x' });
    const [problem, ...others] = await recoverInstallation(join(root, '.oakling'));
    expect(problem).toMatchObject({ code: 'install.recovered', message: expect.stringContaining('undone') });
    expect(others).toEqual([]);
    expect(readdirSync(join(root, '.oakling', 'install'))).not.toContain('work');
    expect(await recoverInstallation(join(root, '.oakling'))).toEqual([]);
  });

  it('and cannot be finished stops the next one, and keeps everything', async () => {
    const { root } = cutOff();
    writeFiles(root, { 'jcr_root/content/dam/b.txt': 'somebody else’s' });
    const file = await packageFile('<filter root="/content/dam/c"/>', {
      'content/dam/c/.content.xml': FOLDER,
    });
    const { problems, installed } = await installPackage({ file, root });
    expect(installed).toBe(false);
    expect(problems).toMatchObject([{ code: 'install.left' }]);
    expect(readdirSync(join(root, '.oakling', 'install', 'work'))).toContain('new-2');
  });
});

describe('a staging area', () => {
  it('belongs to one installation at a time', async () => {
    const state = join(temporaryFolder(), '.oakling');
    const { area } = await StagingArea.open(state);
    await expect(StagingArea.open(state)).rejects.toThrow(TreeLockedError);
    expect(await recoverInstallation(state)).toEqual([]);
    await area.release();
    const again = await StagingArea.open(state);
    await again.area.release();
  });

  it('leaves nothing behind when what it should write cannot be written', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'tree/a.txt': 'old' });
    const { area } = await StagingArea.open(join(root, '.oakling'));
    const bytes = Buffer.from('new');
    const operations = [
      { do: 'replace', file: join(root, 'tree/a.txt'), source: { bytes } },
      { do: 'create', file: join(root, 'nowhere/b.txt'), source: { bytes } },
    ] as const;
    await expect(area.carryOut(operations, undefined)).rejects.toThrow('ENOENT');
    await area.release();
    expect(readFiles(root, 'tree')).toEqual({ 'tree/a.txt': Buffer.from('old') });
    expect(readdirSync(join(root, '.oakling/install')).sort()).toEqual(['.gitignore', 'README']);
  });
});
