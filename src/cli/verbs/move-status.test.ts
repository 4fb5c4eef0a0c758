import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assetFiles } from '../../../test/support/assets.ts';
import { projectFolder, runCli } from '../../../test/support/cli.ts';
import { writeFiles } from '../../../test/support/temporary-tree.ts';

const NODE = 'content/a/one.jpg/.content.xml';

/** A project with one published asset, whose setting says otherwise. */
function project(): string {
  const cwd = projectFolder();
  writeFiles(cwd, {
    ...assetFiles('vault', 'content/a/one.jpg', Buffer.from('x'), 'image/jpeg', { aem: true }),
    'oakling.config.yaml': 'statusStore: state\n',
  });
  return cwd;
}

const PROPERTIES = ['cq:lastReplicated', 'cq:lastReplicatedBy', 'cq:lastReplicationAction'];

describe('move-status', () => {
  it('tells what would move, and moves it where the setting says', async () => {
    const cwd = project();
    const text = readFileSync(join(cwd, NODE), 'utf8');
    const line = `a/one.jpg/.content.xml  ${PROPERTIES.join(' ')}\n`;
    const check = await runCli(['move-status', '--check'], { cwd });
    expect([check.code, check.stdout]).toEqual([1, line]);
    expect(check.stderr).toContain('1 state to move beside the tree (statusStore: state).');
    expect(readFileSync(join(cwd, NODE), 'utf8')).toBe(text);

    const there = await runCli(['move-status'], { cwd });
    expect([there.code, there.stdout]).toEqual([0, line]);
    expect(readFileSync(join(cwd, NODE), 'utf8')).not.toContain('cq:lastReplicat');
    expect((await runCli(['move-status', '--check'], { cwd })).code).toBe(0);

    const back = await runCli(['move-status', '--json'], {
      cwd,
      environment: { NO_COLOR: '1', OAKLING_STATUS_STORE: 'content' },
    });
    expect(back.code).toBe(0);
    expect(JSON.parse(back.stdout)).toEqual({
      tree: join(cwd, 'content'),
      statusStore: 'content',
      looked: 3,
      moved: [{ path: '/content/dam/a/one.jpg', file: 'a/one.jpg/.content.xml', properties: PROPERTIES }],
      waiting: 0,
      problems: [],
    });
    expect(readFileSync(join(cwd, NODE), 'utf8')).toBe(text);
  });

  it('ends with code 1 where somebody has to say what counts', async () => {
    const cwd = project();
    const text = readFileSync(join(cwd, NODE), 'utf8');
    await runCli(['move-status'], { cwd });
    writeFileSync(join(cwd, NODE), text.replace('"Activate"', '"Deactivate"'));
    const environment = { NO_COLOR: '1', OAKLING_STATUS_STORE: 'content' };
    const { code, stderr } = await runCli(['move-status'], { cwd, environment });
    expect(code).toBe(1);
    expect(stderr).toContain('[status.conflict]');
    const settled = await runCli(['move-status', '--prefer', 'state'], { cwd, environment });
    expect(settled.code).toBe(0);
    expect(readFileSync(join(cwd, NODE), 'utf8')).toBe(text);
  });
});
