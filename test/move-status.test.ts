/** Publish state of whole trees on its way out of the node files, and back into them. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createOakling } from '../src/emulator/create-oakling.ts';
import { type MoveStatusOptions, moveStatus } from '../src/emulator/move-status/move-status.ts';
import type { AssetStatus } from '../src/emulator/oakling.ts';
import type { StatusStoreKind } from '../src/publish/status-store/status-store.ts';
import { TreeLockedError } from '../src/repository/state/lock.ts';
import { assetFiles, folderFile, type InitialState, nodeFile } from './support/assets.ts';
import { isKilled, Killed, killAt, revive } from './support/dying-disk.ts';
import { filesWithStatus } from './support/kept-status.ts';
import { jpeg } from './support/pictures.ts';
import { type Files, readFiles, temporaryFolder, writeFiles } from './support/temporary-tree.ts';

vi.mock('node:fs', async (original) => (await import('./support/dying-disk.ts')).dyingDisk(original));
afterEach(revive);

const DAM = '/content/dam';
const LAYOUTS = ['vault', 'plain'] as const;

const STATES: Readonly<Record<string, InitialState>> = {
  'both.jpg': { aem: true, dynamicMedia: 'published' },
  'synced.jpg': { dynamicMedia: 'synced' },
  'none.jpg': {},
};

/** A published folder in each layout with assets in different states. */
async function tree(names: readonly string[] = Object.keys(STATES)): Promise<Files> {
  const settings = { 'dam:publishMode': 'selective', 'cq:lastReplicationAction': 'Activate' };
  const folders = LAYOUTS.map((layout) => folderFile(layout, layout, settings));
  const assets = LAYOUTS.flatMap((layout) =>
    names.map(async (name) => {
      const bytes = await jpeg(`${layout} ${name}`, 8, 8);
      return assetFiles(layout, `${layout}/${name}`, bytes, 'image/jpeg', STATES[name]);
    }),
  );
  return Object.assign({}, ...folders, ...(await Promise.all(assets)));
}

const PUBLISHED = LAYOUTS.flatMap((layout) => [
  `${DAM}/${layout}`,
  `${DAM}/${layout}/both.jpg`,
  `${DAM}/${layout}/synced.jpg`,
]);

const move = (root: string, statusStore: StatusStoreKind, more: Partial<MoveStatusOptions> = {}) =>
  moveStatus({ root, mount: DAM, statusStore, ...more });

async function open(root: string, statusStore: StatusStoreKind, readOnly = false) {
  const oakling = await createOakling({ root, mount: DAM, renditions: false, statusStore, readOnly });
  onTestFinished(() => oakling.close());
  return oakling;
}

/** What `status` says of assets, and the List view of the folders. */
async function told(
  root: string,
  statusStore: StatusStoreKind,
): Promise<readonly [readonly AssetStatus[], unknown]> {
  const oakling = await open(root, statusStore, true);
  const folders = (await oakling.list(DAM)).rows.map(({ path, aem }) => [path, aem.published]);
  const status = await oakling.status();
  await oakling.close();
  return [status, folders];
}

/** Lets oakling act on what it finds; answers the kinds of changes. */
async function scan(root: string, statusStore: StatusStoreKind): Promise<string[]> {
  const oakling = await open(root, statusStore);
  const kinds: string[] = [];
  oakling.on((event) => event.event === 'change' && kinds.push(`${event.kind} ${event.path}`));
  await oakling.idle();
  await oakling.close();
  return kinds;
}

async function written(): Promise<string> {
  const root = temporaryFolder();
  writeFiles(root, await tree());
  return root;
}

