import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-tree.ts';
import { clearLeftovers, makeStateFolder } from './state-folder.ts';

describe('the state folder', () => {
  it('ignores itself in git and says what it is', () => {
    const folder = join(temporaryFolder(), 'deep', '.oakling');
    makeStateFolder(folder);
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('*\n');
    expect(readFileSync(join(folder, 'README'), 'utf8')).toMatch(/Deleting this folder\nloses no content/);
  });

  it('is left as it is once it is there', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.gitignore'), '# mine\n*\n');
    makeStateFolder(folder);
    expect(readdirSync(folder)).toEqual(['.gitignore']);
  });

  it('loses what kills left in it, and nothing else', () => {
    const folder = temporaryFolder();
    const yesterday = Date.now() / 1000 - 86_400;
    const old = ['.oakling-0123456789ab', 'lock.json.0123456789abcdef', 'index.json', 'journal.ndjson.1'];
    for (const name of old) {
      writeFileSync(join(folder, name), '');
      utimesSync(join(folder, name), yesterday, yesterday);
    }
    writeFileSync(join(folder, '.oakling-ba9876543210'), 'being written');
    mkdirSync(join(folder, 'renditions'));
    clearLeftovers(folder);
    expect(readdirSync(folder).sort()).toEqual([
      '.oakling-ba9876543210',
      'index.json',
      'journal.ndjson.1',
      'renditions',
    ]);
    clearLeftovers(join(folder, 'nowhere'));
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
  });
});
