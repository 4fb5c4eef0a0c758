/**
 * Killed at any write of a conversion, a move or a copy: after the next start every content is there once,
 * every node is whole, and doing it again ends as if nothing had happened.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createOakling } from '../src/emulator/create-oakling.ts';
import type { Oakling } from '../src/emulator/oakling.ts';
import type { Finding } from '../src/validation/finding.ts';
import { validate } from '../src/validation/validate.ts';
import { assetFiles, folderFile } from './support/assets.ts';
import { contentsOf, tornNodes } from './support/contents.ts';
import { isKilled, killAt, revive } from './support/dying-disk.ts';
import { jpeg } from './support/pictures.ts';
import { type Files, readFiles, temporaryFolder, writeFiles } from './support/temporary-tree.ts';

vi.mock('node:fs', async (original) => (await import('./support/dying-disk.ts')).dyingDisk(original));
vi.mock('node:fs/promises', async (original) =>
  (await import('./support/dying-disk.ts')).dyingDisk(original),
);
afterEach(revive);

const DAM = '/content/dam';
const NAMES = ['a.jpg'];

/** How `validate` tells of the node or the companion of a picture that is not there. */
const HALF_COPIES = ['asset.orphan-sidecar', 'file.companion'];

type Layout = 'vault' | 'plain';

async function tree(layout: Layout): Promise<Files> {
  const state = { aem: true, dynamicMedia: 'published' } as const;
  const assets = NAMES.map(async (name) => {
    const beside = layout === 'vault' ? `from/${name}` : `from/${name}.dir`;
    return {
      ...assetFiles(layout, `from/${name}`, await jpeg(name, 8, 8), 'image/jpeg', state),
      [`${beside}/_jcr_content/renditions/cq5dam.thumbnail.png`]: `thumbnail of ${name}`,
      [`${beside}/_jcr_content/notes/note.txt`]: `note on ${name}`,
    };
  });
  return Object.assign(
    {},
    folderFile(layout, 'from', { 'dam:publishMode': 'selective' }),
    folderFile(layout, 'to'),
    ...(await Promise.all(assets)),
  );
}

async function open(root: string, kinds: string[] = []): Promise<Oakling> {
  const oakling = await createOakling({
    root,
    mount: DAM,
    renditions: false,
    clock: () => new Date(Date.UTC(2026, 4, 4)),
  });
  oakling.on((event) => void (event.event === 'change' && kinds.push(event.kind)));
  await oakling.idle();
  return oakling;
}

/** The process of the test lives on; the one that was killed does not. */
function leaveLockOfTheDead(root: string): void {
  const file = join(root, '.oakling/lock.json');
  if (!existsSync(file)) return;
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), start: 'earlier' }));
}

interface Operation {
  readonly name: string;
  readonly layout: Layout;
  readonly act: (oakling: Oakling) => Promise<unknown>;
  /** How often each content is in the tree before, and when it is done. */
  readonly copies: readonly number[];
  /** What the next start may say that happened. */
  readonly follows: readonly string[];
}

const operations: readonly Operation[] = (['vault', 'plain'] as const).flatMap((layout) => {
  const other = layout === 'vault' ? 'plain' : 'vault';
  return [
    {
      name: `converting a folder from ${layout} to ${other}`,
      layout,
      act: (oakling) => oakling.convert([`${DAM}/from`], other),
      copies: [1],
      follows: ['update', 'arrive'],
    },
    {
      name: `moving a folder, ${layout}`,
      layout,
      act: (oakling) => oakling.move([`${DAM}/from`], `${DAM}/to`),
      copies: [1],
      follows: ['move', 'arrive'],
    },
    {
      name: `moving assets, ${layout}`,
      layout,
      act: (oakling) =>
        oakling.move(
          NAMES.map((name) => `${DAM}/from/${name}`),
          `${DAM}/to`,
        ),
      copies: [1],
      follows: ['move', 'arrive'],
    },
    {
      name: `copying a folder, ${layout}`,
      layout,
      act: (oakling) => oakling.copy([`${DAM}/from`], `${DAM}/to`),
      copies: [1, 2],
      follows: ['copy', 'arrive'],
    },
    {
      name: `copying assets, ${layout}`,
      layout,
      act: (oakling) =>
        oakling.copy(
          NAMES.map((name) => `${DAM}/from/${name}`),
          `${DAM}/to`,
        ),
      copies: [1, 2],
      follows: ['copy', 'arrive'],
    },
  ] satisfies Operation[];
});

describe.each(operations)('$name', ({ layout, act, copies, follows }) => {
  it('may be killed at any write', { timeout: 120_000 }, async () => {
    const files = await tree(layout);
    const contents = Object.entries(files).flatMap(([path, bytes]) =>
      /\.(xml|yaml)$/.test(path) ? [] : [Buffer.from(bytes)],
    );
    const complaints: unknown[] = [];
    let kills = 0;
    for (let change = 1; ; change++) {
      const root = temporaryFolder();
      writeFiles(root, files);
      const first = await open(root);
      killAt(change);
      await act(first).catch(() => undefined);
      await first.idle().catch(() => undefined);
      const wasKilled = isKilled();
      await first.close().catch(() => undefined);
      revive();
      if (!wasKilled) break;
      leaveLockOfTheDead(root);
      kills++;

      const complain = (what: unknown) => complaints.push([change, what]);
      const kinds: string[] = [];
      const second = await open(root, kinds);
      if (kinds.some((kind) => !follows.includes(kind))) complain(kinds);
      const found = contentsOf(root);
      for (const bytes of contents) {
        const times = found.filter((other) => other.equals(bytes)).length;
        if (!copies.includes(times)) complain([bytes.toString('latin1').slice(0, 20), times]);
      }
      if (tornNodes(root).length > 0) complain(tornNodes(root));
      const originals = found.filter((bytes) => bytes[0] === 0xff).length;
      const rows = await second.status();
      if (rows.length !== originals) complain(rows.map(({ path }) => path));
      const unpublished = rows.filter(({ dynamicMedia }) => !dynamicMedia.published);
      if (copies.length === 1 && unpublished.length > 0) complain(unpublished);
      await second.close();
      const left = Object.keys(readFiles(root)).filter((path) => path.includes('.oakling-'));
      if (left.length > 0) complain(left);
      const { findings } = await validate({ root, mount: DAM });
      // A copy whose bytes did not come is half a copy, and said to be one.
      const isSaid = ({ problem: { code } }: Finding) => copies.length > 1 && HALF_COPIES.includes(code);
      if (!findings.every(isSaid)) complain(findings);
    }
    expect(complaints).toEqual([]);
    expect(kills).toBeGreaterThan(3);
  });
});
