import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFiles, temporaryFolder, writeFiles } from '../../test/support/temporary-tree.ts';
import { copyFolder } from './copy-folder.ts';
import { moveFile, moveFolder } from './move.ts';
import { StaleFileError } from './write.ts';

describe('moving', () => {
  it('keeps the file it moves, inode and all', () => {
    const folder = temporaryFolder();
    const [from, to] = [join(folder, 'a'), join(folder, 'b')];
    writeFileSync(from, 'bytes');
    const { ino } = statSync(from);
    moveFile(from, to);
    expect(statSync(to).ino).toBe(ino);
    expect(readdirSync(folder)).toEqual(['b']);
  });

  it.each(['file', 'folder'])('never replaces a %s that is there', (kind) => {
    const folder = temporaryFolder();
    writeFiles(folder, {
      a: 'mine',
      'c/inside': 'mine',
      ...(kind === 'file' ? { b: 'theirs' } : { 'b/': '' }),
    });
    const before = readFiles(folder);
    expect(() => moveFile(join(folder, 'a'), join(folder, 'b'))).toThrow(StaleFileError);
    expect(() => moveFolder(join(folder, 'c'), join(folder, 'b'))).toThrow(StaleFileError);
    expect(readFiles(folder)).toEqual(before);
  });

  it('says what is wrong when there is nothing to move', () => {
    const folder = temporaryFolder();
    expect(() => moveFile(join(folder, 'a'), join(folder, 'b'))).toThrow('ENOENT');
    expect(() => moveFolder(join(folder, 'a'), join(folder, 'b'))).toThrow('ENOENT');
  });
});

describe('copying a folder', () => {
  it('copies what is in it, without links and what is left out', async () => {
    const folder = temporaryFolder();
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'secret'), 'secret');
    writeFiles(folder, { 'a/one': 'one', 'a/b/two': 'two', 'a/b/Thumbs.db': 'x', 'a/.git/three': 'x' });
    symlinkSync(outside, join(folder, 'a', 'link'));
    symlinkSync(join(outside, 'secret'), join(folder, 'a', 'b', 'link'));
    await copyFolder(join(folder, 'a'), join(folder, 'c'), (name) => name === '.git' || name === 'Thumbs.db');
    expect(Object.keys(readFiles(join(folder, 'c')))).toEqual(['b/', 'b/two', 'one']);
    expect(readFileSync(join(folder, 'c', 'b', 'two'), 'utf8')).toBe('two');
  });

  it('does not copy into a folder that is there', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'a'));
    mkdirSync(join(folder, 'b'));
    await expect(copyFolder(join(folder, 'a'), join(folder, 'b'), () => false)).rejects.toThrow('EEXIST');
  });
});
