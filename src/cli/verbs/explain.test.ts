import { describe, expect, it } from 'vitest';
import { runCli } from '../../../test/support/cli.ts';
import { FakeOakling } from '../../../test/support/fake-oakling.ts';
import type { PathExplanation } from '../../emulator/oakling.ts';

const explanation: PathExplanation = {
  path: '/content/dam/campaign/beach.jpg',
  resource: 'asset',
  statements: [
    { topic: 'sync', text: 'Sync mode is "enabled" (set here).', source: 'documented' },
    { topic: 'publishMode', text: 'Publish mode is "Selective Publish" (set here).', source: 'documented' },
    { topic: 'aem', text: 'Not published to AEM.', source: 'documented' },
    {
      topic: 'dynamicMedia',
      text: 'Synced to Dynamic Media as Acme/beach, not published.',
      source: 'documented',
    },
    {
      topic: 'update',
      text: 'A synced asset that changed is uploaded to Dynamic Media again.',
      source: 'documented',
    },
    { topic: 'update', text: 'It was unpublished by hand and stays so.', source: 'ruling' },
    { topic: 'copy', text: 'Copying clears the publish state of the copy.', source: 'documented' },
    {
      topic: 'advice',
      text: 'It is published in AEM but not in Dynamic Media; the two are independent of each other.',
      source: 'documented',
    },
    { topic: 'action', text: 'Publish: AEM.', source: 'documented' },
    { topic: 'action', text: 'Publish to Dynamic Media: Dynamic Media.', source: 'documented' },
  ],
};

const oakling = () => new FakeOakling({ explanation });

describe('explain', () => {
  it('tells in paragraphs, each statement with its source', async () => {
    const { stdout, stderr, code } = await runCli(['explain', 'campaign/beach.jpg'], { oakling: oakling() });
    expect(stdout).toMatchInlineSnapshot(`
      "/content/dam/campaign/beach.jpg (asset)

      How it is
        Sync mode is "enabled" (set here). (documented)
        Publish mode is "Selective Publish" (set here). (documented)
        Not published to AEM. (documented)
        Synced to Dynamic Media as Acme/beach, not published. (documented)

      Worth knowing
        It is published in AEM but not in Dynamic Media; the two are independent of each other. (documented)

      When its file or metadata changes
        A synced asset that changed is uploaded to Dynamic Media again. (documented)
        It was unpublished by hand and stays so. (ruling)

      When it is copied
        Copying clears the publish state of the copy. (documented)

      What the actions publish to
        Publish: AEM. (documented)
        Publish to Dynamic Media: Dynamic Media. (documented)
      "
    `);
    expect(stderr).toMatchInlineSnapshot(`
      "
      A ruling is where AEM’s documentation is silent and oakling takes the safe side.
      "
    `);
    expect(code).toBe(0);
  });

  it('wraps on a terminal', async () => {
    const { stdout } = await runCli(['explain', 'campaign/beach.jpg'], { oakling: oakling(), columns: 60 });
    expect(stdout).toMatchInlineSnapshot(`
      "/content/dam/campaign/beach.jpg (asset)

      How it is
        Sync mode is "enabled" (set here). (documented)
        Publish mode is "Selective Publish" (set here).
        (documented)
        Not published to AEM. (documented)
        Synced to Dynamic Media as Acme/beach, not published.
        (documented)

      Worth knowing
        It is published in AEM but not in Dynamic Media; the two
        are independent of each other. (documented)

      When its file or metadata changes
        A synced asset that changed is uploaded to Dynamic Media
        again. (documented)
        It was unpublished by hand and stays so. (ruling)

      When it is copied
        Copying clears the publish state of the copy. (documented)

      What the actions publish to
        Publish: AEM. (documented)
        Publish to Dynamic Media: Dynamic Media. (documented)
      "
    `);
  });

  it('is the explanation itself as JSON', async () => {
    const { stdout } = await runCli(['explain', '--json', 'campaign/beach.jpg'], { oakling: oakling() });
    expect(JSON.parse(stdout)).toEqual(explanation);
  });

  it('hands over the path, and says when there is nothing at it', async () => {
    const nothing = new FakeOakling();
    const { stderr, code } = await runCli(['explain', '/content/dam/none.jpg'], { oakling: nothing });
    expect(nothing.calls[0]).toEqual(['explain', '/content/dam/none.jpg']);
    expect(stderr).toBe('oakling: there is no asset or folder at /content/dam/none.jpg\n');
    expect(code).toBe(1);
  });

  it('asks for a path', async () => {
    const { stderr, code } = await runCli(['explain']);
    expect(stderr).toContain("missing required argument 'path'");
    expect(code).toBe(2);
  });
});
