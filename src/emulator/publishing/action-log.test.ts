import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { ActionLog, type AgreedAction } from './action-log.ts';

const AGREED: AgreedAction = {
  action: 'publish',
  rows: [
    { path: '/content/dam/a.jpg', revision: '1' },
    { path: '/content/dam/b.jpg', revision: '2' },
  ],
  by: 'mira',
  key: 'schedule:7',
};
const BEGUN = {
  row: 1,
  at: '2026-11-23T12:00:00.000Z',
  effects: [{ type: 'activate', reason: 'So.' }],
} as const;

function opened(file = join(temporaryFolder(), 'replication', 'actions.log')) {
  const log = new ActionLog(file);
  return { file, log, ...log.read() };
}

describe('the log of actions', () => {
  it('holds what has not come to its end, with the last row that was begun', () => {
    const { file, log } = opened();
    const first = log.begin(AGREED);
    const second = log.begin({ ...AGREED, action: 'unpublish', key: undefined });
    log.beginRow(first, { ...BEGUN, row: 0 });
    log.beginRow(first, BEGUN);
    expect(opened(file).actions).toEqual([
      { ...AGREED, id: 1, last: BEGUN },
      { ...AGREED, action: 'unpublish', key: undefined, id: 2, last: undefined },
    ]);
    log.end(first);
    expect(opened(file).actions.map(({ id }) => id)).toEqual([second.id]);
  });

  it('tells whether an action of a key is on its way', () => {
    const { file, log } = opened();
    expect(log.hasBegun('schedule:7')).toBe(false);
    const standing = log.begin(AGREED);
    expect([log.hasBegun('schedule:7'), opened(file).log.hasBegun('schedule:7')]).toEqual([true, true]);
    log.end(standing);
    expect(log.hasBegun('schedule:7')).toBe(false);
  });

  it('drops the line a kill tore, and goes on after it', () => {
    const { file, log } = opened();
    log.begin(AGREED);
    appendFileSync(file, '{"of":1,"row":0,"at":"2026');
    const again = opened(file);
    expect([again.damaged, again.actions[0]?.last]).toEqual([0, undefined]);
    const [standing] = again.actions;
    if (standing) again.log.beginRow(standing, BEGUN);
    expect(opened(file).actions[0]?.last).toEqual(BEGUN);
  });

  it('tells of lines that cannot be read', () => {
    const { file, log } = opened();
    log.begin(AGREED);
    log.begin(AGREED);
    const [header = '', , second = ''] = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, `${header}\nnot json\n${second}\n`);
    const { damaged, actions } = opened(file);
    expect([damaged, actions.map(({ id }) => id)]).toEqual([1, [2]]);
  });
});
