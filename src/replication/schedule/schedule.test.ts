import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { type PublicationToCome, Schedule } from './schedule.ts';

const HERO = '/content/dam/here/hero.jpg';

const later = (paths: readonly string[], at = '2026-12-24T09:00:00+01:00'): PublicationToCome => ({
  action: 'publish',
  items: paths.map((path) => ({ path })),
  include: 'all',
  references: false,
  at,
  zone: 'Europe/Berlin',
  by: 'mira',
  created: '2026-11-23T12:00:00.000Z',
});

function opened(file = join(temporaryFolder(), 'replication', 'schedule.log')) {
  const schedule = new Schedule(file);
  return { file, schedule, damaged: schedule.read() };
}

const nowhere = () => undefined;

const pathsIn = (schedule: Schedule) => schedule.list().map(({ items }) => items.map(({ path }) => path));

describe('the schedule', () => {
  it('is on disk, the nearest first', () => {
    const { file, schedule } = opened();
    const second = schedule.add(later([HERO]));
    const first = schedule.add(later(['/content/dam/a'], '2026-12-24T07:59:00Z'));
    expect(schedule.list()).toEqual([first, second]);
    expect(opened(file).schedule.list()).toEqual([first, second]);
    expect(first).toEqual({ ...later(['/content/dam/a'], '2026-12-24T07:59:00Z'), id: 2 });
  });

  it('tells what is due, zones or not', () => {
    const { schedule } = opened();
    const { id } = schedule.add(later([HERO]));
    expect(schedule.due(new Date('2026-12-24T07:59:59Z'))).toEqual([]);
    expect(schedule.due(new Date('2026-12-24T08:00:00Z'))).toMatchObject([{ id }]);
  });

  it('follows folders by their moves, whatever order they are told in', () => {
    const { file, schedule } = opened();
    schedule.add(later(['/content/dam/here', '/content/dam/here/out', '/content/dam/hereafter']));
    const moves = [
      ['/content/dam/here', '/content/dam/hereafter'],
      ['/content/dam/hereafter', '/content/dam/here'],
      ['/content/dam/here/out', '/content/dam/out'],
    ] as const;
    schedule.moved(new Map(moves), nowhere);
    const paths = ['/content/dam/hereafter', '/content/dam/out', '/content/dam/here'];
    expect(pathsIn(schedule)).toEqual([paths]);
    expect(pathsIn(opened(file).schedule)).toEqual([paths]);
  });

  it('follows assets by their identity, and nothing else that comes to their place', () => {
    const { file, schedule } = opened();
    schedule.add({ ...later([]), items: [{ path: HERO, uuid: 'a' }] });
    schedule.moved(new Map([[HERO, '/content/dam/other.jpg']]), () => '/content/dam/there/hero.jpg');
    expect(pathsIn(opened(file).schedule)).toEqual([['/content/dam/there/hero.jpg']]);
  });

  it('drops what is gone, and what has nothing left', () => {
    const { file, schedule } = opened();
    schedule.add(later([HERO, '/content/dam/other.jpg']));
    schedule.add(later([HERO]));
    const dropped = schedule.drop(({ path }) => path === HERO);
    expect(dropped.map(({ item, publication }) => [item, publication.id])).toEqual([
      [{ path: HERO }, 1],
      [{ path: HERO }, 2],
    ]);
    expect(pathsIn(opened(file).schedule)).toEqual([['/content/dam/other.jpg']]);
    expect(schedule.drop(({ path }) => path === HERO)).toEqual([]);
  });

  it('knows what is scheduled for an asset by itself or with its folder', () => {
    const { schedule } = opened();
    schedule.add({ ...later(['/content/dam/here']), include: 'all' });
    schedule.add({ ...later(['/content/dam/here']), include: 'children' });
    schedule.add({ ...later(['/content/dam/here']), include: 'none' });
    const of = (path: string, resource: 'asset' | 'folder' = 'asset') =>
      schedule.of(path, resource).map(({ id }) => id);
    expect(of('/content/dam/here', 'folder')).toEqual([1, 2, 3]);
    expect(of(HERO)).toEqual([1, 2]);
    expect(of('/content/dam/here/below', 'folder')).toEqual([1]);
    expect(of('/content/dam/here/below/x.jpg')).toEqual([1]);
    expect(of('/content/dam/hereafter')).toEqual([]);
  });

  it('is cancelled once', () => {
    const { file, schedule } = opened();
    const { id } = schedule.add(later([HERO]));
    expect(schedule.remove(id)).toMatchObject({ id });
    expect(schedule.remove(id)).toBeUndefined();
    expect(opened(file).schedule.list()).toEqual([]);
  });

  it('never gives a number twice', () => {
    const { file, schedule } = opened();
    for (const _ of [1, 2, 3]) schedule.add(later([HERO]));
    schedule.remove(3);
    // A line that was torn has the log begun anew, without the one that had the highest number.
    appendFileSync(file, '{"end":');
    opened(file).schedule.remove(1);
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(4);
    expect(opened(file).schedule.add(later([HERO])).id).toBe(4);
  });

  it('tells how much of it cannot be read, and keeps the rest', () => {
    const { file, schedule } = opened();
    schedule.add(later([HERO]));
    appendFileSync(file, 'not json\n{"strange":1}\n');
    schedule.add(later(['/content/dam/b']));
    appendFileSync(file, '{"add":9,"act');
    const again = opened(file);
    expect([again.damaged, again.schedule.list().length]).toEqual([2, 2]);
    again.schedule.add(later(['/content/dam/c']));
    expect(opened(file).schedule.list()).toHaveLength(3);
    expect(readFileSync(file, 'utf8')).toContain('/content/dam/c');
  });

  it('is after any steps what is on disk', () => {
    const path = fc.constantFrom('/a', '/a/b', '/a/b/c', '/d', '/d/e');
    const step = fc.oneof(
      fc.record({ add: fc.array(path, { minLength: 1, maxLength: 3 }) }),
      fc.record({ remove: fc.integer({ min: 1, max: 6 }) }),
      fc.record({ from: path, to: fc.constantFrom('/x', '/y/z', '/a/q') }),
      fc.record({ deleted: path }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const { file, schedule } = opened();
        for (const taken of steps) {
          if ('add' in taken) schedule.add(later(taken.add));
          else if ('remove' in taken) schedule.remove(taken.remove);
          else if ('from' in taken) schedule.moved(new Map([[taken.from, taken.to]]), nowhere);
          else schedule.drop((item) => item.path === taken.deleted);
          expect(opened(file).schedule.list()).toEqual(schedule.list());
        }
      }),
      { numRuns: 40 },
    );
  });
});
