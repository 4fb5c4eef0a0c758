/** Search where publish state is kept beside the tree: it finds what status says, of folders, too. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createOakling } from '../src/emulator/create-oakling.ts';
import { folderFile } from './support/assets.ts';
import { jpeg } from './support/pictures.ts';
import { temporaryFolder, writeFiles } from './support/temporary-tree.ts';

it('finds assets and folders by a state that no node file tells', async () => {
  const root = temporaryFolder();
  writeFiles(root, folderFile('vault', 'a', { 'dam:publishMode': 'selective' }));
  const oakling = await createOakling({
    root,
    mount: '/content/dam',
    renditions: false,
    statusStore: 'state',
  });
  onTestFinished(() => oakling.close());
  await oakling.idle();
  writeFileSync(join(root, 'a', 'one.jpg'), await jpeg('one'));
  await oakling.scan();
  const asset = '/content/dam/a/one.jpg';
  const published = { aem: 'published', type: ['asset', 'folder'] } as const;
  expect((await oakling.search(published)).paths).toEqual([]);
  expect((await oakling.search({ dynamicMedia: 'unpublished' })).paths).toEqual([asset]);
  await oakling.apply(await oakling.plan('publish', ['/content/dam/a'], { include: 'all' }));
  expect((await oakling.search(published)).paths).toEqual(['/content/dam/a', asset]);
  await oakling.move([asset], '/content/dam/a/two.jpg');
  expect((await oakling.search(published)).paths).toEqual(['/content/dam/a', '/content/dam/a/two.jpg']);
  await oakling.apply(await oakling.plan('unpublish', ['/content/dam/a'], { include: 'none' }));
  expect((await oakling.search(published)).paths).toEqual(['/content/dam/a/two.jpg']);
});
