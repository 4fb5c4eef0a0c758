import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { claimFile } from './claim.ts';

describe('claiming a file', () => {
  it('succeeds once, and leaves nothing else', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'right');
    expect(claimFile(file, 'first')).toBe(true);
    expect(claimFile(file, 'second')).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe('first');
    expect(readdirSync(folder)).toEqual(['right']);
  });

  it('fails where anything stands already', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'folder'));
    writeFileSync(join(folder, 'empty'), '');
    expect(claimFile(join(folder, 'folder'), 'mine')).toBe(false);
    expect(claimFile(join(folder, 'empty'), 'mine')).toBe(false);
  });

  it('says why when the file cannot be written', () => {
    expect(() => claimFile(join(temporaryFolder(), 'nowhere', 'right'), 'mine')).toThrow('ENOENT');
  });
});
