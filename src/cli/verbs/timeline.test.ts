import { describe, expect, it } from 'vitest';
import { runCli } from '../../../test/support/cli.ts';
import { FakeOakling } from '../../../test/support/fake-oakling.ts';
import type { TimelineEntry } from '../../publish/timeline.ts';

const PUBLISHED: TimelineEntry = {
  at: '2026-11-23T10:00:00.000Z',
  by: 'admin',
  kind: 'published',
  target: 'Dynamic Media',
  text: 'Published to Dynamic Media by admin',
  reason: 'Selective Publish: Dynamic Media delivers it, AEM stays as it is.',
  path: '/content/dam/campaign/hero.jpg',
};
const CREATED: TimelineEntry = {
  at: '2026-11-20T12:00:00.000Z',
  by: 'mira',
  kind: 'created',
  text: 'Created by mira',
  reason: 'A file without a node is an upload.',
  path: '/content/dam/campaign/hero.jpg',
};

describe('timeline', () => {
  it('tells what happened, newest first, and why where it is asked', async () => {
    const oakling = new FakeOakling({ timeline: [PUBLISHED, CREATED] });
    const { stdout, stderr, code } = await runCli(['timeline', 'campaign/hero.jpg'], {
      oakling,
      columns: 100,
    });
    expect(stdout).toMatchInlineSnapshot(`
      "2 h ago  Published to Dynamic Media by admin
      3 d ago  Created by mira
      "
    `);
    expect(stderr).toBe('2 entries\n');
    expect(code).toBe(0);
    expect(oakling.calls[0]).toEqual(['timeline', '/content/dam/campaign/hero.jpg', {}]);
    const verbose = await runCli(['timeline', '-v', 'campaign/hero.jpg'], { oakling });
    expect(verbose.stdout).toContain(`${CREATED.at}  Created by mira                      ${CREATED.reason}`);
  });

  it('is of the whole tree without a path', async () => {
    const oakling = new FakeOakling({ timeline: [CREATED] });
    const { stdout } = await runCli(['timeline', '--limit', '1'], { oakling });
    expect(oakling.calls[0]).toEqual(['timeline', undefined, { limit: 1 }]);
    expect(stdout).toBe(`${CREATED.at}  ${CREATED.path}  Created by mira\n`);
  });

  it('is an entry a line as JSON', async () => {
    const oakling = new FakeOakling({ timeline: [PUBLISHED, CREATED] });
    const { stdout } = await runCli(['timeline', '--json'], { oakling });
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([PUBLISHED, CREATED]);
  });

  it('says where nothing is known, and what is no number', async () => {
    const nothing = await runCli(['timeline', 'x.jpg']);
    expect(nothing.stderr).toBe('oakling: nothing is known to have happened to x.jpg\n');
    expect(nothing.code).toBe(1);
    expect((await runCli(['timeline'])).code).toBe(0);
    expect((await runCli(['timeline', '--limit', '-1'])).code).toBe(2);
  });
});
