import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { type Problem, problem } from '../problems/problem.ts';
import type { ChangeEvent, OaklingEvent } from './events.ts';
import type { Hook } from './hook.ts';
import { HookRunner } from './run-hooks.ts';

const change = (path: string, more: Partial<ChangeEvent> = {}): ChangeEvent => ({
  event: 'change',
  kind: 'upload',
  resource: 'asset',
  path,
  effects: [{ type: 'publish', reason: 'Immediately (set here).' }],
  at: '2026-11-23T12:00:00.000Z',
  ...more,
});

const HERO = '/content/dam/campaign/hero.jpg';

/** Runs hooks in a temporary folder; `read` answers what they wrote there. */
function start(...hooks: Omit<Hook, 'cwd'>[]) {
  const cwd = temporaryFolder();
  const problems: Problem[] = [];
  const runner = new HookRunner(
    hooks.map((hook) => ({ ...hook, cwd })),
    (found) => problems.push(found),
  );
  const file = (name: string) => join(cwd, name);
  const read = (name: string) => readFileSync(file(name), 'utf8');
  return { runner, problems, read, wrote: (name: string) => existsSync(file(name)) };
}

describe('a hook', () => {
  it('gets the event as one line on stdin and its facts in the environment', async () => {
    const { runner, read, problems } = start({
      on: ['change'],
      run: 'cat > event; echo "$OAKLING_EVENT $OAKLING_KIND $OAKLING_PATH" > environment',
    });
    runner.run(change(HERO));
    await runner.idle();
    expect(read('event')).toBe(`${JSON.stringify(change(HERO))}\n`);
    expect(read('environment')).toBe(`change upload ${HERO}\n`);
    expect(problems).toEqual([]);
  });

  it('runs one command after another, in the order of events', async () => {
    // The first one waits longest.
    const run = 'sleep 0.0$((9 - $(basename $OAKLING_PATH))); echo $OAKLING_PATH >> log';
    const { runner, read } = start({ on: ['change'], run });
    for (const path of ['/1', '/4', '/8']) runner.run(change(path));
    expect(runner.pending).toBe(3);
    await runner.idle();
    expect(read('log')).toBe('/1\n/4\n/8\n');
  });

  it('runs as many commands at once as it may', async () => {
    // Each waits for the other's file: one at a time they would never end.
    const run = 'touch seen$OAKLING_KIND; until [ -e seenupload ] && [ -e seencopy ]; do sleep 0.01; done';
    const { runner, problems } = start({ on: ['change'], run, concurrency: 2, timeout: 20 });
    runner.run(change(HERO));
    runner.run(change(HERO, { kind: 'copy' }));
    await runner.idle();
    expect(problems).toEqual([]);
  });

  it('does not hold up another hook', async () => {
    const { runner, read } = start(
      { on: ['change'], run: 'until [ -e quick ]; do sleep 0.01; done; echo done > slow', timeout: 20 },
      { on: ['change'], run: 'touch quick' },
    );
    runner.run(change(HERO));
    await runner.idle();
    expect(read('slow')).toBe('done\n');
  });

  it('need not read its stdin', async () => {
    const { runner, problems } = start({ on: ['change'], run: 'exec <&-; true' });
    runner.run(change(HERO, { effects: [{ type: 'keep', reason: 'long '.repeat(100_000) }] }));
    await runner.idle();
    expect(problems).toEqual([]);
  });

  it('may leave something running', async () => {
    const { runner, problems } = start({ on: ['change'], run: 'sleep 5 & true' });
    runner.run(change(HERO));
    await runner.idle();
    expect(problems).toEqual([]);
  });
});

