/** The built command at work on a tree: two processes, real signals, real pipes. */
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assetFiles, folderFile } from './support/assets.ts';
import { commandMissing, RunningCommand, runCommand } from './support/command.ts';
import { jpeg } from './support/pictures.ts';
import { type Files, readFiles, temporaryFolder, writeFiles } from './support/temporary-tree.ts';

/** A project with a tree in `content/`: a selective folder with a published asset, and a picture that is none yet. */
async function project(more: Files = {}): Promise<string> {
  const folder = temporaryFolder();
  const beach = await jpeg('beach');
  const published = { aem: true, dynamicMedia: 'published' } as const;
  writeFiles(folder, {
    ...folderFile('vault', 'content/campaign', { 'dam:publishMode': 'selective' }),
    ...assetFiles('vault', 'content/campaign/beach.jpg', beach, 'image/jpeg', published),
    'content/old/first.jpg': await jpeg('first'),
    ...more,
  });
  return folder;
}

const BEACH = '/content/dam/campaign/beach.jpg';

async function started(cwd: string, ...more: string[]): Promise<RunningCommand> {
  const command = new RunningCommand(['start', '--json', '--no-renditions', ...more], cwd);
  await command.idle();
  return command;
}

describe.skipIf(commandMissing)(`oakling${commandMissing ? ` (${commandMissing})` : ''}`, () => {
  it('acts on what happens while it runs, and stops when told to', async () => {
    const cwd = await project();
    const command = await started(cwd);
    expect(command.events[0]).toMatchObject({
      event: 'ready',
      folder: join(cwd, 'content'),
      path: '/content/dam',
      firstContact: true,
      assets: 1,
      notYet: 1,
    });
    cpSync(join(cwd, 'content/campaign/beach.jpg'), join(cwd, 'content/campaign/copy.jpg'), {
      recursive: true,
    });
    const change = await command.change('copy', '/content/dam/campaign/copy.jpg');
    expect(change.from).toBe(BEACH);
    expect(change.effects.map(({ type }) => type)).toEqual(['identify', 'clear', 'sync']);
    await command.idle(2);
    command.signal('SIGTERM');
    expect(await command.ended).toBe(0);
    expect(command.stderr).toContain('Stopped after 1 change.');
    expect(command.events.at(-1)).toEqual({ event: 'idle' });
  });

  it('is asked by other commands while it runs', async () => {
    const cwd = await project();
    const command = await started(cwd);
    const run = (...args: string[]) => runCommand(args, cwd);

    const status = await run('status', '--json', 'content/campaign');
    expect(JSON.parse(status.stdout)).toMatchObject([{ path: BEACH, aem: { published: true } }]);

    const ingest = await run('ingest', 'content/old');
    expect(ingest).toMatchObject({ code: 0, stderr: '' });
    expect(ingest.stdout).toMatch(
      /^done {2}\/content\/dam\/old\/first\.jpg {2}published to Dynamic Media: Immediately/,
    );
    await command.change('upload', '/content/dam/old/first.jpg');

    const set = await run('set', 'old', 'publish=selective');
    expect(set.code).toBe(0);
    await command.change('settings', '/content/dam/old');

    const explain = await run('explain', '/content/dam/old');
    expect(explain.stdout).toContain('Publish mode is "Selective Publish" (set here). (documented)');
    const nothing = await run('explain', 'none.jpg');
    expect(nothing).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('there is no asset or folder at'),
    });

    const reprocess = await run('reprocess', '--json', 'old/first.jpg');
    expect(JSON.parse(reprocess.stdout)).toMatchObject([
      { path: '/content/dam/old/first.jpg', outcome: 'done' },
    ]);
  });

  it('is alone on its tree', async () => {
    const cwd = await project();
    await started(cwd);
    for (const verb of ['start', 'scan']) {
      const second = await runCommand([verb], cwd);
      expect(second.code).toBe(3);
      expect(second.stderr).toMatch(/^oakling: another oakling \(process \d+, since .*\) works on this tree/);
    }
  });

  it('finds in a scan what happened while it was away', async () => {
    const cwd = await project();
    expect((await runCommand(['scan', '--no-renditions'], cwd)).code).toBe(0);
    writeFiles(cwd, { 'content/campaign/new.jpg': await jpeg('new') });
    const { stdout, stderr, code } = await runCommand(['scan', '--no-renditions'], cwd);
    expect(stdout).toBe(
      'A  /content/dam/campaign/new.jpg  synced, preview only: Selective Publish (set here)\n',
    );
    expect(stderr).toMatch(/^oakling ready: 1 asset in .*\n1 change, 0 errors\.\n$/);
    expect(code).toBe(0);
    const again = await runCommand(['scan', '--json'], cwd);
    expect(again.stdout.split('\n').map((line) => line && JSON.parse(line).event)).toEqual([
      'ready',
      'idle',
      '',
    ]);
  });

  it('has findings in a scan when something is wrong', async () => {
    const cwd = await project({ 'content/campaign/.content.xml': '<jcr:root' });
    const { stderr, code } = await runCommand(['scan'], cwd);
    expect(stderr).toMatch(/^error: campaign\/\.content\.xml:1:\d+: /m);
    expect(code).toBe(1);
  });

  it('writes nothing when it only reads', async () => {
    const cwd = await project();
    const before = readFiles(cwd);
    const status = await runCommand(['status'], cwd);
    expect(status.stdout).toMatch(
      new RegExp(`^${BEACH} +Synced +Selective Publish +Published .* ago by author`, 'm'),
    );
    expect(status.stderr).toContain('1 file is no asset yet; oakling ingest makes assets of them.');
    const explain = await runCommand(['explain', 'content/campaign/beach.jpg/.content.xml'], cwd);
    expect(explain.stdout).toMatch(new RegExp(`^${BEACH} \\(asset\\)\n`));
    expect(readFiles(cwd)).toEqual(before);
    expect(existsSync(join(cwd, 'content/.oakling'))).toBe(false);
  });

  it('waits for hooks at the first Ctrl-C, and takes them along at the second', async () => {
    const configuration =
      'root: content\nhooks:\n  - on: [change]\n    run: touch running; sleep 60; touch survived\n';
    const cwd = await project({ 'oakling.config.yaml': configuration });
    const command = new RunningCommand(['start', '--json', '--no-renditions'], cwd);
    await command.idle();
    writeFiles(cwd, { 'content/campaign/new.jpg': await jpeg('new') });
    await command.until(() => existsSync(join(cwd, 'running')));
    command.signal('SIGINT');
    await command.until(() => command.stderr.includes('Finishing what is under way'));
    await command.until(() => {
      command.signal('SIGINT');
      return command.stderr.includes('Stopped at once.');
    });
    expect(await command.ended).toBe(130);
  });

  it('stops quietly when nobody reads its output', async () => {
    const cwd = await project();
    const command = new RunningCommand(['start', '--json', '--quiet', '--no-renditions'], cwd);
    await command.idle();
    command.closeStdout();
    writeFiles(cwd, { 'content/campaign/new.jpg': await jpeg('new') });
    expect(await command.ended).toBe(0);
    expect(command.stderr).toBe('');
    expect(existsSync(join(cwd, 'content/campaign/new.jpg/.content.xml'))).toBe(true);
  });

  it('loads plugins and refuses broken configuration', async () => {
    const cwd = await project({ 'oakling.config.yaml': 'root: content\nplugins: [./veto.mjs]\n' });
    cpSync(join(import.meta.dirname, '..', 'examples', 'embargo.mjs'), join(cwd, 'veto.mjs'));
    await runCommand(['scan', '--no-renditions'], cwd);
    writeFiles(cwd, { 'content/embargo/new.jpg': await jpeg('new') });
    const { stdout } = await runCommand(['scan', '--no-renditions'], cwd);
    expect(stdout).toContain(
      'publication to Dynamic Media stopped by embargo: it lies below a folder called "embargo"',
    );
    writeFileSync(join(cwd, 'oakling.config.yaml'), 'root: content\nplugin: [./veto.mjs]\n');
    const refused = await runCommand(['status'], cwd);
    expect(refused.stderr).toMatch(/^error: oakling\.config\.yaml:2:1: .*\[configuration\.invalid\]/);
    expect(refused.code).toBe(2);
  });

  it('is configured where nothing is, and tells what applies', async () => {
    const cwd = temporaryFolder();
    expect((await runCommand(['start'], cwd)).code).toBe(3);
    expect((await runCommand(['init'], cwd)).code).toBe(0);
    expect(readFileSync(join(cwd, 'oakling.config.yaml'), 'utf8')).toContain('yaml-language-server');
    const { stdout, code } = await runCommand(['config', '--json', '--user', 'eve'], cwd);
    expect(JSON.parse(stdout).settings.user).toEqual({ value: 'eve', source: 'flag --user' });
    expect(code).toBe(0);
    expect((await runCommand(['strat'], cwd)).code).toBe(2);
  });
});
