import { describe, expect, it } from 'vitest';
import { isInside, resolvePath } from './resolve-path.ts';

const tree = { folder: '/home/me/project/jcr_root', mount: '/', assetsPath: '/content/dam' };

describe('a path', () => {
  it.each([
    ['a JCR path', '/', '/content/dam/a/b.jpg', '/content/dam/a/b.jpg'],
    ['a JCR path with a slash at its end', '/', '/content/dam/a/', '/content/dam/a'],
    ['an absolute file in the tree', '/', `${tree.folder}/content/dam/a`, `${tree.folder}/content/dam/a`],
    [
      'a file below the working directory',
      `${tree.folder}/content/dam`,
      'a/b.jpg',
      `${tree.folder}/content/dam/a/b.jpg`,
    ],
    [
      'a file relative to the project',
      '/home/me/project',
      'jcr_root/content/dam/a',
      `${tree.folder}/content/dam/a`,
    ],
    [
      'the working directory in the tree',
      `${tree.folder}/content/dam/a`,
      '.',
      `${tree.folder}/content/dam/a`,
    ],
    ['a folder above within the tree', `${tree.folder}/content/dam/a`, '..', `${tree.folder}/content/dam`],
    ['a path below the assets, from elsewhere', '/home/me', 'a/b.jpg', '/content/dam/a/b.jpg'],
    ['a JCR path without its slash, from elsewhere', '/home/me', 'content/dam/a', '/content/dam/a'],
    ['an absolute file elsewhere', '/', '/tmp/a.jpg', '/tmp/a.jpg'],
    ['a relative file elsewhere', '/tmp', '../b.jpg', '/b.jpg'],
  ])('%s', (_, cwd, path, expected) => {
    expect(resolvePath(path, { cwd, tree })).toBe(expected);
  });
});

it.each([
  ['/a', '/a', true],
  ['/a/b', '/a', true],
  ['/a/..b', '/a', true],
  ['/ab', '/a', false],
  ['/', '/a', false],
])('%s inside %s: %s', (file, folder, expected) => {
  expect(isInside(file, folder)).toBe(expected);
});
