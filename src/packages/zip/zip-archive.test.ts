import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filterXml, type RawEntry, rawZip, zipFile } from '../../../test/support/packages.ts';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { installPackage } from '../install/install-package.ts';
import { DEFAULT_LIMITS, type ZipLimits } from './unsafe-entries.ts';
import { DamagedEntryError, ZipArchive } from './zip-archive.ts';

const FILTER: RawEntry = {
  name: 'META-INF/vault/filter.xml',
  bytes: filterXml('<filter root="/content/dam/a"/>'),
};
const NODE: RawEntry = { name: 'jcr_root/content/dam/a/x.txt', bytes: 'x' };
const zeros = Buffer.alloc(300 * 1024 * 1024);

async function archiveOf(file: string, limits?: ZipLimits): Promise<ZipArchive> {
  const result = await ZipArchive.open(file, limits);
  if (!('archive' in result)) throw new Error(JSON.stringify(result.problems));
  return result.archive;
}

/** Installs into an empty folder and expects that nothing at all comes of it. */
async function refusal(file: string): Promise<string> {
  const outside = temporaryFolder();
  const root = join(outside, 'tree');
  mkdirSync(root);
  const { problems, changes, installed } = await installPackage({ file, root });
  expect(installed).toBe(false);
  expect(changes).toEqual([]);
  expect(readdirSync(root).filter((name) => name !== '.oakling')).toEqual([]);
  expect(readdirSync(outside)).toEqual(['tree']);
  return problems.map(({ code, message }) => `${code} ${message}`).join('\n');
}

describe('a hostile zip', () => {
  it.each<[what: string, entries: readonly RawEntry[], says: string]>([
    ['leads out', [{ name: 'jcr_root/../../evil.txt', bytes: 'x' }], 'leads out'],
    ['leads out in the end', [{ name: 'jcr_root/a/..', bytes: 'x' }], 'leads out'],
    ['is absolute', [{ name: '/etc/evil', bytes: 'x' }], 'absolute'],
    ['is absolute in Windows', [{ name: 'C:/evil', bytes: 'x' }], 'absolute'],
    ['has backslashes', [{ name: 'jcr_root\\content\\x', bytes: 'x' }], 'backslash'],
    ['has an empty segment', [{ name: 'jcr_root//x', bytes: 'x' }], 'empty part'],
    ['has a dot segment', [{ name: 'jcr_root/./x', bytes: 'x' }], 'empty part'],
    ['has a control character', [{ name: 'jcr_root/a\u0000b', bytes: 'x' }], 'control characters'],
    ['has a name too long', [{ name: `jcr_root/${'x'.repeat(256)}`, bytes: 'x' }], 'too long'],
    ['is a link', [{ name: 'jcr_root/x', bytes: '/etc/passwd', mode: 0o120777 }], 'symbolic link'],
    ['is a device', [{ name: 'jcr_root/x', mode: 0o020666 }], 'neither a file'],
    ['is encrypted', [{ name: 'jcr_root/x', bytes: 'x', flags: 1 }], 'encrypted'],
    ['is packed strangely', [{ name: 'jcr_root/x', bytes: 'x', method: 12 }], 'method 12'],
    ['is there twice', [NODE, NODE], 'there twice'],
    ['is there twice by case', [NODE, { ...NODE, name: 'jcr_root/content/dam/a/X.TXT' }], 'same name'],
    ['has a folder twice by case', [NODE, { ...NODE, name: 'jcr_root/Content/y' }], 'same name'],
    [
      'is there twice by Unicode',
      [
        { name: 'jcr_root/é', bytes: 'x' },
        { name: 'jcr_root/e\u0301', bytes: 'y' },
      ],
      'same name',
    ],
    ['is a file and a folder', [NODE, { name: `${NODE.name}/y`, bytes: 'x' }], 'a file and a folder'],
    ['is a folder with bytes', [{ name: 'jcr_root/x/', bytes: 'x' }], 'folder that has bytes'],
    ['shares its bytes', [NODE, { ...NODE, name: 'jcr_root/y', sharesBytes: true }], 'also those of'],
    ['lies about a stored size', [{ ...NODE, stored: true, size: 7 }], 'two sizes differ'],
    ['is a bomb', [NODE, { name: 'jcr_root/y', bytes: zeros }], 'times its size'],
  ])('that %s is refused', async (_, entries, says) => {
    const said = await refusal(rawZip([FILTER, ...entries]));
    expect(said).toContain('package.unsafe');
    expect(said).toContain(says);
  });

  it('with more entries than allowed is refused before they are read', async () => {
    const file = rawZip([FILTER, NODE]);
    expect(await ZipArchive.open(file, { ...DEFAULT_LIMITS, entries: 1 })).toMatchObject({
      problems: [{ code: 'package.unsafe', path: 'package.zip' }],
    });
  });

  it.each<[what: string, entry: RawEntry, says: string]>([
    ['another checksum', { ...NODE, crc: 7 }, 'checksum'],
    ['more bytes than announced', { ...NODE, bytes: 'xyz', size: 1 }, 'package.damaged'],
    ['fewer bytes than announced', { ...NODE, bytes: 'xyz', size: 9 }, '3 bytes where 9'],
    ['another name beside them', { ...NODE, localName: 'jcr_root/content/dam/a/y.txt' }, 'another name'],
    [
      'bytes that cannot be unpacked',
      { ...NODE, bytes: '\xff\xff\xff', method: 8, stored: true, size: 3 },
      'package.damaged',
    ],
  ])('whose bytes have %s leaves the tree as it was', async (_, entry, says) => {
    const said = await refusal(
      rawZip([FILTER, { name: 'jcr_root/content/dam/a/first.txt', bytes: 'x' }, entry]),
    );
    expect(said).toContain('package.damaged');
    expect(said).toContain(says);
  });

  it('that is none, or ends too early, is told', async () => {
    const file = join(temporaryFolder(), 'no.zip');
    writeFileSync(file, 'nothing of the kind');
    expect(await refusal(file)).toContain('package.unreadable');
    const cut = rawZip([FILTER, NODE]);
    truncateSync(cut, 100);
    expect(await refusal(cut)).toContain('package.unreadable');
  });
});

describe('a zip', () => {
  it('may be of the 64-bit kind', async () => {
    const file = await zipFile({ 'a/b.txt': 'bytes', 'a/': '' }, { zip64: true });
    const archive = await archiveOf(file);
    const entry = archive.entries.find(({ isFolder }) => !isFolder);
    expect(entry?.name).toBe('a/b.txt');
    expect(entry && archive.read(entry).toString()).toBe('bytes');
    archive.close();
  });

  it('gives large entries as streams, with the same checks', async () => {
    const large = Buffer.alloc(9 * 1024 * 1024, 'abcdefghijklmnopqrstuvwxyz0123456789');
    const archive = await archiveOf(
      rawZip([
        { name: 'good', bytes: large },
        { name: 'stored', bytes: large, stored: true },
        { name: 'crc', bytes: large, crc: 1 },
        { name: 'short', bytes: large, size: large.length + 1 },
        { name: 'long', bytes: large, size: large.length - 1 },
      ]),
    );
    const folder = temporaryFolder();
    for (const entry of archive.entries) {
      const file = join(folder, entry.name);
      if (entry.name === 'good' || entry.name === 'stored') {
        await archive.extract(entry, file);
        expect(readFileSync(file).equals(large)).toBe(true);
      } else await expect(archive.extract(entry, file)).rejects.toThrow(DamagedEntryError);
      expect(existsSync(file)).toBe(true);
    }
    archive.close();
  });
});
