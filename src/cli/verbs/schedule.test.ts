import { describe, expect, it } from 'vitest';
import { runCli } from '../../../test/support/cli.ts';
import { FakeOakling } from '../../../test/support/fake-oakling.ts';
import type { ScheduledPublication } from '../../replication/schedule/schedule.ts';

const HERO = '/content/dam/campaign/hero.jpg';

const SCHEDULED: ScheduledPublication = {
  id: 3,
  action: 'publish',
  items: [{ path: HERO, uuid: '7c1f0b1e-0000-4000-8000-000000000001' }],
  include: 'all',
  references: false,
  at: '2026-12-24T09:00:00+01:00',
  zone: 'Europe/Berlin',
  by: 'mira',
  created: '2026-11-23T10:00:00.000Z',
};
const ROW = { path: HERO, outcome: 'done', reason: 'Scheduled.', effects: [] } as const;

describe('publish --at', () => {
  it('schedules, and says when that is', async () => {
    const oakling = new FakeOakling({ scheduled: [SCHEDULED], rows: [ROW] });
    const at = '2026-12-24 09:00 Europe/Berlin';
    const { stdout, stderr, code } = await runCli(['publish', HERO, '--to', 'dm', '--at', at], { oakling });
    expect([stdout, code]).toEqual([`done  ${HERO}  Scheduled.\n`, 0]);
    expect(stderr).toBe('Scheduled for 2026-12-24 09:00 Europe/Berlin (UTC+01:00), in 30 d, as number 3.\n');
    expect(oakling.calls).toContainEqual([
      'schedule',
      'publishToDynamicMedia',
      [HERO],
      { at: SCHEDULED.at, zone: SCHEDULED.zone },
      { include: 'all', references: false },
    ]);
  });

  it.each([
    ['tomorrow', 'is no time'],
    ['2020-01-01 09:00', 'is past'],
    ['2026-12-24 09:00 Mars/Base', 'no time zone'],
  ])('refuses %s before anything is opened', async (at, why) => {
    const oakling = new FakeOakling();
    const { stderr, code } = await runCli(['unpublish', HERO, '--at', at], { oakling });
    expect(stderr).toContain(why);
    expect([code, oakling.calls]).toEqual([2, []]);
  });
});

describe('schedule', () => {
  it('lists, the nearest first', async () => {
    const { stdout, code } = await runCli(['schedule'], {
      oakling: new FakeOakling({ scheduled: [SCHEDULED] }),
    });
    expect(stdout).toMatchInlineSnapshot(`
      "3  Publish  2026-12-24 09:00 Europe/Berlin (UTC+01:00) (in 30 d)  by mira  /content/dam/campaign/hero.jpg
      "
    `);
    expect(code).toBe(0);
    expect((await runCli(['schedule', 'ls'], { oakling: new FakeOakling() })).stderr).toBe(
      'Nothing is scheduled.\n',
    );
  });

  it('cancels, and says what there is not', async () => {
    const oakling = new FakeOakling({ scheduled: [SCHEDULED] });
    const cancelled = await runCli(['schedule', 'cancel', '3'], { oakling });
    expect([cancelled.code, cancelled.stderr]).toEqual([0, 'Cancelled 1.\n']);
    const { stderr, code } = await runCli(['schedule', 'cancel', '3', '9'], { oakling });
    expect([stderr, code]).toEqual(['Cancelled 1.\noakling: nothing is scheduled under 9\n', 1]);
    expect((await runCli(['schedule', 'cancel', 'hero'], { oakling })).code).toBe(2);
  });
});

it('names the first of many paths', async () => {
  const items = ['a', 'b', 'c', 'd'].map((name) => ({ path: `/content/dam/${name}.jpg` }));
  const { stdout } = await runCli(['schedule'], {
    oakling: new FakeOakling({ scheduled: [{ ...SCHEDULED, items }] }),
  });
  expect(stdout).toContain('by mira  /content/dam/a.jpg and 3 more\n');
});

describe('search --publish', () => {
  it('publishes all that is found', async () => {
    const found = { total: 1, offset: 0, paths: [HERO] };
    const plan = { action: 'publish' as const, rows: [] };
    const oakling = new FakeOakling({ found, plan, rows: [ROW] });
    const { code } = await runCli(['search', 'hero', '--limit', '1', '--publish', 'aem'], { oakling });
    expect(code).toBe(0);
    expect(oakling.calls.find(([verb]) => verb === 'search')?.[1]).toMatchObject({ limit: undefined });
    expect(oakling.calls).toContainEqual(['plan', 'publish', HERO]);
    expect(oakling.calls).toContainEqual(['apply', 'publish']);
  });
});
