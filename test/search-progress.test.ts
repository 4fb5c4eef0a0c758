/** A first search reads every node, and tells how far it has come. */
import { expect, it, onTestFinished } from 'vitest';
import { createOakling } from '../src/emulator/create-oakling.ts';
import { assetFiles, folderFile } from './support/assets.ts';
import { temporaryFolder, writeFiles } from './support/temporary-tree.ts';

it('tells of the nodes that are read, and of none when all are known', async () => {
  const root = temporaryFolder();
  writeFiles(root, {
    ...folderFile('vault', 'a', {}),
    ...assetFiles('vault', 'a/one.jpg', Buffer.from('1'), 'image/jpeg'),
  });
  const oakling = await createOakling({ root, mount: '/content/dam', readOnly: true });
  onTestFinished(() => oakling.close());
  const told: (readonly [number, number])[] = [];
  const onProgress = (...step: readonly [number, number]) => void told.push(step);
  await oakling.search({}, onProgress);
  expect(told.at(-1)).toEqual([2, 2]);
  told.length = 0;
  await oakling.search({ text: 'one' }, onProgress);
  expect(told).toEqual([]);
});
