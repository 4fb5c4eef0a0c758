import { describe, expect, it } from 'vitest';
import { RunningCli, runCli } from '../../../test/support/cli.ts';
import { FakeOakling } from '../../../test/support/fake-oakling.ts';
import type { OaklingEvent } from '../../plugins/events.ts';
import { problem } from '../../problems/problem.ts';

const CHANGE: OaklingEvent = {
  event: 'change',
  kind: 'update',
  resource: 'asset',
  path: '/content/dam/a.jpg',
  effects: [{ type: 'sync', reason: 'A synced asset that changed is uploaded to Dynamic Media again.' }],
  at: '2026-11-23T12:00:00.000Z',
};
const PROBLEM: OaklingEvent = {
  event: 'problem',
  ...problem('name.illegal', { path: 'a?.jpg', message: 'A name must not contain ?.', hint: 'Rename it.' }),
};
const IDLE: OaklingEvent = { event: 'idle' };

const finding = (...events: OaklingEvent[]) => new FakeOakling({ events: [...events, IDLE] });

describe('scan', () => {
  it('ends when nothing is pending', async () => {
    const oakling = finding(CHANGE);
    const { stdout, stderr, code, opened } = await runCli(['scan'], { oakling });
    expect(stdout).toBe('U  /content/dam/a.jpg  re-synced, not published\n');
    expect(stderr).toBe(
      'oakling ready: 3 assets in 2 folders below /content/dam, in /tree (12 ms)\n1 change, 0 errors.\n',
    );
    expect(code).toBe(0);
    expect(opened).toMatchObject([{ watch: false }]);
    expect(oakling.isClosed).toBe(true);
  });

  it('has findings when there are problems of severity error', async () => {
    const { stdout, stderr, code } = await runCli(['scan'], { oakling: finding(PROBLEM) });
    expect(stdout).toBe('');
    expect(stderr).toContain('error: a?.jpg: A name must not contain ?. [name.illegal] Rename it.\n');
    expect(stderr).toContain('0 changes, 1 error.\n');
    expect(code).toBe(1);
  });

  it('writes events as JSON', async () => {
    const oakling = finding(CHANGE, PROBLEM);
    const { stdout, stderr, code } = await runCli(['scan', '--json'], { oakling });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([oakling.ready, CHANGE, PROBLEM, IDLE]);
    expect(stderr).toBe('');
    expect(code).toBe(1);
  });

  it('that is interrupted finishes what is under way, and is not done', async () => {
    const oakling = new FakeOakling();
    const running = new RunningCli(['scan'], { oakling });
    await expect.poll(() => oakling.isHeard).toBe(true);
    running.signal('SIGINT');
    expect(await running.exitCode).toBe(130);
    expect(oakling.isClosed).toBe(true);
  });
});
