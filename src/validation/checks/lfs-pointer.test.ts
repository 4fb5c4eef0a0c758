import { expect, it } from 'vitest';
import { findingsOf } from '../../../test/support/validation.ts';
import { checkLfsPointers } from './lfs-pointer.ts';

const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n';

it.each([
  ['pointers', pointer, ['file.lfs-pointer content/dam/a.jpg']],
  ['no text about them', `See ${pointer}`, []],
  ['no long text that begins so', pointer + ' '.repeat(1024), []],
  ['no bytes', 'x'.repeat(100), []],
  ['no empty file', '', []],
])('finds %s', (_, bytes, expected) => {
  expect(findingsOf(checkLfsPointers, { 'jcr_root/content/dam/a.jpg': bytes })).toEqual(expected);
});
