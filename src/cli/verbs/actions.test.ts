/** `ingest`, `reprocess` and `set`: the verbs that act on paths and answer rows. */
import { describe, expect, it } from 'vitest';
import { runCli } from '../../../test/support/cli.ts';
import { FakeOakling } from '../../../test/support/fake-oakling.ts';
import type { ActionRow } from '../../emulator/oakling.ts';

const DONE: ActionRow = {
  path: '/content/dam/old/a.psd',
  outcome: 'done',
  reason: 'It is an asset now.',
  effects: [
    { type: 'ingest', reason: 'A file without a node is an upload.' },
    {
      type: 'publish',
      reason: 'Publish mode "Immediately" (from the Dynamic Media Configuration): new assets are published.',
    },
  ],
};
const UNCHANGED: ActionRow = {
  path: '/content/dam/old/b.jpg',
  outcome: 'unchanged',
  reason: 'It is an asset already.',
  effects: [],
};
const REFUSED: ActionRow = {
  path: '/content/dam/old/c?.jpg',
  outcome: 'refused',
  reason: 'A name must not contain ?. Rename it.',
  effects: [],
};

describe('ingest', () => {
  it('tells what became of each path; refused ones are findings', async () => {
    const oakling = new FakeOakling({ rows: [DONE, UNCHANGED, REFUSED] });
    const { stdout, stderr, code, opened } = await runCli(['ingest', 'old'], { oakling });
    expect(stdout).toMatchInlineSnapshot(`
      "done       /content/dam/old/a.psd   published to Dynamic Media: Immediately (from the Dynamic Media Configuration)
      unchanged  /content/dam/old/b.jpg   It is an asset already.
      refused    /content/dam/old/c?.jpg  A name must not contain ?. Rename it.
      "
    `);
    expect(stderr).toBe('');
    expect(code).toBe(1);
    expect(opened).toMatchObject([{ readOnly: false, watch: false }]);
    expect(oakling.calls).toEqual([['idle'], ['ingest', '/content/dam/old'], ['idle'], ['close']]);
  });

  it('is an array as JSON', async () => {
    const oakling = new FakeOakling({ rows: [DONE, UNCHANGED] });
    const { stdout, code } = await runCli(['ingest', '--json', 'old'], { oakling });
    expect(JSON.parse(stdout)).toEqual([DONE, UNCHANGED]);
    expect(code).toBe(0);
  });
});

describe('reprocess', () => {
  it('tells why', async () => {
    const row: ActionRow = { ...DONE, reason: 'Reprocessing uploads the asset to Dynamic Media again.' };
    const oakling = new FakeOakling({ rows: [row] });
    const { stdout, code } = await runCli(['reprocess', 'old'], { oakling });
    expect(stdout).toBe(
      'done  /content/dam/old/a.psd  Reprocessing uploads the asset to Dynamic Media again.\n',
    );
    expect(code).toBe(0);
  });

  it('is an array as JSON', async () => {
    const { stdout, code } = await runCli(['reprocess', '--json', 'x'], {
      oakling: new FakeOakling({ rows: [REFUSED] }),
    });
    expect(JSON.parse(stdout)).toEqual([REFUSED]);
    expect(code).toBe(1);
  });
});

describe('set', () => {
  const row: ActionRow = {
    path: '/content/dam/campaign',
    outcome: 'done',
    reason: 'Existing assets stay as they are; later uploads obey.',
    effects: [],
  };

  it.each([
    [['sync=enabled', 'publish=selective'], { sync: 'enabled', publish: 'selective' }],
    [['publish=Selective Publish'], { publish: 'selective' }],
    [['publish=manual', 'sync=exclude'], { publish: 'uponActivation', sync: 'disabled' }],
    [['publish='], { publish: '' }],
  ])('%j', async (settings, change) => {
    const oakling = new FakeOakling({ rows: [row] });
    const { stdout, code } = await runCli(['set', 'campaign', ...settings], { oakling });
    expect(oakling.calls).toContainEqual(['set', '/content/dam/campaign', change]);
    expect(stdout).toBe(
      'done  /content/dam/campaign  Existing assets stay as they are; later uploads obey.\n',
    );
    expect(code).toBe(0);
  });

  it('is one row as JSON', async () => {
    const oakling = new FakeOakling({ rows: [row] });
    const { stdout } = await runCli(['set', '--json', 'campaign', 'sync=enabled'], { oakling });
    expect(JSON.parse(stdout)).toEqual(row);
  });

  it.each([
    ['publish=now', 'publish cannot be "now": it is immediately, uponActivation, selective or nothing'],
    ['sync=', 'sync cannot be "": it is inherited, enabled or disabled'],
    ['mode=x', 'there is no setting mode: write sync=… or publish=…'],
    ['selective', 'selective is no setting: write sync=… or publish=…'],
  ])('refuses %s before anything is opened', async (setting, message) => {
    const { stderr, code, opened } = await runCli(['set', 'campaign', setting]);
    expect(stderr).toBe(`oakling: ${message}\n`);
    expect(code).toBe(2);
    expect(opened).toEqual([]);
  });
});

describe('a tree that somebody works on', () => {
  it('is asked, not opened', async () => {
    const remote = new FakeOakling({ rows: [DONE] });
    const { opened, code } = await runCli(['ingest', 'old'], { remote });
    expect(opened).toEqual([]);
    expect(remote.calls).toEqual([['ingest', '/content/dam/old'], ['close']]);
    expect(code).toBe(0);
  });
});
