import { describe, expect, it } from 'vitest';
import { RunningCli, runCli } from '../../../test/support/cli.ts';
import { FakeOakling } from '../../../test/support/fake-oakling.ts';
import type { OaklingEvent } from '../../plugins/events.ts';
import { problem } from '../../problems/problem.ts';

const AT = '2026-11-23T12:00:00.000Z';
const SELECTIVE = 'Publish mode "Selective Publish" (set here)';

const EVENTS: readonly OaklingEvent[] = [
  {
    event: 'change',
    kind: 'upload',
    resource: 'asset',
    path: '/content/dam/campaign/beach.jpg',
    effects: [
      { type: 'ingest', reason: 'A file without a node is an upload.' },
      { type: 'sync', reason: `${SELECTIVE}: new assets are synced for preview.` },
    ],
    at: AT,
  },
  {
    event: 'change',
    kind: 'move',
    resource: 'asset',
    path: '/content/dam/campaign/a rather long name that does not fit.jpg',
    from: '/content/dam/campaign/old.jpg',
    effects: [{ type: 'keep', reason: 'Moving keeps the publish state and reprocesses nothing.' }],
    at: AT,
  },
  {
    event: 'problem',
    ...problem('settings.unknown-value', {
      path: 'content/dam/campaign/.content.xml',
      at: { line: 3, column: 14 },
      message: 'dam:publishMode has the unknown value "now".',
      hint: 'Use one of: immediately, uponActivation, selective.',
    }),
  },
  {
    event: 'change',
    kind: 'delete',
    resource: 'asset',
    path: '/content/dam/campaign/old.jpg',
    effects: [{ type: 'withdraw', reason: 'A deleted asset leaves the publish tier.', ruling: true }],
    at: AT,
  },
  { event: 'idle' },
];

const READY = { folder: '/home/me/project/content', watcher: 'chokidar', folders: 1 } as const;
const oakling = () => new FakeOakling({ ready: READY, events: EVENTS, notYet: ['/content/dam/a.psd'] });

/** Starts, and stops as soon as everything was said. */
async function startAndStop(
  args: readonly string[],
  options: ConstructorParameters<typeof RunningCli>[1] = {},
) {
  const fake = options.oakling ?? oakling();
  const running = new RunningCli(['start', ...args], { ...options, oakling: fake });
  await expect.poll(() => fake.isHeard).toBe(true);
  running.signal('SIGINT');
  return { running, fake, code: await running.exitCode };
}

describe('start', () => {
  it('writes plain lines into a pipe, words to stderr', async () => {
    const { running, code } = await startAndStop([]);
    expect(running.stdout).toMatchInlineSnapshot(`
      "A  /content/dam/campaign/beach.jpg  synced, preview only: Selective Publish (set here)
      M  /content/dam/campaign/a rather long name that does not fit.jpg  from /content/dam/campaign/old.jpg; state kept
      D  /content/dam/campaign/old.jpg  gone from the publish tier and Dynamic Media
      "
    `);
    expect(running.stderr).toMatchInlineSnapshot(`
      "oakling ready: 3 assets in 1 folder below /content/dam; 1 file is no asset yet, in /home/me/project/content (12 ms, chokidar)
      error: content/dam/campaign/.content.xml:3:14: dam:publishMode has the unknown value "now". [settings.unknown-value] Use one of: immediately, uponActivation, selective.
      Finishing what is under way; Ctrl-C again stops at once.
      Stopped after 3 changes.
      "
    `);
    expect(code).toBe(0);
  });

  it('shows a box and aligned lines on a terminal', async () => {
    const { running } = await startAndStop(['--user', 'mira'], { columns: 100 });
    expect(running.stdout).toMatchInlineSnapshot(`
      "A  /content/dam/campaign/beach.jpg           synced, preview only: Selective Publish (set here)
      M  /content/dam/campaign/a rat… name that does not fit.jpg  from /content/dam/campaign/old.jpg; sta…
      D  /content/dam/campaign/old.jpg                            gone from the publish tier and Dynamic …
      "
    `);
    expect(running.stderr).toMatchInlineSnapshot(`
      "╭─ oakling ready ───────────────────────────────────────────────────────────╮
      │ Tree      /home/me/project/content                                        │
      │ Assets    3 assets in 1 folder below /content/dam; 1 file is no asset yet │
      │ Settings  user mira (flag --user)                                         │
      │ Watching  chokidar, ready in 12 ms                                        │
      │                                                                           │
      │ Drop a picture into the tree and watch what happens here.                 │
      │ oakling ingest <path>    makes assets of files that were here before      │
      │ oakling status           tells who is published where                     │
      │ oakling explain <path>   tells why                                        │
      │ Ctrl-C                   finishes what is under way and stops             │
      ╰───────────────────────────────────────────────────────────────────────────╯
      error  content/dam/campaign/.content.xml:3:14  dam:publishMode has the unknown value "now".
             Use one of: immediately, uponActivation, selective. [settings.unknown-value]
      Finishing what is under way; Ctrl-C again stops at once.
      Stopped after 3 changes.
      "
    `);
  });

  it('tells reasons when asked to say more', async () => {
    const { running } = await startAndStop(['--verbose']);
    expect(running.stdout).toMatchInlineSnapshot(`
      "A  /content/dam/campaign/beach.jpg  synced, preview only: Selective Publish (set here)
         ingest: A file without a node is an upload.
         sync: Publish mode "Selective Publish" (set here): new assets are synced for preview.
      M  /content/dam/campaign/a rather long name that does not fit.jpg  from /content/dam/campaign/old.jpg; state kept
         keep: Moving keeps the publish state and reprocesses nothing.
      D  /content/dam/campaign/old.jpg  gone from the publish tier and Dynamic Media
         withdraw: A deleted asset leaves the publish tier. (ruling)
      "
    `);
  });

  it('writes every event as one line of JSON, and nothing else to stdout', async () => {
    const fake = oakling();
    const { running } = await startAndStop(['--json'], { oakling: fake });
    const lines = running.stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([fake.ready, ...EVENTS]);
    expect(lines[1]).toBe(
      '{"event":"change","kind":"upload","resource":"asset","path":"/content/dam/campaign/beach.jpg","effects":[{"type":"ingest","reason":"A file without a node is an upload."},{"type":"sync","reason":"Publish mode \\"Selective Publish\\" (set here): new assets are synced for preview."}],"at":"2026-11-23T12:00:00.000Z"}',
    );
  });

  it('says only errors when quiet', async () => {
    const { running } = await startAndStop(['--quiet']);
    expect(running.stderr).toBe(
      'error: content/dam/campaign/.content.xml:3:14: dam:publishMode has the unknown value "now". [settings.unknown-value] Use one of: immediately, uponActivation, selective.\n',
    );
  });

  it('uses no colour but on a terminal', async () => {
    const inColour = await startAndStop([], { columns: 100, environment: {} });
    expect(inColour.running.stdout).toContain('\u001b[32mA\u001b[39m');
    for (const environment of [{ NO_COLOR: '1' }, { CI: 'true' }, { TERM: 'dumb' }]) {
      const plain = await startAndStop([], { columns: 100, environment });
      expect(plain.running.stdout + plain.running.stderr).not.toContain('\u001b[');
    }
    const piped = await startAndStop([], { environment: {} });
    expect(piped.running.stdout + piped.running.stderr).not.toContain('\u001b[');
  });

  it('watches, and takes its flags for settings', async () => {
    const { running } = await startAndStop(['--poll', '--no-renditions', '--user', 'mira']);
    expect(running.opened).toMatchObject([
      { root: `${running.cwd}/content`, watch: { mode: 'polling' }, renditions: false, user: 'mira' },
    ]);
  });
});

