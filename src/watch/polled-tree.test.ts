import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { PolledTree } from './polled-tree.js';

function polled() {
  const root = temporaryFolder();
  const found: string[] = [];
  const rules = { ignoredNames: ['.git'], ignoredPatterns: [], shallowNames: [] };
  const tree = new PolledTree(root, rules, (path) => found.push(path.slice(root.length + 1)));
  const differences = async () => {
    found.length = 0;
    await tree.walk();
    return [...found].sort();
  };
  return { root, tree, differences };
}

it('learns first and tells differences then', async () => {
  const { root, differences } = polled();
  mkdirSync(join(root, 'a/.git'), { recursive: true });
  writeFileSync(join(root, 'a/one.txt'), '1');
  writeFileSync(join(root, 'a/two.txt'), '2');
  expect(await differences()).toEqual([]);
  writeFileSync(join(root, 'a/.git/HEAD'), '');
  utimesSync(join(root, 'a/one.txt'), 1, 1);
  rmSync(join(root, 'a/two.txt'));
  mkdirSync(join(root, 'b/c'), { recursive: true });
  expect(await differences()).toEqual(['a/one.txt', 'a/two.txt', 'b', 'b/c']);
});

it('tells a changed file once more, because the clock of the file system may be coarse', async () => {
  const { root, differences } = polled();
  await differences();
  writeFileSync(join(root, 'a.txt'), '1');
  expect(await differences()).toEqual(['a.txt']);
  expect(await differences()).toEqual(['a.txt']);
  expect(await differences()).toEqual([]);
});

it('tells everything again when the root is gone and back', async () => {
  const { root, tree, differences } = polled();
  writeFileSync(join(root, 'a.txt'), '1');
  expect(await tree.walk()).toBe(true);
  rmSync(root, { recursive: true });
  expect(await tree.walk()).toBe(false);
  mkdirSync(root);
  writeFileSync(join(root, 'a.txt'), '1');
  expect(await differences()).toEqual(['a.txt']);
});
