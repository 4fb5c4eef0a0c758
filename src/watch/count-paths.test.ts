import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { countPaths } from './count-paths.ts';

const RULES = { ignoredNames: ['.git'], ignoredPatterns: [], shallowNames: ['_jcr_content'] };

it('counts the files and folders that would be watched', async () => {
  const root = temporaryFolder();
  mkdirSync(join(root, 'a.jpg/_jcr_content/renditions/other'), { recursive: true });
  mkdirSync(join(root, '.git'));
  for (const file of ['b.txt', '.git/HEAD', 'a.jpg/_jcr_content/renditions/original'])
    writeFileSync(join(root, file), '');
  // a.jpg, _jcr_content, renditions, original, other (but nothing in it), b.txt
  expect(await countPaths(root, RULES, 100)).toBe(6);
});

it('stops when there are too many', async () => {
  const root = temporaryFolder();
  for (let i = 0; i < 20; i++) mkdirSync(join(root, `${i}/a/b/c`), { recursive: true });
  expect(await countPaths(root, RULES, 100)).toBe(80);
  expect(await countPaths(root, RULES, 30)).toBe(31);
});

it('counts nothing where nothing can be read', async () => {
  expect(await countPaths(join(temporaryFolder(), 'none'), RULES, 100)).toBe(0);
});
