/** Timelines of a real tree: through moves and copies, over restarts, and for what is gone. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createOakling } from '../src/emulator/create-oakling.ts';
import type { Oakling } from '../src/emulator/oakling.ts';
import { assetFiles, folderFile } from './support/assets.ts';
import { jpeg } from './support/pictures.ts';
import { temporaryFolder, writeFiles } from './support/temporary-tree.ts';

const DAM = '/content/dam';

async function open(root: string, user: string): Promise<Oakling> {
  const oakling = await createOakling({ root, mount: DAM, renditions: false, user });
  onTestFinished(() => oakling.close());
  await oakling.idle();
  return oakling;
}

async function texts(oakling: Oakling, path: string): Promise<string[]> {
  return (await oakling.timeline(path)).map(({ text }) => text);
}

it('follows an asset through restarts, moves and other tenants of its path, and stops at a copy', async () => {
  const root = temporaryFolder();
  writeFiles(root, {
    ...folderFile('vault', 'a', { 'dam:publishMode': 'selective' }),
    ...folderFile('plain', 'b', { 'dam:publishMode': 'selective' }),
  });
  const first = await open(root, 'mira');
  writeFileSync(join(root, 'a', 'one.jpg'), await jpeg('one'));
  await first.scan();
  await first.apply(await first.plan('publishToDynamicMedia', [`${DAM}/a/one.jpg`]));
  await first.close();

  const second = await open(root, 'eve');
  writeFileSync(join(root, 'a', 'one.jpg', '_jcr_content', 'renditions', 'original'), await jpeg('other'));
  await second.scan();
  await second.move([`${DAM}/a/one.jpg`], `${DAM}/b/two.jpg`);
  await second.copy([`${DAM}/b/two.jpg`], `${DAM}/a/one.jpg`);
  expect(await texts(second, `${DAM}/b/two.jpg`)).toEqual([
    `Moved from ${DAM}/a/one.jpg by eve`,
    'Republished to Dynamic Media by dam-writer-service',
    'Synced to Dynamic Media by eve',
    'Modified by eve',
    'Published to Dynamic Media by mira',
    'Synced to Dynamic Media by mira',
    'Created by mira',
  ]);
  const copy = ['Synced to Dynamic Media by eve', `Copied from ${DAM}/b/two.jpg by eve`];
  expect(await texts(second, join(root, 'a', 'one.jpg'))).toEqual(copy);
  await second.remove([`${DAM}/a/one.jpg`]);
  expect(await texts(second, `${DAM}/a/one.jpg`)).toEqual(['Deleted by eve', ...copy]);
  expect(await second.timeline(`${DAM}/b/two.jpg`, { limit: 2 })).toHaveLength(2);
  expect(await second.timeline(`${DAM}/nowhere`)).toEqual([]);
  const all = await second.timeline();
  expect(all[0]).toMatchObject({ kind: 'deleted', path: `${DAM}/a/one.jpg` });
  expect(all.filter(({ kind }) => kind === 'created')).toHaveLength(1);
  await second.close();

  const reader = await createOakling({ root, mount: DAM, readOnly: true });
  onTestFinished(() => reader.close());
  expect(await reader.timeline()).toEqual(all);
});

it('tells a new asset nothing of the one that was deleted at its path', async () => {
  const root = temporaryFolder();
  writeFiles(root, folderFile('vault', 'a', { 'dam:publishMode': 'selective' }));
  const oakling = await open(root, 'mira');
  const path = `${DAM}/a/one.jpg`;
  const deleted: unknown[] = [];
  oakling.on((event) => event.event === 'change' && event.kind === 'delete' && deleted.push(event.uuid));
  writeFileSync(join(root, 'a', 'one.jpg'), await jpeg('one'));
  await oakling.scan();
  const node = readFileSync(join(root, 'a', 'one.jpg', '.content.xml'), 'utf8');
  const uuid = /jcr:uuid="([^"]+)"/.exec(node)?.[1];
  await oakling.apply(await oakling.plan('publish', [path]));
  await oakling.remove([path]);
  expect(deleted).toEqual([uuid]);
  const before = await texts(oakling, path);
  expect(before).toEqual([
    'Deleted by mira',
    'Published by mira',
    'Synced to Dynamic Media by mira',
    'Created by mira',
  ]);

  // One with a node of its own, as a git pull brings it, does not begin with an upload.
  writeFiles(root, assetFiles('vault', 'a/one.jpg', await jpeg('other'), 'image/jpeg'));
  await oakling.scan();
  expect(await texts(oakling, path)).toEqual(['Brought in with its state by mira']);
  expect((await oakling.timeline()).map(({ text }) => text).slice(1)).toEqual(before);
});

it('tells of folders what happened to themselves', async () => {
  const root = temporaryFolder();
  const oakling = await open(root, 'mira');
  await oakling.makeFolder(`${DAM}/a`);
  writeFileSync(join(root, 'a', 'one.jpg'), await jpeg('one'));
  await oakling.set(`${DAM}/a`, { publish: 'selective' });
  await oakling.scan();
  await oakling.move([`${DAM}/a`], `${DAM}/b`);
  await oakling.apply(await oakling.plan('publish', [`${DAM}/b`], { include: 'none' }));
  expect(await texts(oakling, `${DAM}/b`)).toEqual([
    'Published by mira',
    `Moved from ${DAM}/a by mira`,
    'Folder settings changed by mira',
    'Created by mira',
  ]);
});

it('says that a target failed', async () => {
  const root = temporaryFolder();
  writeFiles(root, folderFile('vault', 'a'));
  const target = {
    name: 'broken',
    channel: 'dynamicMedia' as const,
    put: () => Promise.reject(new Error('no space')),
    remove: async () => undefined,
  };
  const oakling = await createOakling({
    root,
    mount: DAM,
    renditions: false,
    targets: { retry: { attempts: 1 } },
    plugins: [{ name: 'broken', targets: [target] }],
  });
  onTestFinished(() => oakling.close());
  await oakling.idle();
  writeFileSync(join(root, 'a', 'one.jpg'), await jpeg('one'));
  await oakling.scan();
  await oakling.idle();
  const failed = (await oakling.timeline(`${DAM}/a/one.jpg`)).find(({ kind }) => kind === 'failed');
  expect(failed).toMatchObject({ text: 'Publication failed', reason: expect.stringContaining('no space') });
});
