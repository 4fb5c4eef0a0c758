/**
 * What a change on disk does to what somebody published or took back before: copying clears, moving keeps,
 * a new setting changes nothing, an update republishes, a video waits. For every action before the change,
 * and with the action again after it.
 */
import { cpSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createOakling } from '../../src/emulator/create-oakling.ts';
import type { AssetStatus, Oakling } from '../../src/emulator/oakling.ts';
import type { PublishAction } from '../../src/publish/publish-target.ts';
import { assetFiles, bytesFile, folderFile } from '../support/assets.ts';
import { commandMissing, runCommand } from '../support/command.ts';
import { jpeg, mp4 } from '../support/pictures.ts';
import { type Files, temporaryFolder, writeFiles } from '../support/temporary-tree.ts';

const BOTH = { aem: true, dynamicMedia: 'published' } as const;

const ACTIONS: readonly PublishAction[] = [
  'publish',
  'unpublish',
  'publishToDynamicMedia',
  'unpublishFromDynamicMedia',
];

/** Time goes on by a minute with every look at the clock. */
function clock(): () => Date {
  let minute = 0;
  return () => new Date(Date.UTC(2026, 4, 4, 0, ++minute));
}

async function open(mode: string): Promise<{ root: string; oakling: Oakling }> {
  const root = temporaryFolder();
  writeFiles(root, {
    ...folderFile('vault', 'here', { 'dam:publishMode': mode }),
    ...assetFiles('vault', 'here/picture.jpg', await jpeg('picture'), 'image/jpeg', BOTH),
    ...assetFiles('vault', 'here/film.mp4', await mp4('film'), 'video/mp4', BOTH),
  });
  const oakling = await createOakling({
    root,
    mount: '/content/dam',
    renditions: false,
    user: 'mira',
    clock: clock(),
  });
  await oakling.idle();
  // What was published before oakling came is held from here on.
  await oakling.verifyTargets({ repair: true });
  await oakling.idle();
  return { root, oakling };
}

/** Tree, targets and journal tell the same; the end of every case. */
async function close(oakling: Oakling): Promise<void> {
  await oakling.idle();
  expect(await oakling.verifyTargets({ bytes: true })).toEqual({ problems: [], repaired: 0 });
  await oakling.close();
}

const HERE = '/content/dam/here';

async function act(oakling: Oakling, action: PublishAction, ...names: string[]) {
  const plan = await oakling.plan(
    action,
    names.map((name) => `${HERE}/${name}`),
  );
  return oakling.apply(plan);
}

async function stateOf(oakling: Oakling, name: string): Promise<AssetStatus> {
  const [row] = await oakling.status([`${HERE}/${name}`]);
  if (!row) throw new Error(`${name} is no asset`);
  return row;
}

async function look(oakling: Oakling): Promise<void> {
  await oakling.scan();
  await oakling.idle();
}

const published = ({ aem, dynamicMedia }: AssetStatus) => [aem.published, dynamicMedia.published];

describe.each(['selective', 'uponActivation', 'immediately'])('in a folder with %s', (mode) => {
  describe.each(ACTIONS)('after %s', (action) => {
    it('a move keeps the state, and a new setting changes nothing', async () => {
      const { root, oakling } = await open(mode);
      await act(oakling, action, 'picture.jpg');
      const before = await stateOf(oakling, 'picture.jpg');
      renameSync(join(root, 'here/picture.jpg'), join(root, 'here/moved.jpg'));
      await look(oakling);
      const moved = await stateOf(oakling, 'moved.jpg');
      expect([moved.aem, moved.dynamicMedia]).toEqual([before.aem, before.dynamicMedia]);
      await oakling.set(HERE, { publish: mode === 'selective' ? 'immediately' : 'selective' });
      await look(oakling);
      const kept = await stateOf(oakling, 'moved.jpg');
      expect([kept.aem, kept.dynamicMedia]).toEqual([before.aem, before.dynamicMedia]);
      await close(oakling);
    });

    it('a copy is not published in AEM, and in Dynamic Media only as a new asset would be', async () => {
      const { root, oakling } = await open(mode);
      await act(oakling, action, 'picture.jpg');
      const before = await stateOf(oakling, 'picture.jpg');
      cpSync(join(root, 'here/picture.jpg'), join(root, 'here/copy.jpg'), { recursive: true });
      await look(oakling);
      const copy = await stateOf(oakling, 'copy.jpg');
      expect(copy.aem).toMatchObject({ published: false, action: null, by: null, at: null });
      expect(copy.dynamicMedia.published).toBe(mode === 'immediately');
      expect(await stateOf(oakling, 'picture.jpg')).toEqual(before);
      // The copy is an asset of its own: the same action does to it what it does to any.
      await act(oakling, 'publish', 'copy.jpg');
      expect(published(await stateOf(oakling, 'copy.jpg'))).toEqual([true, mode !== 'selective']);
      expect(await stateOf(oakling, 'picture.jpg')).toEqual(before);
      await close(oakling);
    });

    it('new bytes are republished where they are delivered; a video keeps its old ones until the action again', async () => {
      const { root, oakling } = await open(mode);
      await act(oakling, action, 'picture.jpg', 'film.mp4');
      const [picture, film] = [await stateOf(oakling, 'picture.jpg'), await stateOf(oakling, 'film.mp4')];
      writeFileSync(join(root, bytesFile('vault', 'here/picture.jpg')), await jpeg('other'));
      writeFileSync(join(root, bytesFile('vault', 'here/film.mp4')), await mp4('other'));
      await look(oakling);
      const [newPicture, newFilm] = [
        await stateOf(oakling, 'picture.jpg'),
        await stateOf(oakling, 'film.mp4'),
      ];
      expect(published(newPicture)).toEqual(published(picture));
      expect(newPicture.aem.modifiedSince).toBe(picture.aem.published);
      expect(newPicture.dynamicMedia.at !== picture.dynamicMedia.at).toBe(picture.dynamicMedia.published);
      expect(newFilm.dynamicMedia).toEqual(film.dynamicMedia);
      await act(oakling, 'publish', 'film.mp4');
      const again = await stateOf(oakling, 'film.mp4');
      expect(again.aem).toMatchObject({ published: true, modifiedSince: false, by: 'mira' });
      if (mode !== 'selective') expect(again.dynamicMedia.at).not.toBe(film.dynamicMedia.at);
      await close(oakling);
    });
  });
});

