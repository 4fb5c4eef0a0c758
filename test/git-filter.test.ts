/** The git filter at work: real git, the built command, a tree that is published and committed. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assetFiles, folderFile } from './support/assets.ts';
import { commandMissing, runCommand } from './support/command.ts';
import { jpeg } from './support/pictures.ts';
import { type Files, temporaryFolder, writeFiles } from './support/temporary-tree.ts';
import { xml } from './support/validation.ts';

const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const VAULT_NODE = 'content/press/hero.jpg/.content.xml';
const PLAIN_NODE = 'content/drafts/sketch.jpg.yaml';

async function project(more: Files = {}): Promise<string> {
  const root = temporaryFolder();
  writeFiles(root, {
    ...folderFile('vault', 'content/press', { 'dam:publishMode': 'immediately' }),
    ...assetFiles('vault', 'content/press/hero.jpg', await jpeg('hero'), 'image/jpeg', {
      dynamicMedia: 'synced',
    }),
    ...folderFile('plain', 'content/drafts'),
    ...assetFiles('plain', 'content/drafts/sketch.jpg', await jpeg('sketch'), 'image/jpeg'),
    'deploy.staging.yaml': 'cq:lastReplicated: mine\n',
    ...more,
  });
  git(root, 'init', '-q', '-b', 'main');
  return root;
}

describe.skipIf(commandMissing)(`the git filter${commandMissing ? ` (${commandMissing})` : ''}`, () => {
  it('keeps publish state out of commits and in the working tree', async () => {
    const root = await project();
    const installed = await runCommand(['git', 'install'], root);
    expect(installed.code).toBe(0);
    git(root, 'add', '-A');
    git(root, 'commit', '-qm', 'content');
    expect(git(root, 'status', '--porcelain')).toBe('');
    const before = git(root, 'show', `HEAD:${VAULT_NODE}`);
    expect(before).not.toMatch(/scene7|lastModified|lastReplicat/);
    expect(before).toContain('jcr:uuid');

    await runCommand(['scan'], root);
    const published = await runCommand(
      ['publish', 'content/press/hero.jpg', 'content/drafts/sketch.jpg'],
      root,
    );
    expect(published.code).toBe(0);
    expect(readFileSync(join(root, VAULT_NODE), 'utf8')).toContain('cq:lastReplicationAction="Activate"');
    expect(readFileSync(join(root, PLAIN_NODE), 'utf8')).toContain('Activate');
    // git takes another size for a change until it is made to look again; there is none to see.
    expect(git(root, 'diff', '--stat')).toBe('');
    const refreshed = await runCommand(['git', 'refresh', '--json'], root);
    expect(JSON.parse(refreshed.stdout)).toEqual({ unchanged: [PLAIN_NODE, VAULT_NODE], changed: [] });
    expect(git(root, 'status', '--porcelain')).toBe('');

    // A change of content is a change, and only that.
    const node = readFileSync(join(root, VAULT_NODE), 'utf8');
    writeFileSync(join(root, VAULT_NODE), node.replace('Title of hero.jpg', 'A new title'));
    expect(git(root, 'diff', '--numstat')).toBe(`1\t1\t${VAULT_NODE}\n`);
    const again = await runCommand(['git', 'refresh', '--json'], root);
    expect(JSON.parse(again.stdout)).toEqual({ unchanged: [], changed: [VAULT_NODE] });
    expect(git(root, 'diff', '--cached', '--stat')).toBe('');
  });

  it('leaves no trace of a publication in a file that knew nothing of it', async () => {
    const node = xml('jcr:primaryType="sling:Folder"', '<jcr:content jcr:primaryType="nt:unstructured"/>');
    const bare = node.replace(/ xmlns:(dam|rep)="[^"]*"/g, '');
    const root = await project({ 'content/plain-folder/.content.xml': bare });
    await runCommand(['git', 'install'], root);
    git(root, 'add', '-A');
    git(root, 'commit', '-qm', 'content');
    expect((await runCommand(['publish', 'content/plain-folder', '--include', 'none'], root)).code).toBe(0);
    expect(readFileSync(join(root, 'content/plain-folder/.content.xml'), 'utf8')).toContain('xmlns:cq=');
    expect(git(root, 'diff')).toBe('');
  });

  it('merges what two people changed while both published', async () => {
    const root = await project();
    await runCommand(['git', 'install'], root);
    git(root, 'add', '-A');
    git(root, 'commit', '-qm', 'content');
    git(root, 'checkout', '-qb', 'theirs');
    const edit = (replace: string, by: string) => {
      const file = join(root, VAULT_NODE);
      writeFileSync(file, readFileSync(file, 'utf8').replace(replace, by));
    };
    edit('Title of hero.jpg', 'Their title');
    git(root, 'commit', '-qam', 'their title');
    git(root, 'checkout', '-q', 'main');
    await runCommand(['publish', 'content/press/hero.jpg'], root);
    git(root, 'add', '-A');
    git(root, 'merge', '-q', 'theirs');
    const merged = git(root, 'show', `HEAD:${VAULT_NODE}`);
    expect(merged).toContain('Their title');
    expect(merged).not.toContain('lastReplicat');
  });

  it('obeys the configuration of a tree further down', async () => {
    const root = await project({
      'site/oakling.config.yaml': 'root: content\nclean: { properties: [secret] }\n',
      'site/content/.content.yaml': 'jcr:primaryType: sling:Folder\nsecret: x\nkept: y\n',
    });
    await runCommand(['git', 'install', 'site'], root);
    git(root, 'add', '-A');
    expect(git(root, 'show', ':site/content/.content.yaml')).not.toContain('secret');
  });

  it('strips one file for other tools', async () => {
    const root = await project();
    const main = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');
    const strip = (input: string, file: string) =>
      execFileSync(process.execPath, [main, 'clean', '--stdin', '--file', file], {
        cwd: root,
        input,
        encoding: 'utf8',
      });
    expect(strip('jcr:primaryType: dam:Asset\ndam:scene7ID: x\n', 'a.jpg.yaml')).toBe(
      'jcr:primaryType: dam:Asset\n',
    );
    expect(strip('dam:scene7ID: x\n', 'a.txt')).toBe('dam:scene7ID: x\n');
    expect((await runCommand(['clean', '--stdin'], root)).code).toBe(2);
  });

  it('leaves files alone that are no nodes, or broken', async () => {
    const broken = '<jcr:root cq:lastReplicated="x"';
    const root = await project({
      'content/odd/.content.xml': broken,
      'content/notes.en.yaml': 'dam:scene7ID: a\n',
    });
    await runCommand(['git', 'install'], root);
    git(root, 'add', '-A');
    git(root, 'commit', '-qm', 'content');
    expect(git(root, 'show', 'HEAD:content/odd/.content.xml')).toBe(broken);
    expect(git(root, 'show', 'HEAD:content/notes.en.yaml')).toBe('dam:scene7ID: a\n');
    expect(git(root, 'show', 'HEAD:deploy.staging.yaml')).toBe('cq:lastReplicated: mine\n');
  });

  it('does not stand in the way of a clone without oakling', async () => {
    const root = await project();
    await runCommand(['git', 'install'], root);
    git(root, 'add', '-A');
    git(root, 'commit', '-qm', 'content');
    const clone = temporaryFolder();
    git(clone, 'clone', '-q', root, 'there');
    const there = join(clone, 'there');
    expect(git(there, 'status', '--porcelain')).toBe('');
    writeFileSync(join(there, VAULT_NODE), `${readFileSync(join(there, VAULT_NODE), 'utf8')}<!-- mine -->\n`);
    git(there, 'commit', '-qam', 'an edit');
    git(root, 'pull', '-q', there, 'main');
    expect(readFileSync(join(root, VAULT_NODE), 'utf8')).toContain('<!-- mine -->');
  });

  it('is set up once, and taken away without a trace', async () => {
    const attributes = '*.jpg binary\n';
    const root = await project({ '.gitattributes': attributes });
    const config = readFileSync(join(root, '.git/config'), 'utf8');
    const run = async (...args: string[]) => {
      const { stdout } = await runCommand(['git', 'install', '--json', ...args], root);
      return (JSON.parse(stdout) as { outcome: string }[]).map(({ outcome }) => outcome);
    };
    expect(await run()).toEqual(['changed', 'changed']);
    const installed = readFileSync(join(root, '.gitattributes'), 'utf8');
    expect(installed.startsWith(attributes)).toBe(true);
    expect(await run()).toEqual(['unchanged', 'unchanged']);
    expect(await run('--remove')).toEqual(['changed', 'changed']);
    expect(readFileSync(join(root, '.gitattributes'), 'utf8')).toBe(attributes);
    expect(readFileSync(join(root, '.git/config'), 'utf8')).toBe(config);
  });
});
