import { dirname } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Settle } from './settle.ts';

describe('settling', () => {
  let batches: string[][];
  let settle: Settle;

  beforeEach(() => {
    vi.useFakeTimers();
    batches = [];
    settle = new Settle({ root: '/r', onHints: (paths) => batches.push([...paths]) });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('delivers once, after a quiet time', () => {
    settle.add('/r/a');
    vi.advanceTimersByTime(149);
    settle.add('/r/b');
    vi.advanceTimersByTime(149);
    expect(batches).toEqual([]);
    expect(settle.pending).toBe(true);
    vi.advanceTimersByTime(1);
    expect(batches).toEqual([['/r/a', '/r/b']]);
    expect(settle.pending).toBe(false);
    vi.advanceTimersByTime(10_000);
    expect(batches).toHaveLength(1);
  });

  it('delivers a steady stream after at most a second', () => {
    for (let i = 0; i < 25; i++) {
      settle.add(`/r/${i}`);
      vi.advanceTimersByTime(100);
    }
    expect(batches.map((paths) => paths.length)).toEqual([10, 10]);
    expect(settle.pending).toBe(true);
  });

  it('takes other times, but no quiet time shorter than chokidar and editors need', () => {
    const hasty = new Settle({
      root: '/r',
      onHints: (paths) => batches.push([...paths]),
      settle: 5,
      settleAtMost: 5,
    });
    hasty.add('/r/a');
    vi.advanceTimersByTime(149);
    expect(batches).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(batches).toEqual([['/r/a']]);
  });

  it('leaves out what a folder stands for already', () => {
    for (const path of ['/r/a/b/c', '/r/a', '/r/ab', '/r/a/d']) settle.add(path);
    vi.runAllTimers();
    expect(batches).toEqual([['/r/a', '/r/ab']]);
  });

  it('hints folders instead of very many paths', () => {
    for (let i = 0; i <= 5000; i++) settle.add(`/r/folder-${i % 2}/${i}`);
    vi.runAllTimers();
    expect(batches).toEqual([['/r/folder-0', '/r/folder-1']]);
  });

  it('never generalises beyond the root', () => {
    for (let i = 0; i <= 12_000; i++) settle.add(`/r/${i}/a`);
    vi.runAllTimers();
    expect(batches).toEqual([['/r']]);
  });

  it('collects for the next batch what is added while one is delivered', () => {
    const again = new Settle({
      root: '/r',
      onHints: (paths) => {
        batches.push([...paths]);
        if (batches.length === 1) again.add('/r/b');
      },
    });
    again.add('/r/a');
    vi.runAllTimers();
    expect(batches).toEqual([['/r/a'], ['/r/b']]);
  });

  it('delivers nothing once closed', () => {
    settle.add('/r/a');
    settle.close();
    settle.add('/r/b');
    expect(settle.pending).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
    vi.runAllTimers();
    expect(batches).toEqual([]);
  });

  it('covers every path by a batch delivered after it was added', () => {
    const path = fc
      .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1 })
      .map((names) => `/r/${names.join('/')}`);
    const step = fc.record({ path, pause: fc.constantFrom(0, 10, 149, 151, 400) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
        let isWaiting = new Set<string>();
        const settle = new Settle({
          root: '/r',
          onHints: (paths) => {
            isWaiting = new Set([...isWaiting].filter((path) => !isCovered(path, paths)));
          },
        });
        for (const { path, pause } of steps) {
          settle.add(path);
          isWaiting.add(path);
          vi.advanceTimersByTime(pause);
        }
        vi.runAllTimers();
        expect([...isWaiting]).toEqual([]);
      }),
    );
  });
});

function isCovered(path: string, paths: ReadonlySet<string>): boolean {
  return paths.has(path) || (path !== '/' && isCovered(dirname(path), paths));
}
