/** `search` and `ls`: what is asked of the tree, and how the answer is shown. */
import { describe, expect, it } from 'vitest';
import { NOW } from '../../../test/support/assets.ts';
import { runCli } from '../../../test/support/cli.ts';
import { FakeOakling } from '../../../test/support/fake-oakling.ts';
import type { ListRow } from '../../emulator/oakling.ts';

const ASSET: ListRow = {
  path: '/content/dam/campaign/hero.jpg',
  name: 'hero.jpg',
  resource: 'asset',
  title: 'Hero',
  type: 'image/jpeg',
  size: 37_478,
  width: 1600,
  height: 900,
  modified: '2026-11-20T12:00:00.000Z',
  modifiedBy: 'mira',
  aem: { published: true, action: 'Activate', by: 'admin', at: NOW.toISOString(), modifiedSince: false },
  pending: false,
  dynamicMedia: { published: false, status: 'PublishIncomplete', by: null, at: null, url: null },
};
const FOLDER: ListRow = {
  ...ASSET,
  path: '/content/dam/campaign/social',
  name: 'social',
  resource: 'folder',
  title: 'Social media',
  type: null,
  size: null,
  width: null,
  height: null,
  modified: null,
  modifiedBy: null,
  aem: { published: false, action: null, by: null, at: null, modifiedSince: false },
  dynamicMedia: null,
};

describe('search', () => {
  const found = { total: 120, offset: 0, paths: [ASSET.path] };

  it('asks for what the options say', async () => {
    const oakling = new FakeOakling({ found, listed: [ASSET] });
    const { code, opened } = await runCli(
      [
        ...['search', 'blue sea', 'sun', '--path', 'campaign', '/content/dam/b', '--type', 'asset', 'folder'],
        ...['--mime', 'image/*', '--size', '1MB..', '--modified', '7d', '--publish-mode', 'manual'],
        ...['--aem', 'unpublished', '--dynamic-media', 'notSynced', '--pending', '--order=-size'],
        ...['--offset', '10', '--limit', '5'],
      ],
      { oakling },
    );
    expect(oakling.calls[0]).toEqual([
      'search',
      {
        text: '"blue sea" sun',
        path: ['/content/dam/campaign', '/content/dam/b'],
        type: ['asset', 'folder'],
        mime: ['image/*'],
        size: '1MB..',
        modified: '7d',
        publishMode: ['uponActivation'],
        aem: ['unpublished'],
        dynamicMedia: ['notSynced'],
        pending: true,
        order: '-size',
        offset: 10,
        limit: 5,
      },
    ]);
    expect(opened).toMatchObject([{ readOnly: true }]);
    expect(code).toBe(0);
  });

  it('shows the columns of the List view, and how much more there is', async () => {
    const oakling = new FakeOakling({ found, listed: [ASSET] });
    const { stdout, stderr } = await runCli(['search', 'hero'], { oakling });
    expect(stdout).toMatchInlineSnapshot(`
      "Path                            Title  Type        Size     Dimensions  Modified         Published                    Dynamic Media
      /content/dam/campaign/hero.jpg  Hero   image/jpeg  36.6 KB  1600 × 900  3 d ago by mira  Published just now by admin  Not published
      "
    `);
    expect(stderr).toBe('120 results, 1 to 1 shown; --limit and --offset show others.\n');
    expect(oakling.calls[0]?.[1]).toMatchObject({ limit: 100 });
  });

  it('is a list of all paths for other verbs', async () => {
    const oakling = new FakeOakling({
      found: { total: 2, offset: 0, paths: ['/content/dam/a b.jpg', '/content/dam/c'] },
    });
    const { stdout, stderr } = await runCli(['search', '--paths'], { oakling });
    expect(stdout).toBe('/content/dam/a b.jpg\n/content/dam/c\n');
    expect(stderr).toBe('2 results.\n');
    expect(oakling.calls).toMatchObject([['search', { type: ['asset'] }], ['close']]);
    expect(oakling.calls[0]?.[1]).toHaveProperty('limit', undefined);
  });

  it('is rows, or paths, as JSON', async () => {
    const oakling = new FakeOakling({ found, listed: [ASSET] });
    const rows = await runCli(['search', '--json'], { oakling });
    expect(JSON.parse(rows.stdout)).toEqual({ total: 120, offset: 0, rows: [ASSET] });
    const paths = await runCli(['search', '--json', '--paths'], { oakling });
    expect(JSON.parse(paths.stdout)).toEqual(found);
  });

  it.each([
    [['--limit', 'many'], '--limit takes a number, not many'],
    [['--publish-mode', 'later'], '--publish-mode cannot be "later"'],
    [['--aem', 'public'], 'Allowed choices are published, unpublished, modified'],
  ])('is told what is wrong with %j', async (args, message) => {
    const { stderr, code } = await runCli(['search', ...args], { oakling: new FakeOakling({ found }) });
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  it('hands on what the tree does not understand, also from another process', async () => {
    const oakling = new FakeOakling();
    oakling.search = () => Promise.reject(Object.assign(new Error('"x" is no size'), { name: 'RangeError' }));
    const { stderr, code } = await runCli(['search', '--size', 'x'], { oakling });
    expect(stderr).toBe('oakling: "x" is no size\n');
    expect(code).toBe(2);
  });
});

describe('ls', () => {
  it('shows a folder as AEM’s List view does', async () => {
    const oakling = new FakeOakling({ listed: [FOLDER, ASSET], notYet: ['/content/dam/campaign/a.psd'] });
    const { stdout, stderr, code } = await runCli(['ls', 'campaign'], { oakling });
    expect(stdout).toMatchInlineSnapshot(`
      "Name      Title         Type        Size     Dimensions  Modified         Published                    Dynamic Media
      social    Social media  Folder                                            Not published
      hero.jpg  Hero          image/jpeg  36.6 KB  1600 × 900  3 d ago by mira  Published just now by admin  Not published
      "
    `);
    expect(stderr).toBe('1 file is no asset yet; oakling ingest makes assets of them.\n');
    expect(code).toBe(0);
  });

  it('has no column for Dynamic Media where nothing is synced', async () => {
    const oakling = new FakeOakling();
    oakling.list = async (path) => ({ path, dynamicMedia: false, rows: [{ ...ASSET, dynamicMedia: null }] });
    const { stdout } = await runCli(['ls'], { oakling });
    expect(stdout).toContain('Published');
    expect(stdout).not.toContain('Dynamic Media');
  });

  it('is the listing as JSON', async () => {
    const oakling = new FakeOakling({ listed: [FOLDER] });
    const { stdout } = await runCli(['ls', '--json'], { oakling });
    expect(JSON.parse(stdout)).toEqual({ path: '/content/dam', dynamicMedia: true, rows: [FOLDER] });
  });

  it('fits a terminal', async () => {
    const oakling = new FakeOakling({ listed: [ASSET, FOLDER] });
    const { stdout } = await runCli(['ls'], { oakling, columns: 80 });
    for (const line of stdout.trimEnd().split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('says where there is no folder', async () => {
    const oakling = new FakeOakling();
    oakling.list = () => Promise.reject(new RangeError('there is no folder at /content/dam/x'));
    const { stderr, code } = await runCli(['ls', 'x'], { oakling });
    expect(stderr).toBe('oakling: there is no folder at /content/dam/x\n');
    expect(code).toBe(1);
  });
});
