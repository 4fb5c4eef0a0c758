import { chmodSync, chownSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { isPrivateFolder, makePrivate, makePrivateFolder } from './private.ts';

describe.skipIf(process.platform === 'win32')('what others may not open (Windows has no modes)', () => {
  it('is a folder made so, however often', () => {
    const folder = join(temporaryFolder(), 'a', 'b');
    makePrivateFolder(folder);
    makePrivateFolder(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(isPrivateFolder(folder)).toBe(true);
  });

  it('is no folder that others may enter', () => {
    const folder = join(temporaryFolder(), 'open');
    mkdirSync(folder);
    chmodSync(folder, 0o750);
    expect(() => makePrivateFolder(folder)).toThrow('others may enter');
  });

  it('is no link to a folder, which others may point elsewhere', () => {
    const folder = temporaryFolder();
    makePrivateFolder(join(folder, 'own'));
    symlinkSync('own', join(folder, 'link'));
    expect(isPrivateFolder(join(folder, 'link'))).toBe(false);
    expect(isPrivateFolder(join(folder, 'nowhere'))).toBe(false);
  });

  it.runIf(process.getuid?.() === 0)('is no folder of somebody else (only root can give one away)', () => {
    const folder = join(temporaryFolder(), 'theirs');
    makePrivateFolder(folder);
    chownSync(folder, 12_345, 12_345);
    expect(() => makePrivateFolder(folder)).toThrow('others may enter');
  });

  it('is a file closed to others', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '', { mode: 0o666 });
    makePrivate(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});
