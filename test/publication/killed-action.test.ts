/**
 * Killed at any write of an action: the next start does the rest, each row once, and tree, targets and
 * journal tell the same.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { createOakling } from '../../src/emulator/create-oakling.ts';
import type { Oakling } from '../../src/emulator/oakling.ts';
import type { OaklingEvent } from '../../src/plugins/events.ts';
import { assetFiles, folderFile } from '../support/assets.ts';
import { isKilled, killAt, revive } from '../support/dying-disk.ts';
import { jpeg } from '../support/pictures.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-tree.ts';

vi.mock('node:fs', async (original) => (await import('../support/dying-disk.ts')).dyingDisk(original));
vi.mock('node:fs/promises', async (original) =>
  (await import('../support/dying-disk.ts')).dyingDisk(original),
);
afterEach(revive);

const NAMES = ['a.jpg', 'b.jpg', 'c.jpg'];
const FOLDER = '/content/dam/here';

async function tree(layout: 'vault' | 'plain'): Promise<string> {
  const root = temporaryFolder();
  const state = { dynamicMedia: 'synced' } as const;
  writeFiles(root, folderFile(layout, 'here', { 'dam:publishMode': 'uponActivation' }));
  for (const name of NAMES) {
    writeFiles(root, assetFiles(layout, `here/${name}`, await jpeg(name, 8, 8), 'image/jpeg', state));
  }
  return root;
}

async function open(root: string, events: OaklingEvent[] = []): Promise<Oakling> {
  let minute = 0;
  const oakling = await createOakling({
    root,
    mount: '/content/dam',
    renditions: false,
    user: 'mira',
    clock: () => new Date(Date.UTC(2026, 4, 4, 0, ++minute)),
  });
  oakling.on((event) => events.push(event));
  await oakling.idle();
  return oakling;
}

/** How often each path was told to be published. */
const tellings = async (oakling: Oakling) => {
  const entries = await oakling.timeline(null);
  const told = entries.filter(({ kind, target }) => kind === 'published' && target === 'AEM');
  return told.map(({ path }) => path).sort();
};

it.each(['vault', 'plain'] as const)('in the %s layout', { timeout: 120_000 }, async (layout) => {
  const paths = NAMES.map((name) => `${FOLDER}/${name}`);
  let kills = 0;
  for (let change = 1; ; change++) {
    const root = await tree(layout);
    const first = await open(root);
    const plan = await first.plan('publish', [FOLDER], { include: 'all' });
    killAt(change);
    await first.apply(plan).catch(() => undefined);
    await first.idle();
    const wasKilled = isKilled();
    await first.close().catch(() => undefined);
    revive();
    if (!wasKilled) break;
    // A process that was killed holds no lock.
    rmSync(join(root, '.oakling/lock.json'));
    kills++;

    const events: OaklingEvent[] = [];
    const second = await open(root, events);
    const { problems } = await second.verifyTargets({ bytes: true });
    expect([change, problems]).toEqual([change, []]);
    const rows = await second.status();
    const published = rows.filter(({ aem, dynamicMedia }) => aem.published && dynamicMedia.published);
    // Killed before the plan was on disk, nothing was begun; else all of it is done.
    expect([change, [0, 3]]).toEqual([change, expect.arrayContaining([published.length])]);
    const told = await tellings(second);
    expect([change, told]).toEqual([change, published.length === 0 ? [] : [FOLDER, ...paths]]);
    expect(events.filter(({ event }) => event === 'problem' || event === 'change')).toEqual([]);
    await second.scan();
    expect(events.filter(({ event }) => event === 'change')).toEqual([]);
    await second.close();
  }
  expect(kills).toBeGreaterThan(40);
});