describe('moving publish state', () => {
  it('out of the node files and back leaves every byte, and every state at each end', async () => {
    const root = await written();
    const before = readFiles(root);
    const states = await told(root, 'content');
    const there = await move(root, 'state');
    expect(there.problems).toEqual([]);
    expect(there.moved.map(({ path }) => path).sort()).toEqual([...PUBLISHED].sort());
    expect(filesWithStatus(withoutFolders(readFiles(root)))).toEqual([]);
    expect(await told(root, 'state')).toEqual(states);
    expect((await move(root, 'content')).moved).toHaveLength(PUBLISHED.length);
    expect(readFiles(root)).toEqual(before);
    expect(await told(root, 'content')).toEqual(states);
  });

  it('tells its way in names and files, and does nothing the second time', async () => {
    const root = await written();
    const { moved, looked } = await move(root, 'state', { check: true });
    expect(looked).toBe(9);
    expect(moved.find(({ path }) => path === `${DAM}/plain`)).toEqual({
      path: `${DAM}/plain`,
      file: 'plain/.content.yaml',
      properties: ['cq:lastReplicationAction'],
    });
    expect(filesWithStatus(withoutFolders(readFiles(root)))).toHaveLength(PUBLISHED.length);
    await move(root, 'state');
    const after = readFiles(root);
    expect(await move(root, 'state')).toMatchObject({ moved: [], problems: [] });
    expect(readFiles(root)).toEqual(after);
  });

  it('is no change to anybody: nothing happens at the next start', async () => {
    const root = await written();
    await scan(root, 'content');
    await move(root, 'state');
    expect(await scan(root, 'state')).toEqual([]);
    await move(root, 'content');
    expect(await scan(root, 'content')).toEqual([]);
  });

  it('hides no change that was made while oakling was away', async () => {
    const root = await written();
    await scan(root, 'content');
    const file = join(root, nodeFile('plain', 'plain/both.jpg'));
    writeFileSync(file, readFileSync(file, 'utf8').replace('Title of', 'Another title of'));
    await move(root, 'state');
    expect(await scan(root, 'state')).toEqual([`update ${DAM}/plain/both.jpg`]);
  });

  it('asks which one counts where both places tell of different states', async () => {
    const root = await written();
    const file = nodeFile('vault', 'vault/both.jpg');
    const original = readFileSync(join(root, file), 'utf8');
    await move(root, 'state');
    // Somebody else's commit brings other state.
    const theirs = original.replace('cq:lastReplicatedBy="author"', 'cq:lastReplicatedBy="eve"');
    const by = async (store: StatusStoreKind) =>
      (await told(root, store))[0].find(({ path }) => path === `${DAM}/vault/both.jpg`)?.aem.by;
    writeFileSync(join(root, file), theirs);
    const { problems, moved } = await move(root, 'content');
    expect(problems).toMatchObject([{ code: 'status.conflict', path: file }]);
    expect(moved).toHaveLength(PUBLISHED.length - 1);
    expect(readFileSync(join(root, file), 'utf8')).toBe(theirs);
    expect(await by('state')).toBe('author');

    expect((await move(root, 'content', { prefer: 'state' })).problems).toEqual([]);
    expect(await by('content')).toBe('author');
    await move(root, 'state');
    writeFileSync(join(root, file), theirs);
    await move(root, 'content', { prefer: 'content' });
    expect(await by('content')).toBe('eve');
  });

  it('leaves beside the tree what waits for another branch', async () => {
    const root = await written();
    await move(root, 'state');
    const oakling = await open(root, 'state');
    await oakling.remove([`${DAM}/plain/both.jpg`]);
    await oakling.close();
    expect(await move(root, 'content')).toMatchObject({ waiting: 1, problems: [] });
    expect(readFileSync(join(root, '.oakling', 'status.ndjson'), 'utf8')).toContain('goneAt');
  });

  it('leaves files alone that cannot be read, and tells of them', async () => {
    const root = await written();
    const broken = '<jcr:root cq:lastReplicated="x"';
    writeFileSync(join(root, nodeFile('vault', 'vault/both.jpg')), broken);
    const { problems, moved } = await move(root, 'state');
    expect(problems).toMatchObject([{ code: 'docview.syntax', path: 'vault/both.jpg/.content.xml' }]);
    expect(moved).toHaveLength(PUBLISHED.length - 1);
    expect(readFileSync(join(root, nodeFile('vault', 'vault/both.jpg')), 'utf8')).toBe(broken);
  });

  it('waits for no oakling, which read the setting when it started', async () => {
    const root = await written();
    await open(root, 'content');
    await expect(move(root, 'state')).rejects.toThrow(TreeLockedError);
  });
});

describe('publish state in another place than the setting says', () => {
  const problemsOf = async (root: string, statusStore: StatusStoreKind, readOnly = false) => {
    const oakling = await open(root, statusStore, readOnly);
    const found: unknown[] = [];
    oakling.on((event) => event.event === 'problem' && found.push([event.code, event.path, event.message]));
    await oakling.idle();
    await oakling.close();
    return found;
  };

  it('is told once when the tree is opened', async () => {
    const root = await written();
    expect(await problemsOf(root, 'content')).toEqual([]);
    const told = [['status.in-files', expect.any(String), expect.stringContaining('5 other files')]];
    // From what is known of the tree, at first contact and at every start after it.
    expect(await problemsOf(root, 'state')).toEqual(told);
    expect(await problemsOf(root, 'state')).toEqual(told);
    expect(await problemsOf(root, 'state', true)).toEqual([]);
    await move(root, 'state');
    expect(await problemsOf(root, 'state')).toEqual([]);
    expect(await problemsOf(root, 'content', true)).toEqual([
      ['status.beside', join(root, '.oakling', 'status.ndjson'), expect.stringContaining('of 6 assets')],
    ]);
  });
});

describe('killed at any write of the move', () => {
  it.each([
    { to: 'state', from: 'content' },
    { to: 'content', from: 'state' },
  ] as const)('to $to, no state is lost, and moving again finishes it', async ({ to, from }) => {
    const files = await tree(['both.jpg']);
    for (let change = 1; ; change++) {
      const root = temporaryFolder();
      writeFiles(root, files);
      const states = await told(root, 'content');
      const before = readFiles(root);
      if (from === 'state') await move(root, 'state');
      killAt(change);
      await move(root, to).catch((cause: unknown) => {
        if (!(cause instanceof Killed)) throw cause;
      });
      const wasKilled = isKilled();
      revive();
      leaveLockOfTheDead(root);
      // Beside the tree both places count, so all of it is there at any moment.
      expect(await told(root, 'state')).toEqual(states);
      expect(await move(root, to)).toMatchObject({ problems: [] });
      expect(await told(root, to)).toEqual(states);
      expect(await scan(root, to)).toEqual([]);
      if (to === 'content') expect(readFiles(root)).toEqual(before);
      else expect(filesWithStatus(withoutFolders(readFiles(root)))).toEqual([]);
      if (!wasKilled) return;
    }
  });
});

/** The process of the test lives on; the one that was killed does not. */
function leaveLockOfTheDead(root: string): void {
  const file = join(root, '.oakling', 'lock.json');
  if (!existsSync(file)) return;
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), start: 'earlier' }));
}

function withoutFolders(files: Readonly<Record<string, Buffer | null>>): Record<string, Buffer> {
  return Object.fromEntries(Object.entries(files).flatMap(([path, bytes]) => (bytes ? [[path, bytes]] : [])));
}
