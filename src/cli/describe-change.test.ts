import { describe, expect, it } from 'vitest';
import type { ChangeEvent } from '../plugins/events.ts';
import type { Effect } from '../publish/effect.ts';
import type { ChangeKind } from '../repository/change.ts';
import { describeChange } from './describe-change.ts';

const selective = 'Publish mode "Selective Publish" (set here)';
const ingest: Effect = { type: 'ingest', reason: 'A file without a node is an upload.' };
const sync: Effect = { type: 'sync', reason: `${selective}: new assets are synced for preview.` };
const publish: Effect = {
  type: 'publish',
  reason: 'Publish mode "Immediately" (from the Dynamic Media Configuration): new assets are published.',
};
const keep = (reason: string): Effect => ({ type: 'keep', reason });

const words = (kind: ChangeKind, effects: readonly Effect[], more: Partial<ChangeEvent> = {}) =>
  describeChange({
    event: 'change',
    kind,
    resource: 'asset',
    path: '/content/dam/a.jpg',
    effects,
    at: '2026-11-23T12:00:00.000Z',
    ...more,
  });

describe('in words', () => {
  it.each<[string, ChangeKind, Effect[], string]>([
    [
      'an upload that is published',
      'upload',
      [ingest, sync, publish],
      'published to Dynamic Media: Immediately (from the Dynamic Media Configuration)',
    ],
    [
      'an upload that is only synced',
      'upload',
      [ingest, sync],
      'synced, preview only: Selective Publish (set here)',
    ],
    [
      'an upload into an excluded folder',
      'upload',
      [ingest, keep('Not synced: Sync mode "disabled" (set here).')],
      'not synced: Sync mode "disabled" (set here)',
    ],
    [
      'an upload Dynamic Media does not take',
      'upload',
      [ingest, { type: 'notSupported', reason: 'video/mp4 is off in the Dynamic Media Configuration.' }],
      'not synced: video/mp4 is off in the Dynamic Media Configuration',
    ],
    [
      'an update that is republished',
      'update',
      [sync, { type: 'publish', reason: 'What Dynamic Media delivers is republished at once.' }],
      'republished to Dynamic Media',
    ],
    ['an update that is synced', 'update', [sync], 're-synced, not published'],
    [
      'an update of a video',
      'update',
      [sync, keep('Dynamic Media delivers the old video until it is published again.')],
      'Dynamic Media delivers the old video until it is published again',
    ],
    [
      'an update with a ruling',
      'update',
      [keep('It was unpublished by hand and stays so.')],
      'it was unpublished by hand and stays so',
    ],
    [
      'a deletion',
      'delete',
      [{ type: 'withdraw', reason: 'Gone.' }],
      'gone from the publish tier and Dynamic Media',
    ],
    ['an arrival', 'arrive', [keep('Kept.')], 'taken with the state it has'],
  ])('%s', (_, kind, effects, expected) => {
    expect(words(kind, effects)).toBe(expected);
  });

  it('names where a copy and a move come from', () => {
    const from = '/content/dam/b.jpg';
    expect(words('copy', [sync], { from })).toBe(
      `synced, preview only: Selective Publish (set here); copied from ${from}`,
    );
    expect(words('move', [keep('Kept.')], { from })).toBe(`from ${from}; state kept`);
  });

  it('tells of a folder', () => {
    expect(words('upload', [ingest], { resource: 'folder' })).toBe('folder');
    expect(words('settings', [], { resource: 'folder' })).toBe('new settings, obeyed by later uploads');
  });

  it('tells who stopped what', () => {
    const vetoed = { ...publish, vetoed: { by: 'reviews', reason: 'The review is not done.' } };
    expect(words('upload', [sync, vetoed])).toBe(
      'synced, preview only: Selective Publish (set here); publication to Dynamic Media stopped by reviews: the review is not done',
    );
  });
});
