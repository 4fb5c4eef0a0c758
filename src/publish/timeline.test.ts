import { describe, expect, it } from 'vitest';
import type { Activity } from '../repository/state/activity-log.ts';
import { timelineOf } from './timeline.ts';

const activity = (kind: string, effects: readonly string[], more: Partial<Activity> = {}): Activity => ({
  at: '2026-11-23T12:00:00.000Z',
  by: 'mira',
  kind,
  path: '/content/dam/one.jpg',
  effects: effects.map((type) => ({ type, reason: `Because of ${type}.` })),
  ...more,
});

const edited = { updated: { binary: false, metadata: true } };
const texts = (history: readonly Activity[]) => timelineOf(history.toReversed()).map(({ text }) => text);

describe('the timeline', () => {
  it('tells in AEM’s words what happened, newest first', () => {
    const history = [
      activity('upload', ['ingest', 'sync', 'publish']),
      activity('update', ['extract', 'modified', 'sync', 'publish'], edited),
      activity('unpublish', ['deactivate', 'unpublish']),
      activity('publish', ['activate', 'publish']),
      activity('publishToBrandPortal', ['share']),
      activity('unpublishFromBrandPortal', ['unshare']),
      activity('move', ['keep', 'deliver'], { from: '/content/dam/old.jpg' }),
      activity('delete', ['withdraw']),
    ];
    expect(texts(history)).toEqual([
      'Deleted by mira',
      'Moved from /content/dam/old.jpg by mira',
      'Unpublished from Brand Portal by mira',
      'Published to Brand Portal by mira',
      'Published to Dynamic Media by mira',
      'Published by mira',
      'Unpublished from Dynamic Media by mira',
      'Unpublished by mira',
      'Republished to Dynamic Media by dam-writer-service',
      'Synced to Dynamic Media by mira',
      'Modified by mira',
      'Published to Dynamic Media by dam-writer-service',
      'Synced to Dynamic Media by mira',
      'Created by mira',
    ]);
  });

  it('says copied, arrived, scheduled and failed', () => {
    const failed = activity('failed', []);
    const history = [
      activity('copy', ['identify', 'clear', 'sync'], { from: '/content/dam/source.jpg' }),
      activity('arrive', ['keep', 'deliver']),
      activity('schedule', []),
      activity('unschedule', []),
      { ...failed, effects: [{ type: 'failed', reason: 'The target s3 failed: no space' }] },
    ];
    expect(texts(history)).toEqual([
      'Publication failed',
      'Scheduled publication cancelled by mira',
      'Publication scheduled by mira',
      'Brought in with its state by mira',
      'Synced to Dynamic Media by mira',
      'Copied from /content/dam/source.jpg by mira',
    ]);
    expect(timelineOf(history.toReversed())[0]?.reason).toBe('The target s3 failed: no space');
  });

  it('calls the first publication one, also when an update or reprocessing brought it about', () => {
    const reprocessed = activity('update', ['sync', 'publish'], {
      updated: { binary: false, metadata: false },
    });
    expect(texts([activity('upload', ['ingest', 'keep']), reprocessed])).toEqual([
      'Published to Dynamic Media by dam-writer-service',
      'Synced to Dynamic Media by mira',
      'Created by mira',
    ]);
    expect(texts([reprocessed])[0]).toBe('Republished to Dynamic Media by dam-writer-service');
  });

  it('leaves out what a plugin stopped, and tells why the rest happened', () => {
    const stopped = { by: 'embargo', reason: 'not yet' };
    const upload = activity('upload', []);
    const effects = [
      { type: 'ingest', reason: 'A file without a node is an upload.' },
      { type: 'publish', reason: 'Immediately.', vetoed: stopped },
    ];
    expect(timelineOf([{ ...upload, effects }])).toEqual([
      {
        at: upload.at,
        by: 'mira',
        kind: 'created',
        text: 'Created by mira',
        reason: 'A file without a node is an upload.',
        path: upload.path,
      },
    ]);
  });
});
