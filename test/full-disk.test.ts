/**
 * A disk that is full, a real one: whatever room is left, an installation, an upload and a conversion either
 * happen or leave the tree as it was, and happen once there is room.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createOakling } from '../src/emulator/create-oakling.ts';
import { installPackage } from '../src/packages/install/install-package.ts';
import type { OaklingEvent } from '../src/plugins/events.ts';
import { assetFiles, folderFile } from './support/assets.ts';
import { tornNodes } from './support/contents.ts';
import { docview, packageFile } from './support/packages.ts';
import { jpeg } from './support/pictures.ts';
import { noSmallDisk, SmallDisk } from './support/small-disk.ts';
import { type Files, readFiles, writeFiles } from './support/temporary-tree.ts';

/** Of a page of memory, which is what a file on a tmpfs takes at least. */
const PAGE = 4;

function isSame(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

describe.skipIf(noSmallDisk)(`a full disk${noSmallDisk ? ` (${noSmallDisk})` : ''}`, () => {
  it('lets a package in whole or not at all', { timeout: 60_000 }, async () => {
    const content = (from: number, text: string): Files =>
      Object.fromEntries(
        Array.from({ length: 6 }, (_, i) => [`content/dam/a/${from + i}.txt`, text.repeat(2000 + i)]),
      );
    const file = await packageFile('<filter root="/content/dam/a"/>', {
      'content/dam/a/.content.xml': docview('jcr:primaryType="sling:Folder"'),
      ...content(3, 'new'),
      'content/dam/a/sub/x.txt': 'x',
    });
    const outcomes = new Set<string>();
    for (let room = 0; !outcomes.has('installed'); room += PAGE) {
      const disk = new SmallDisk(1024);
      const root = join(disk.folder, 'project');
      writeFiles(root, {
        'jcr_root/.content.xml': docview('jcr:primaryType="rep:root"'),
        ...Object.fromEntries(Object.entries(content(0, 'old')).map(([path, x]) => [`jcr_root/${path}`, x])),
      });
      const before = readFiles(root);
      disk.leave(room);
      const failure = await installPackage({ file, root }).then(
        ({ installed }) => (installed ? undefined : new Error('refused')),
        (cause: unknown) => cause,
      );
      if (failure) {
        expect([room, failure]).toEqual([room, expect.objectContaining({ code: 'ENOSPC' })]);
        expect([room, isSame(readFiles(root), before)]).toEqual([room, true]);
        outcomes.add('refused');
        disk.free();
        const { installed, problems } = await installPackage({ file, root });
        expect([room, installed, problems]).toEqual([room, true, []]);
      } else outcomes.add('installed');
      expect((await installPackage({ file, root })).changes).toEqual([]);
    }
    expect([...outcomes]).toEqual(['refused', 'installed']);
  });

  it.each(['vault', 'plain'] as const)(
    'keeps an upload that finds no room, %s',
    { timeout: 60_000 },
    async (layout) => {
      const outcomes = new Set<string>();
      for (let room = 0; !outcomes.has('done'); room += PAGE) {
        const disk = new SmallDisk(1024);
        const root = join(disk.folder, 'tree');
        writeFiles(root, folderFile(layout, 'here'));
        const events: OaklingEvent[] = [];
        const oakling = await createOakling({ root, mount: '/content/dam', renditions: false });
        oakling.on((event) => events.push(event));
        await oakling.idle();
        const bytes = await jpeg('hero', 8, 8);
        writeFiles(root, { 'here/hero.jpg': bytes });
        const before = readFiles(root);
        disk.leave(room);
        await oakling.scan();
        await oakling.idle();
        const isDone = (await oakling.status()).length === 1;
        outcomes.add(isDone ? 'done' : 'kept');
        if (!isDone) {
          // Whole or not at all, also where only what is kept beside the tree found no room.
          const names = Object.keys(readFiles(root));
          const whole = Object.keys({
            ...before,
            ...assetFiles(layout, 'here/hero.jpg', bytes, 'image/jpeg'),
          });
          const isWhole = whole.every((path) => path === 'here/hero.jpg' || names.includes(path));
          expect([room, isWhole || isSame(readFiles(root), before)]).toEqual([room, true]);
          expect(tornNodes(root)).toEqual([]);
          const codes = events.flatMap((event) => (event.event === 'problem' ? [event.code] : []));
          expect([room, codes]).toEqual([room, expect.arrayContaining(['file.unwritable'])]);
        }
        disk.free();
        await oakling.scan();
        await oakling.idle();
        const rows = await oakling.status();
        await oakling.close();
        expect([room, rows.map(({ path }) => path)]).toEqual([room, ['/content/dam/here/hero.jpg']]);
        const original =
          layout === 'vault' ? 'here/hero.jpg/_jcr_content/renditions/original' : 'here/hero.jpg';
        expect(readFiles(root)[original]?.equals(bytes)).toBe(true);
      }
      expect([...outcomes]).toEqual(['kept', 'done']);
    },
  );

  it.each(['vault', 'plain'] as const)(
    'leaves a %s asset that it has no room to convert or to copy',
    { timeout: 60_000 },
    async (layout) => {
      const other = layout === 'vault' ? 'plain' : 'vault';
      const outcomes = new Set<string>();
      for (let room = 0; !outcomes.has('done'); room += PAGE) {
        const disk = new SmallDisk(1024);
        const root = join(disk.folder, 'tree');
        const bytes = await jpeg('hero', 8, 8);
        writeFiles(root, {
          ...folderFile(layout, 'to'),
          ...assetFiles(layout, 'from/hero.jpg', bytes, 'image/jpeg', { aem: true }),
        });
        const oakling = await createOakling({ root, mount: '/content/dam', renditions: false });
        await oakling.idle();
        const before = readFiles(root);
        disk.leave(room);
        const copied = await oakling.copy(['/content/dam/from/hero.jpg'], '/content/dam/to');
        const converted =
          copied[0]?.outcome === 'done'
            ? copied
            : await oakling.convert(['/content/dam/from/hero.jpg'], other);
        await oakling.idle();
        if (converted[0]?.outcome === 'refused') {
          expect([room, Object.keys(readFiles(root))]).toEqual([room, Object.keys(before)]);
          expect(readFiles(root)).toEqual(before);
          expect(await oakling.status()).toHaveLength(1);
          outcomes.add('kept');
        } else outcomes.add('done');
        disk.free();
        await oakling.close();
      }
      expect([...outcomes]).toEqual(['kept', 'done']);
    },
  );

  it('lets go of the tree when there is no room for what it knows', async () => {
    const disk = new SmallDisk(1024);
    const root = join(disk.folder, 'tree');
    writeFiles(root, folderFile('vault', 'here'));
    const oakling = await createOakling({ root, mount: '/content/dam' });
    await oakling.idle();
    disk.leave(0);
    await expect(oakling.close()).rejects.toThrow('ENOSPC');
    disk.free();
    const again = await createOakling({ root, mount: '/content/dam' });
    await again.close();
  });
});
