import { appendFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-tree.ts';
import { type Activity, ActivityLog } from './activity-log.ts';

const activity = (path: string, more: Partial<Activity> = {}): Activity => ({
  at: '2026-11-23T12:00:00.000Z',
  by: 'admin',
  kind: 'upload',
  path,
  effects: [{ type: 'ingest', reason: 'a binary was put into the folder' }],
  ...more,
});

const paths = (activities: readonly Activity[]) => activities.map(({ path }) => path);
const fileIn = (state: string) => join(state, 'journal.ndjson');

describe('the journal', () => {
  it('tells what happened at and below a path, newest first, whoever reads it', () => {
    const state = temporaryFolder();
    const journal = new ActivityLog(state);
    journal.append([activity('/a/one'), activity('/b/two')]);
    journal.append([activity('/a/three'), activity('/ab')]);
    expect(paths(new ActivityLog(state).read('/a'))).toEqual(['/a/three', '/a/one']);
    expect(new ActivityLog(state).read('/b/two')).toEqual([activity('/b/two')]);
    expect(paths(journal.read('/'))).toHaveLength(4);
  });

  it('tells of what left a folder, too', () => {
    const journal = new ActivityLog(temporaryFolder());
    journal.append([activity('/b/one', { kind: 'move', from: '/a/one' })]);
    expect(paths(journal.read('/a'))).toEqual(['/b/one']);
    expect(paths(journal.read('/a/one'))).toEqual(['/b/one']);
  });

  it('has nothing to tell before anything happened', () => {
    const state = temporaryFolder();
    const journal = new ActivityLog(state);
    journal.append([]);
    expect(journal.read('/')).toEqual([]);
  });

  it('passes over a line a kill tore, and does not continue it', () => {
    const state = temporaryFolder();
    new ActivityLog(state).append([activity('/one')]);
    appendFileSync(fileIn(state), Buffer.from(JSON.stringify(activity('/törn'))).subarray(0, 75));
    const journal = new ActivityLog(state);
    expect(paths(journal.read('/'))).toEqual(['/one']);
    journal.append([activity('/two')]);
    journal.append([activity('/three')]);
    expect(paths(journal.read('/'))).toEqual(['/three', '/two', '/one']);
  });

  it('passes over what is no activity', () => {
    const state = temporaryFolder();
    writeFileSync(fileIn(state), '5\nnull\n{"path":5}\n{"path":"/a"}\n\n\xff\n');
    expect(new ActivityLog(state).read('/')).toEqual([]);
  });

  it('keeps two files of bounded size, and reads both', () => {
    const state = temporaryFolder();
    const journal = new ActivityLog(state);
    const reason = 'x'.repeat(1024 * 1024);
    for (let i = 0; i < 30; i++)
      journal.append([activity(`/${i}`, { effects: [{ type: 'ingest', reason }] })]);
    const sizes = [fileIn(state), `${fileIn(state)}.1`].map((file) => statSync(file).size / reason.length);
    for (const size of sizes) expect(size).toBeLessThan(10);
    const kept = paths(journal.read('/'));
    expect(kept[0]).toBe('/29');
    expect(kept.length).toBeGreaterThan(8);
    expect(kept).toEqual(Array.from(kept, (_, i) => `/${29 - i}`));
  });

  it('goes on when somebody removes the state while it is in use', () => {
    const state = join(temporaryFolder(), '.oakling');
    const journal = new ActivityLog(state);
    journal.append([activity('/one')]);
    rmSync(state, { recursive: true });
    journal.append([activity('/two')]);
    expect(paths(journal.read('/'))).toEqual(['/two']);
    expect(existsSync(join(state, '.gitignore'))).toBe(true);
    expect(readFileSync(fileIn(state), 'utf8').split('\n')).toHaveLength(2);
  });
});