describe('plans', () => {
  it('are carried out only on what was planned', async () => {
    const { root, oakling } = await open('selective');
    const plan = await oakling.plan('publish', [HERE]);
    const node = join(root, 'here/picture.jpg/.content.xml');
    writeFileSync(
      node,
      '<jcr:root xmlns:jcr="http://www.jcp.org/jcr/1.0" jcr:primaryType="dam:Asset" jcr:uuid="other"/>',
    );
    const rows = await oakling.apply(plan);
    expect(rows.map(({ path, outcome }) => [path, outcome])).toEqual([
      [HERE, 'done'],
      [`${HERE}/film.mp4`, 'done'],
      [`${HERE}/picture.jpg`, 'refused'],
    ]);
    await look(oakling);
    await close(oakling);
  });

  it('list what an asset refers to and readers cannot see, and publish it along when asked', async () => {
    const root = temporaryFolder();
    const fragment = (references: string) =>
      `<jcr:root xmlns:jcr="http://www.jcp.org/jcr/1.0" xmlns:dam="http://www.day.com/dam/1.0" jcr:primaryType="dam:Asset"><jcr:content jcr:primaryType="dam:AssetContent"><data jcr:primaryType="nt:unstructured" images="${references}"/></jcr:content></jcr:root>`;
    writeFiles(root, {
      'fragment/.content.xml': fragment(
        '[/content/dam/new.jpg,/content/dam/old.jpg,/content/dam/second,/content/dam/nowhere.jpg]',
      ),
      'second/.content.xml': fragment('[/content/dam/third.jpg,/content/dam/fragment]'),
      ...assetFiles('vault', 'new.jpg', await jpeg('new'), 'image/jpeg'),
      ...assetFiles('vault', 'old.jpg', await jpeg('old'), 'image/jpeg', BOTH),
      ...assetFiles('vault', 'third.jpg', await jpeg('third'), 'image/jpeg'),
    });
    const oakling = await createOakling({ root, mount: '/content/dam', renditions: false });
    const listed = await oakling.plan('publish', ['/content/dam/fragment']);
    expect(listed.rows.map(({ path, references }) => [path, references])).toEqual([
      ['/content/dam/fragment', ['/content/dam/new.jpg', '/content/dam/second']],
    ]);
    const along = await oakling.plan('publish', ['/content/dam/fragment'], { references: true });
    expect(along.rows.map(({ path }) => path)).toEqual([
      '/content/dam/fragment',
      '/content/dam/new.jpg',
      '/content/dam/second',
      '/content/dam/third.jpg',
    ]);
    await oakling.close();
  });
});

describe.skipIf(commandMissing)(`oakling publish${commandMissing ? ` (${commandMissing})` : ''}`, () => {
  it('does the other 99 when one row is refused, and says so by its code', async () => {
    const root = temporaryFolder();
    const files: Files[] = [folderFile('vault', 'content/here', { 'dam:publishMode': 'selective' })];
    const picture = await jpeg('picture', 8, 8);
    for (let i = 0; i < 100; i++) {
      const state = i === 42 ? {} : { dynamicMedia: 'synced' as const };
      files.push(assetFiles('vault', `content/here/${i}.jpg`, picture, 'image/jpeg', state));
    }
    writeFiles(root, Object.assign({}, ...files) as Files);
    const { code, stdout, stderr } = await runCommand(['publish', '--to', 'dm', 'content/here'], root);
    expect(code).toBe(1);
    const lines = stdout.trim().split('\n');
    expect(lines.filter((line) => line.startsWith('done '))).toHaveLength(99);
    expect(lines.filter((line) => line.startsWith('refused '))).toEqual([
      'refused  /content/dam/here/42.jpg  Following asset is not synced to Dynamic Media, please run reprocess workflow on the asset: 42.jpg',
    ]);
    expect(stderr).toContain('Publish to Dynamic Media: 99 to Dynamic Media, 1 refused');
    expect(stderr).toContain('99 done, 1 refused');
    const status = JSON.parse((await runCommand(['status', '--json'], root)).stdout) as AssetStatus[];
    expect(status.filter(({ dynamicMedia }) => dynamicMedia.published)).toHaveLength(99);
  });
});
