import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { appendLines } from './append.ts';
import { readOwnLines, readOwnText } from './own-text.ts';

function fileOf(content: string | Buffer): string {
  const file = join(temporaryFolder(), 'own');
  writeFileSync(file, content);
  return file;
}

describe('own text files', () => {
  it('are read whole, or not there', () => {
    expect(readOwnText(fileOf('grün\n'))).toBe('grün\n');
    expect(readOwnText(join(temporaryFolder(), 'nowhere'))).toBeUndefined();
  });

  it('are refused when they are no text, rather than read with other letters', () => {
    expect(() => readOwnText(fileOf(Buffer.from([0x61, 0xfc])))).toThrow('UTF-8');
  });

  it('are a failure when they cannot be read', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'own'));
    expect(() => readOwnText(join(folder, 'own'))).toThrow('EISDIR');
  });
});

describe('line files', () => {
  it.each([
    ['', [], true],
    ['one\n', ['one'], true],
    ['one\n\ntwo\n', ['one', '', 'two'], true],
    ['one\ntw', ['one'], false],
    ['on', [], false],
    [Buffer.from('one\ntwö').subarray(0, -1), ['one'], false],
    [Buffer.from('one\n\xff\ntwo\nth', 'latin1'), ['one', undefined, 'two'], false],
  ])('%j are lines', (content, lines, isWhole) => {
    expect(readOwnLines(fileOf(content))).toEqual({ lines, isWhole });
  });

  it('have no lines where there is no file', () => {
    expect(readOwnLines(join(temporaryFolder(), 'nowhere'))).toEqual({ lines: [], isWhole: true });
  });

  it('are appended to, but not made by that', () => {
    const file = fileOf('one\n');
    appendLines(file, ['two', 'drei']);
    appendLines(file, []);
    expect(readFileSync(file, 'utf8')).toBe('one\ntwo\ndrei\n');
    expect(() => appendLines(join(temporaryFolder(), 'nowhere'), ['one'])).toThrow('ENOENT');
  });
});