describe('a failing hook', () => {
  it('is reported with its exit code and last words', async () => {
    const { runner, problems } = start({
      on: ['change'],
      run: 'for i in 1 2 3 4 5 6 7; do echo line $i >&2; done; exit 3',
    });
    runner.run(change(HERO));
    await runner.idle();
    expect(problems).toMatchObject([{ code: 'hook.failed', severity: 'warning', path: HERO }]);
    expect(problems[0]?.message).toMatch(/failed with exit code 3: line 3\nline 4\nline 5\nline 6\nline 7$/);
  });

  it('is stopped with everything it started when its time is up', async () => {
    // As long as the sleeper lives it holds stderr, and the hook does not end.
    const { runner, problems } = start({ on: ['change'], run: 'sleep 300 & wait', timeout: 0.3 });
    runner.run(change(HERO));
    await runner.idle();
    expect(problems[0]?.message).toMatch(/was stopped after 0.3 s\.$/);
  });

  it('is killed when it does not listen', async () => {
    const { runner, problems } = start({
      on: ['change'],
      run: 'trap "" TERM; echo stubborn >&2; while :; do sleep 0.05; done',
      timeout: 0.2,
    });
    runner.run(change(HERO));
    await runner.idle();
    expect(problems[0]?.message).toMatch(/was stopped after 0.2 s: stubborn$/);
  });

  it('does not run on the problems of hooks', async () => {
    const { runner, problems } = start({ on: ['problem'], run: 'exit 1' });
    const found = problem('name.illegal', { path: 'a?.jpg', message: 'No.', hint: 'Rename it.' });
    runner.run({ event: 'problem', ...found });
    await runner.idle();
    expect(problems).toHaveLength(1);
    for (const caused of problems) runner.run({ event: 'problem', ...caused });
    expect(runner.pending).toBe(0);
  });

  it.each([
    ['there is no folder for it', { cwd: '/there/is/no/such/folder' }, HERO],
    ['the path is too long for the environment', {}, `/${'long'.repeat(100_000)}`],
  ])('that cannot start because %s is reported', async (_, where, path) => {
    const problems: Problem[] = [];
    const runner = new HookRunner([{ on: ['change'], run: 'true', ...where }], (found) =>
      problems.push(found),
    );
    runner.run(change(path));
    await runner.idle();
    expect(problems[0]?.message).toContain('could not be started');
  });
});

describe('which events a hook runs on', () => {
  const moved = change('/content/dam/b/hero.jpg', { kind: 'move', from: '/content/dam/a/hero.jpg' });
  const idle: OaklingEvent = { event: 'idle' };
  it.each<[string, Omit<Hook, 'run'>, OaklingEvent, boolean]>([
    ['another event', { on: ['ready'] }, change(HERO), false],
    ['a path inside the glob', { on: ['change'], paths: ['/content/dam/campaign/**'] }, change(HERO), true],
    ['a path outside the glob', { on: ['change'], paths: ['/content/dam/other/**'] }, change(HERO), false],
    ['the second of two globs', { on: ['change'], paths: ['/x/**', '**/*.jpg'] }, change(HERO), true],
    ['a hidden name', { on: ['change'], paths: ['/content/**'] }, change('/content/dam/.x/a.jpg'), true],
    ['the source of a move', { on: ['change'], paths: ['/content/dam/a/**'] }, moved, true],
    ['a kind it wants', { on: ['change'], kinds: ['move'] }, moved, true],
    ['a kind it does not want', { on: ['change'], kinds: ['delete'] }, moved, false],
    ['an event without a path', { on: ['idle'] }, idle, true],
    ['an event without a path, but globs', { on: ['idle'], paths: ['**'] }, idle, false],
  ])('%s', async (_, hook, event, runs) => {
    const { runner, wrote } = start({ ...hook, run: 'touch ran' });
    runner.run(event);
    await runner.idle();
    expect(wrote('ran')).toBe(runs);
  });

  it('none after it was closed', async () => {
    const { runner, read, wrote } = start({ on: ['change'], run: 'sleep 0.05; echo $OAKLING_PATH > last' });
    runner.run(change('/first'));
    const closing = runner.close();
    runner.run(change('/second'));
    expect(wrote('last')).toBe(false);
    await closing;
    expect(read('last')).toBe('/first\n');
  });
});
