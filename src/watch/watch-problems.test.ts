import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../problems/problem.ts';
import { inotifyLimit, WatchProblems } from './watch-problems.ts';

describe('problems of watching', () => {
  const reporting = () => {
    const problems: Problem[] = [];
    return { problems, report: new WatchProblems((problem) => problems.push(problem)) };
  };

  it('names the limit, its value and both cures, once', () => {
    const { problems, report } = reporting();
    for (let i = 0; i < 1000; i++) report.limit('ENOSPC');
    expect(problems).toMatchObject([{ code: 'watch.limit', severity: 'warning', path: '.' }]);
    expect(problems[0]?.hint).toMatch(/sudo sysctl fs\.inotify\.max_user_watches=\d+" .* --poll/);
  });

  it.runIf(existsSync('/proc/sys/fs/inotify'))('gives the value where there is inotify', () => {
    const { problems, report } = reporting();
    report.limit('ENOSPC');
    report.limit('EMFILE');
    expect(problems[0]?.message).toContain(
      `fs.inotify.max_user_watches is ${inotifyLimit('max_user_watches')}`,
    );
    expect(problems[1]?.message).toContain(
      `fs.inotify.max_user_instances is ${inotifyLimit('max_user_instances')}`,
    );
  });

  it('tells again that the folder is gone only after it was back', () => {
    const { problems, report } = reporting();
    report.rootGone();
    report.rootGone();
    expect(problems).toHaveLength(1);
    report.rootBack();
    report.rootGone();
    expect(problems).toHaveLength(2);
  });

  it('tells each failure once', () => {
    const { problems, report } = reporting();
    for (const message of ['one', 'two', 'one']) report.failed(new Error(message));
    expect(problems.map(({ message }) => message)).toEqual([
      'Watching failed: one.',
      'Watching failed: two.',
    ]);
  });
});
