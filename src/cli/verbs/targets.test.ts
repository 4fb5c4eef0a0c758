import { describe, expect, it } from 'vitest';
import { runCli } from '../../../test/support/cli.ts';
import { FakeOakling } from '../../../test/support/fake-oakling.ts';
import type { QueuedDelivery } from '../../emulator/publishing/replication.ts';
import { problem } from '../../problems/problem.ts';

const HERO = '/content/dam/campaign/hero.jpg';

const PARKED: QueuedDelivery = {
  id: 7,
  state: 'parked',
  target: 's3 campaigns aem',
  channel: 'aem',
  path: HERO,
  action: 'put',
  at: '2026-11-23T10:00:00.000Z',
  failures: 10,
  error: 'connect ECONNREFUSED',
};

describe('targets', () => {
  it('lists them with what they hold and what waits', async () => {
    const oakling = new FakeOakling({
      targets: [
        { name: 'embedded aem', channel: 'aem', holds: 1204, queued: 0, parked: 0 },
        { name: 'newsroom', channel: 'dynamicMedia', holds: null, queued: 2, parked: 1 },
      ],
    });
    const { stdout, code } = await runCli(['targets'], { oakling });
    expect(stdout).toMatchInlineSnapshot(`
      "embedded aem  aem           holds 1,204
      newsroom      dynamicMedia  does not tell what it holds  2 waiting, 1 parked
      "
    `);
    expect(code).toBe(0);
    expect(JSON.parse((await runCli(['targets', 'ls', '--json'], { oakling })).stdout)).toHaveLength(2);
  });

  it('verify: agrees with code 0, tells differences with code 1', async () => {
    const agreeing = new FakeOakling();
    const fine = await runCli(['targets', 'verify', '--bytes'], { oakling: agreeing });
    expect([fine.stdout, fine.stderr, fine.code]).toEqual(['', 'Tree, targets and journal agree.\n', 0]);
    expect(agreeing.calls[0]).toEqual(['verifyTargets', { bytes: true, repair: false }]);
    const message = 'It is published, and embedded aem does not hold it.';
    const missing = problem('target.missing', { path: HERO, message, hint: 'Repair it.' });
    const differing = new FakeOakling({ verified: { problems: [missing], repaired: 0 } });
    const differs = await runCli(['targets', 'verify'], { oakling: differing });
    expect(differs.stderr).toContain(`${HERO}: ${message}`);
    expect(differs.stderr).toContain('1 difference; 0 handed over for repair.');
    expect(differs.code).toBe(1);
    const repaired = new FakeOakling({ verified: { problems: [missing], repaired: 1 } });
    expect((await runCli(['targets', 'verify', '--repair'], { oakling: repaired })).code).toBe(0);
  });

  it('collect: says what was removed', async () => {
    const { stdout, code } = await runCli(['targets', 'collect'], { oakling: new FakeOakling() });
    expect([stdout, code]).toEqual(['0 files removed, 0 bytes.\n', 0]);
  });
});

describe('queue', () => {
  it('lists what waits', async () => {
    const { stdout, code } = await runCli(['queue'], { oakling: new FakeOakling({ deliveries: [PARKED] }) });
    expect(stdout).toMatchInlineSnapshot(`
      "7  parked  put /content/dam/campaign/hero.jpg  s3 campaigns aem  2 h ago  10 failed  connect ECONNREFUSED
      "
    `);
    expect(code).toBe(0);
    expect((await runCli(['queue'], { oakling: new FakeOakling() })).stderr).toBe('Nothing waits.\n');
  });

  it('retry: tells what is left, with code 1', async () => {
    const oakling = new FakeOakling({ deliveries: [PARKED] });
    const { stderr, code } = await runCli(['queue', 'retry', '7'], { oakling });
    expect(oakling.calls).toContainEqual(['retryDeliveries', [7]]);
    expect([stderr, code]).toEqual(['0 of 1 delivered.\n', 1]);
  });

  it('drop: answers what was given up; a number nobody knows is code 1, a word code 2', async () => {
    const oakling = new FakeOakling({ deliveries: [PARKED] });
    expect((await runCli(['queue', 'drop', '7'], { oakling })).code).toBe(0);
    const { stderr, code } = await runCli(['queue', 'drop', '8'], { oakling });
    expect([stderr, code]).toEqual(['oakling: nothing waits under 8\n', 1]);
    expect((await runCli(['queue', 'drop', 'hero'], { oakling })).code).toBe(2);
  });
});
