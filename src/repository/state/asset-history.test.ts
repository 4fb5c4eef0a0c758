import { describe, expect, it } from 'vitest';
import type { Activity } from './activity-log.ts';
import { historyOf } from './asset-history.ts';

const activity = (kind: string, path: string, more: Partial<Activity> = {}): Activity => ({
  at: '2026-11-23T12:00:00.000Z',
  by: 'admin',
  kind,
  path,
  effects: [],
  ...more,
});

/** A journal of activities, oldest first. */
function journalOf(activities: readonly Activity[]) {
  return {
    *newestFirst(mayMatter: (line: string) => boolean = () => true) {
      for (const each of activities.toReversed()) if (mayMatter(JSON.stringify(each))) yield each;
    },
  };
}

const told = (history: readonly Activity[]) => history.map(({ kind, path }) => `${kind} ${path}`);

describe('the history of an asset', () => {
  it('goes through its moves back to its upload', () => {
    const journal = journalOf([
      activity('upload', '/a', { uuid: '1' }),
      activity('move', '/b', { from: '/a', uuid: '1' }),
      activity('upload', '/a', { uuid: '2' }),
      activity('update', '/b', { uuid: '1' }),
      activity('move', '/c', { from: '/b', uuid: '1' }),
    ]);
    expect(told(historyOf(journal, '/c', { uuid: '1' }))).toEqual([
      'move /c',
      'update /b',
      'move /b',
      'upload /a',
    ]);
    expect(told(historyOf(journal, '/a', { uuid: '2' }))).toEqual(['upload /a']);
  });

  it('ends at the copying that made it', () => {
    const journal = journalOf([
      activity('upload', '/a', { uuid: '1' }),
      activity('copy', '/b', { from: '/a', uuid: '2' }),
      activity('publish', '/b', { uuid: '2' }),
    ]);
    expect(told(historyOf(journal, '/b', { uuid: '2' }))).toEqual(['publish /b', 'copy /b']);
  });

  it('tells two apart that changed places', () => {
    const journal = journalOf([
      activity('upload', '/a', { uuid: '1' }),
      activity('upload', '/b', { uuid: '2' }),
      activity('move', '/a', { from: '/b', uuid: '2' }),
      activity('move', '/b', { from: '/a', uuid: '1' }),
    ]);
    expect(told(historyOf(journal, '/a', { uuid: '2' }))).toEqual(['move /a', 'upload /b']);
    expect(told(historyOf(journal, '/b', { uuid: '1' }))).toEqual(['move /b', 'upload /a']);
  });

  it('is known of what is gone', () => {
    const journal = journalOf([
      activity('upload', '/a', { uuid: '1' }),
      activity('move', '/b', { from: '/a', uuid: '1' }),
      activity('delete', '/b'),
      activity('upload', '/a', { uuid: '2' }),
    ]);
    expect(told(historyOf(journal, '/b', undefined))).toEqual(['delete /b', 'move /b', 'upload /a']);
    expect(historyOf(journal, '/nowhere', undefined)).toEqual([]);
  });

  it('follows a folder, which has no identity, by its paths', () => {
    const journal = journalOf([
      activity('upload', '/a', { resource: 'folder' }),
      activity('settings', '/a', { resource: 'folder' }),
      activity('move', '/b', { resource: 'folder', from: '/a' }),
      activity('upload', '/b/one.jpg', { uuid: '1' }),
    ]);
    expect(told(historyOf(journal, '/b', { uuid: undefined }))).toEqual([
      'move /b',
      'settings /a',
      'upload /a',
    ]);
  });

  const nobody = { uuid: undefined };
  it.each([
    ['an asset', { uuid: '2' }, { uuid: '2' }, { uuid: '1' }],
    ['an asset after one of which the journal knows no identity', { uuid: '2' }, { uuid: '2' }, {}],
    ['an asset without identity', nobody, {}, { uuid: '1' }],
    ['a folder', nobody, { resource: 'folder' }, { resource: 'folder' }],
  ] as const)('of %s has nothing of what was deleted at its path', (_, present, now, before) => {
    const journal = journalOf([
      activity('upload', '/a', before),
      activity('publish', '/a', before),
      activity('delete', '/a', before),
      activity('arrive', '/a', now),
      activity('update', '/a', now),
    ]);
    expect(told(historyOf(journal, '/a', present))).toEqual(['update /a', 'arrive /a']);
  });

  it('goes on over a deletion of the same identity, as by a checkout of another branch and back', () => {
    const journal = journalOf([
      activity('upload', '/a', { uuid: '1' }),
      activity('delete', '/a', { uuid: '1' }),
      activity('arrive', '/a', { uuid: '1' }),
      activity('delete', '/a', { uuid: '1' }),
    ]);
    const whole = ['delete /a', 'arrive /a', 'delete /a', 'upload /a'];
    expect(told(historyOf(journal, '/a', undefined))).toEqual(whole);
    expect(told(historyOf(journal, '/a', { uuid: '1' }))).toEqual(whole);
  });

  it('of what is gone is that of the last one at the path', () => {
    const journal = journalOf([
      activity('upload', '/a'),
      activity('delete', '/a'),
      activity('upload', '/a', { uuid: '2' }),
      activity('delete', '/a', { uuid: '2' }),
    ]);
    expect(told(historyOf(journal, '/a', undefined))).toEqual(['delete /a', 'upload /a']);
  });
});
