/** `move`, `copy`, `rm` and `mkdir`: what they ask of the tree, and how they tell of it. */
import { describe, expect, it } from 'vitest';
import { runCli } from '../../../test/support/cli.ts';
import { FakeOakling } from '../../../test/support/fake-oakling.ts';
import type { TransferRow } from '../../emulator/oakling.ts';

const MOVED: TransferRow = {
  path: '/content/dam/a/one.jpg',
  outcome: 'done',
  reason: 'Moved to /content/dam/b/one.jpg; its state goes along.',
  effects: [],
  to: '/content/dam/b/one.jpg',
};
const REFUSED: TransferRow = {
  path: '/content/dam/a/two.jpg',
  outcome: 'refused',
  reason: 'There is already something named two.jpg in /content/dam/b.',
  effects: [],
  to: null,
};

describe.each(['move', 'copy'] as const)('%s', (verb) => {
  it('takes the last operand for the target, and tells row by row', async () => {
    const oakling = new FakeOakling({ transfers: [MOVED, REFUSED] });
    const { stdout, code, opened } = await runCli([verb, 'a/one.jpg', 'a/two.jpg', '/content/dam/b'], {
      oakling,
    });
    expect(oakling.calls[1]).toEqual([
      verb,
      ['/content/dam/a/one.jpg', '/content/dam/a/two.jpg'],
      '/content/dam/b',
    ]);
    expect(stdout).toBe(
      `done     ${MOVED.path}  ${MOVED.reason}\nrefused  ${REFUSED.path}  ${REFUSED.reason}\n`,
    );
    expect(code).toBe(1);
    expect(opened).toMatchObject([{ readOnly: false }]);
  });

  it('is rows as JSON', async () => {
    const oakling = new FakeOakling({ transfers: [MOVED] });
    const { stdout, code } = await runCli([verb, '--json', 'a/one.jpg', 'b'], { oakling });
    expect(JSON.parse(stdout)).toEqual([MOVED]);
    expect(code).toBe(0);
  });

  it('needs a target', async () => {
    const { stderr, code } = await runCli([verb, 'a/one.jpg']);
    expect(stderr).toBe(`oakling: ${verb} needs a target: oakling ${verb} <path...> <target>\n`);
    expect(code).toBe(2);
  });
});

describe('rm', () => {
  it.each([
    [['rm', 'a', 'b'], false],
    [['rm', '-r', 'a', 'b'], true],
  ])('%j', async (args, recursive) => {
    const removed = { ...MOVED, reason: 'Removed.', to: null };
    const oakling = new FakeOakling({ transfers: [removed] });
    const { stdout, code } = await runCli(args, { oakling });
    expect(oakling.calls[1]).toEqual(['remove', ['/content/dam/a', '/content/dam/b'], { recursive }]);
    expect(stdout).toBe('done  /content/dam/a/one.jpg  Removed.\n');
    expect(code).toBe(0);
    const json = await runCli([...args, '--json'], { oakling });
    expect(JSON.parse(json.stdout)).toEqual([removed]);
  });
});

describe('mkdir', () => {
  it('makes a folder with its title', async () => {
    const oakling = new FakeOakling();
    const { code } = await runCli(['mkdir', 'a/b', '--title', 'A & B', '--ordered'], { oakling });
    expect(oakling.calls[1]).toEqual(['makeFolder', '/content/dam/a/b', { title: 'A & B', ordered: true }]);
    expect(code).toBe(0);
  });

  it('is one row as JSON', async () => {
    const row = {
      path: '/content/dam/a',
      outcome: 'refused',
      reason: 'Resource already exists.',
      effects: [],
    } as const;
    const { stdout, code } = await runCli(['mkdir', 'a', '--json'], {
      oakling: new FakeOakling({ rows: [row] }),
    });
    expect(JSON.parse(stdout)).toEqual(row);
    expect(code).toBe(1);
  });
});
