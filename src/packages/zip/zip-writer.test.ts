import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { ZipArchive } from './zip-archive.ts';
import { ZipWriter } from './zip-writer.ts';

type Item = readonly [name: string, bytes: Buffer | undefined, isFile: boolean];

async function zipOf(items: readonly Item[], at?: Date): Promise<Buffer> {
  const folder = temporaryFolder();
  const writer = new ZipWriter(at);
  const all = buffer(writer.output);
  for (const [i, [name, bytes, isFile]] of items.entries()) {
    if (!bytes) writer.addFolder(name);
    else if (isFile) {
      const file = join(folder, String(i));
      writeFileSync(file, bytes);
      await writer.addFile(name, file, bytes.length, bytes.subarray(0, 64));
    } else await writer.addBytes(name, bytes);
  }
  writer.end();
  return all;
}

async function read(zip: Buffer): Promise<(readonly [string, string])[]> {
  const file = join(temporaryFolder(), 'x.zip');
  writeFileSync(file, zip);
  const result = await ZipArchive.open(file);
  if (!('archive' in result)) throw new Error(JSON.stringify(result.problems));
  const { archive } = result;
  const found = archive.entries.map(
    (entry) => [entry.name, entry.isFolder ? '' : archive.read(entry).toString('latin1')] as const,
  );
  archive.close();
  return found;
}

describe('a zip being written', () => {
  it('holds every entry in order, however large, and is the same the next time', async () => {
    const item = fc.record({
      size: fc.oneof(fc.nat(200), fc.nat(1_500_000)),
      kind: fc.constantFrom('folder', 'bytes', 'file'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 50 }), async (kinds) => {
        const items = kinds.map(({ size, kind }, i): Item => {
          if (kind === 'folder') return [`${i}/`, undefined, false];
          return [`${i}`, Buffer.alloc(size, `bytes of ${i}`), kind === 'file'];
        });
        const zip = await zipOf(items);
        const expected = items.map(([name, bytes]) => [name, bytes?.toString('latin1') ?? '']);
        expect(await read(zip)).toEqual(expected);
        expect((await zipOf(items)).equals(zip)).toBe(true);
      }),
      { numRuns: 8 },
    );
  });

  it('holds many small entries', async () => {
    const items = Array.from({ length: 1000 }, (_, i): Item => [`${i}.txt`, Buffer.from(`${i}`), false]);
    expect((await read(await zipOf(items))).map(([name]) => name)).toEqual(items.map(([name]) => name));
  });

  it('bears the time it is given, whatever the time zone', async () => {
    const zip = await zipOf([['a', Buffer.from('x'), false]], new Date('2026-11-23T12:34:56Z'));
    // Local header: time at 10, date at 12, in the fields of DOS.
    expect(zip.readUInt16LE(10)).toBe((12 << 11) | (34 << 5) | (56 / 2));
    expect(zip.readUInt16LE(12)).toBe(((2026 - 1980) << 9) | (11 << 5) | 23);
  });

  it('stores what is compressed already', async () => {
    const jpeg = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(1000)]);
    expect((await zipOf([['a', jpeg, false]])).includes(jpeg)).toBe(true);
    expect((await zipOf([['a', Buffer.alloc(1000), false]])).length).toBeLessThan(300);
  });

  it('fails when a file cannot be read', async () => {
    const writer = new ZipWriter();
    const all = buffer(writer.output);
    all.catch(() => undefined);
    await writer.addFile('a', join(temporaryFolder(), 'nowhere'), 5, Buffer.alloc(0));
    writer.end();
    await expect(all).rejects.toThrow('ENOENT');
  });
});
