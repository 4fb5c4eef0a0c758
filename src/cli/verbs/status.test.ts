import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../../test/support/cli.ts';
import { FakeOakling } from '../../../test/support/fake-oakling.ts';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import type { AssetStatus } from '../../emulator/oakling.ts';

const NEVER = { published: false, action: null, by: null, at: null, modifiedSince: false } as const;
const UNSYNCED = { published: false, status: null, by: null, at: null, url: null } as const;

const HERO: AssetStatus = {
  path: '/content/dam/campaign/hero.jpg',
  sync: { state: 'synced', mode: 'enabled', origin: 'from the Dynamic Media Configuration' },
  publishMode: { mode: 'selective', origin: 'set here' },
  aem: {
    published: true,
    action: 'Activate',
    by: 'admin',
    at: '2026-11-23T10:00:00.000Z',
    modifiedSince: false,
  },
  dynamicMedia: {
    published: true,
    status: 'PublishComplete',
    by: 'dam-writer-service',
    at: '2026-11-20T12:00:00.000Z',
    url: 'https://s7d1.scene7.com/is/image/Acme/hero',
  },
};

const ROWS: readonly AssetStatus[] = [
  HERO,
  {
    ...HERO,
    path: '/content/dam/campaign/shore.jpg',
    aem: { ...HERO.aem, modifiedSince: true },
    dynamicMedia: { ...HERO.dynamicMedia, published: false, status: 'PublishIncomplete' },
  },
  {
    path: '/content/dam/drafts/a rather long name of a draft that nobody needs.tiff',
    sync: { state: 'notSynced', mode: 'disabled', origin: 'inherited from /content/dam/drafts' },
    publishMode: { mode: null, origin: 'inherited from /content/dam/drafts' },
    aem: { ...NEVER, action: 'Deactivate', by: 'mira', at: '2026-11-23T11:59:30.000Z' },
    dynamicMedia: UNSYNCED,
  },
  {
    path: '/content/dam/drafts/夏.sbsar',
    sync: { state: 'notSupported', mode: 'enabled', origin: 'set here' },
    publishMode: { mode: 'immediately', origin: 'set here' },
    aem: NEVER,
    dynamicMedia: { ...UNSYNCED, status: 'NotSupported' },
  },
];

const oakling = () => new FakeOakling({ status: ROWS, notYet: ['/content/dam/old.psd'] });

describe('status', () => {
  it('is a table with full paths in a pipe', async () => {
    const { stdout, stderr, code } = await runCli(['status'], { oakling: oakling() });
    expect(stdout).toMatchInlineSnapshot(`
      "Path                                                                      Sync           Publish mode       AEM                           Dynamic Media
      /content/dam/campaign/hero.jpg                                            Synced         Selective Publish  Published 2 h ago by admin    Published 3 d ago by dam-writer-service
      /content/dam/campaign/shore.jpg                                           Synced         Selective Publish  Modified since publication    Not published
      /content/dam/drafts/a rather long name of a draft that nobody needs.tiff  Excluded       –                  Unpublished just now by mira  –
      /content/dam/drafts/夏.sbsar                                              Not supported  Immediately        Not published                 –
      "
    `);
    expect(stderr).toMatchInlineSnapshot(`
      "4 assets, 2 synced, 1 published to Dynamic Media, 2 published to AEM
      1 file is no asset yet; oakling ingest makes assets of them.
      "
    `);
    expect(code).toBe(0);
  });

  it.each([140, 110, 80, 40])('is grouped by folder and fits into %i cells', async (columns) => {
    const { stdout } = await runCli(['status'], { oakling: oakling(), columns });
    expect(stdout).toMatchSnapshot();
    for (const line of stdout.split('\n'))
      expect(stringWidth(line)).toBeLessThanOrEqual(Math.max(columns, 48));
  });

  it('shows where the modes come from when asked to say more', async () => {
    const { stdout } = await runCli(['status', '--verbose', '/content/dam/drafts'], { oakling: oakling() });
    expect(stdout).toMatchInlineSnapshot(`
      "Path                                                                      Sync                                           Publish mode            AEM                           Dynamic Media
      /content/dam/drafts/a rather long name of a draft that nobody needs.tiff  Excluded (inherited from /content/dam/drafts)  –                       Unpublished just now by mira  –
      /content/dam/drafts/夏.sbsar                                              Not supported (set here)                       Immediately (set here)  Not published                 –
      "
    `);
  });

  it('is one array as JSON', async () => {
    const { stdout, stderr } = await runCli(['status', '--json', '/content/dam/campaign'], {
      oakling: oakling(),
    });
    expect(JSON.parse(stdout)).toEqual(ROWS.slice(0, 2));
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stderr).toBe('');
  });

  it('opens the tree for reading only, and closes it', async () => {
    const fake = oakling();
    const { opened } = await runCli(['status'], { oakling: fake });
    expect(opened).toMatchObject([{ readOnly: true, watch: false }]);
    expect(fake.isClosed).toBe(true);
  });

  it('names a path where there is no asset', async () => {
    const { stdout, stderr, code } = await runCli(['status', 'campaign/hero.jpg', 'nothing'], {
      oakling: oakling(),
    });
    expect(stdout).toContain('/content/dam/campaign/hero.jpg');
    expect(stderr).toContain('oakling: there is no asset at nothing\n');
    expect(code).toBe(1);
  });

  it('finds the tree around a file that is not in the tree of the working directory', async () => {
    const elsewhere = temporaryFolder();
    const folder = join(elsewhere, 'jcr_root', 'content', 'dam', 'campaign');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'hero.jpg'), 'picture');
    const fake = oakling();
    const { opened } = await runCli(['status', join(folder, 'hero.jpg')], { oakling: fake });
    expect(opened).toMatchObject([{ root: join(elsewhere, 'jcr_root') }]);
    expect(fake.calls[0]).toEqual(['status', join(folder, 'hero.jpg')]);
  });
});