it('can be reached by other commands until it stops', async () => {
  const fake = oakling();
  const running = new RunningCli(['start'], { oakling: fake });
  await expect.poll(() => running.served).toEqual([`${running.cwd}/content/.oakling`]);
  running.signal('SIGINT');
  await running.exitCode;
  expect(running.served).toEqual([]);
});

describe('stopping', () => {
  it('finishes what is under way at the first signal', async () => {
    let finish: () => void = () => undefined;
    const fake = new FakeOakling({ closing: () => new Promise((resolve) => (finish = resolve)) });
    const running = new RunningCli(['start'], { oakling: fake });
    await expect.poll(() => fake.isHeard).toBe(true);
    running.signal('SIGTERM');
    await expect.poll(() => running.stderr).toContain('Finishing what is under way');
    expect(fake.isClosed).toBe(false);
    finish();
    expect(await running.exitCode).toBe(0);
    expect(fake.isClosed).toBe(true);
    expect(running.hearsSignals).toBe(false);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('stops at once at the second %s', async (signal, code) => {
    const fake = new FakeOakling({ closing: () => new Promise(() => undefined) });
    const running = new RunningCli(['start'], { oakling: fake });
    await expect.poll(() => fake.isHeard).toBe(true);
    running.signal('SIGINT');
    running.signal(signal, 100);
    await expect.poll(() => running.endedAtOnce).toBe(code);
    expect(running.stderr).toContain('Stopped at once. ');
  });

  it('stops when nobody reads any more', async () => {
    const fake = oakling();
    const running = new RunningCli(['start'], { oakling: fake });
    await expect.poll(() => fake.isHeard).toBe(true);
    running.breakStdout();
    expect(await running.exitCode).toBe(0);
    expect(fake.isClosed).toBe(true);
  });
});

describe('a tree that cannot be opened', () => {
  it('is a matter of the environment when there is none', async () => {
    const { code, stderr } = await runCli(['start', 'nowhere']);
    expect(stderr).toMatch(/^oakling: .*nowhere: there is no such folder\n$/);
    expect(code).toBe(3);
  });

  it('tells how to get one', async () => {
    const { code, stderr } = await runCli(['start'], { cwd: '/' });
    expect(stderr).toContain('oakling init');
    expect(code).toBe(3);
  });

  it('cannot be two at once', async () => {
    const { code, stderr } = await runCli(['start', 'content', '--dir', 'other']);
    expect(stderr).toBe('oakling: two folders are named: content and, by --dir, other\n');
    expect(code).toBe(2);
  });
});
