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
    expect(told(historyOf(journal, '/c', '1'))).toEqual(['move /c', 'update /b', 'move /b', 'upload /a']);
    expect(told(historyOf(journal, '/a', '2'))).toEqual(['upload /a']);
  });

  it('ends at the copying that made it', () => {
    const journal = journalOf([
      activity('upload', '/a', { uuid: '1' }),
      activity('copy', '/b', { from: '/a', uuid: '2' }),
      activity('publish', '/b', { uuid: '2' }),
    ]);
    expect(told(historyOf(journal, '/b', '2'))).toEqual(['publish /b', 'copy /b']);
  });

  it('tells two apart that changed places', () => {
    const journal = journalOf([
      activity('upload', '/a', { uuid: '1' }),
      activity('upload', '/b', { uuid: '2' }),
      activity('move', '/a', { from: '/b', uuid: '2' }),
      activity('move', '/b', { from: '/a', uuid: '1' }),
    ]);
    expect(told(historyOf(journal, '/a', '2'))).toEqual(['move /a', 'upload /b']);
    expect(told(historyOf(journal, '/b', '1'))).toEqual(['move /b', 'upload /a']);
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
    expect(told(historyOf(journal, '/b', undefined))).toEqual(['move /b', 'settings /a', 'upload /a']);
  });
});
