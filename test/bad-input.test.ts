/**
 * Bad input of every kind: a located problem, nothing lost, and everything else goes on.
 */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOakling } from '../src/emulator/create-oakling.ts';
import type { Problem } from '../src/problems/problem.ts';
import { assetFiles, folderFile } from './support/assets.ts';
import { jpeg } from './support/pictures.ts';
import { type Files, readFiles, temporaryFolder, writeFiles } from './support/temporary-tree.ts';

/** Opens a tree, does something to it, and answers the problems told; a good upload beside must succeed. */
async function problemsAfter(
  files: Files,
  act: (root: string) => void | Promise<void>,
): Promise<{ root: string; problems: Problem[] }> {
  const root = temporaryFolder();
  writeFiles(root, { ...folderFile('vault', 'here', { 'dam:publishMode': 'selective' }), ...files });
  const oakling = await createOakling({ root, mount: '/content/dam', renditions: false });
  const problems: Problem[] = [];
  oakling.on((event) => {
    if (event.event === 'problem') problems.push(event);
  });
  await oakling.idle();
  await act(root);
  writeFiles(root, { 'here/good.jpg': await jpeg('good') });
  oakling.hint([root]);
  await oakling.idle();
  const rows = await oakling.status(['/content/dam/here/good.jpg']);
  expect(rows).toMatchObject([{ path: '/content/dam/here/good.jpg', sync: { state: expect.any(String) } }]);
  await oakling.close();
  return { root, problems };
}

const codes = (problems: readonly Problem[]) => [...new Set(problems.map(({ code }) => code))];

describe('bad input', () => {
  it('malformed XML in an asset: located, left alone', async () => {
    const broken =
      '<?xml version="1.0"?>\n<jcr:root xmlns:jcr="http://www.jcp.org/jcr/1.0"\n    jcr:title="a & b"/>\n';
    const { root, problems } = await problemsAfter(
      { 'here/hero.jpg/.content.xml': broken, 'here/hero.jpg/_jcr_content/renditions/original': 'bytes' },
      () => undefined,
    );
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'docview.syntax',
        path: 'here/hero.jpg/.content.xml',
        line: 3,
        column: 18,
      }),
    );
    expect(readFileSync(join(root, 'here/hero.jpg/.content.xml'), 'utf8')).toBe(broken);
  });

  it('malformed XML in a folder: its settings are unknown, so new assets there stay unsynced', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'odd/.content.xml': '<jcr:root', 'odd/.keep': '' });
    const oakling = await createOakling({ root, mount: '/content/dam', renditions: false });
    await oakling.idle();
    writeFiles(root, { 'odd/new.jpg': await jpeg('new') });
    oakling.hint([join(root, 'odd/new.jpg')]);
    await oakling.idle();
    expect(await oakling.status()).toMatchObject([
      { sync: { state: 'notSynced' }, dynamicMedia: { published: false } },
    ]);
    expect(readFileSync(join(root, 'odd/.content.xml'), 'utf8')).toBe('<jcr:root');
    await oakling.close();
  });

  it('malformed YAML', async () => {
    const { root, problems } = await problemsAfter(
      { 'here/a.jpg': 'bytes', 'here/a.jpg.yaml': 'a: [1\nb: }' },
      () => undefined,
    );
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'yaml.syntax', path: 'here/a.jpg.yaml', line: expect.any(Number) }),
    );
    expect(readFileSync(join(root, 'here/a.jpg'), 'utf8')).toBe('bytes');
  });

  it('a node file that is not UTF-8', async () => {
    const { problems } = await problemsAfter(
      { 'odd/.content.xml': Buffer.from([0x3c, 0xff, 0xfe, 0x3e]) },
      () => undefined,
    );
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'file.encoding', path: 'odd/.content.xml' }),
    );
  });

  it('an unknown setting: located with the allowed values; new assets stay unsynced and unpublished', async () => {
    const root = temporaryFolder();
    writeFiles(root, folderFile('vault', 'here', { 'dam:publishMode': 'sometimes' }));
    const problems: Problem[] = [];
    const oakling = await createOakling({ root, mount: '/content/dam', renditions: false });
    oakling.on((event) => void (event.event === 'problem' && problems.push(event)));
    await oakling.idle();
    writeFiles(root, { 'here/new.jpg': await jpeg('new') });
    oakling.hint([join(root, 'here/new.jpg')]);
    await oakling.idle();
    const [found] = problems.filter(({ code }) => code === 'settings.unknown-value');
    expect(found).toMatchObject({
      path: 'here/.content.xml',
      line: 5,
      hint: expect.stringContaining('selective'),
    });
    expect(await oakling.status()).toMatchObject([
      { sync: { state: 'notSynced' }, dynamicMedia: { published: false } },
    ]);
    await oakling.close();
  });

  it('both vocabularies in conflict: ours decides, with a warning', async () => {
    const { problems } = await problemsAfter(
      folderFile('vault', 'both', { 'dam:publishMode': 'selective', 'dmpublish-mode': 'immediate' }),
      () => undefined,
    );
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'settings.conflict', severity: 'warning' }),
    );
  });

  it('names AEM refuses', async () => {
    const { root, problems } = await problemsAfter({}, (folder) =>
      writeFiles(folder, { 'here/50%.jpg': 'bytes', 'here/a[1].jpg': 'bytes' }),
    );
    expect(problems.filter(({ code }) => code === 'name.illegal').map(({ path }) => path)).toEqual([
      'here/50%.jpg',
      'here/a[1].jpg',
    ]);
    expect(readFileSync(join(root, 'here/50%.jpg'), 'utf8')).toBe('bytes');
  });

  it('a name that is too long once it becomes an asset', async () => {
    const name = `_${'x_'.repeat(125)}.jpg`;
    const { root, problems } = await problemsAfter({}, (folder) =>
      writeFiles(folder, { [`here/${name}`]: 'bytes' }),
    );
    expect(codes(problems)).toContain('name.too-long');
    expect(existsSync(join(root, 'here', name))).toBe(true);
  });

  it('the longest name that fits', async () => {
    const name = `${'x'.repeat(251)}.jpg`;
    const { root, problems } = await problemsAfter({}, (folder) =>
      writeFiles(folder, { [`here/${name}`]: 'bytes' }),
    );
    expect(codes(problems)).toEqual(['image.unreadable']);
    expect(readFileSync(join(root, 'here', name, '_jcr_content/renditions/original'), 'utf8')).toBe('bytes');
  });

  it('links out of the tree, and into it', async () => {
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'secret.jpg'), 'secret');
    const { problems } = await problemsAfter({}, (folder) => {
      symlinkSync(join(outside, 'secret.jpg'), join(folder, 'here/link.jpg'));
      symlinkSync(outside, join(folder, 'here/folder'));
    });
    expect(problems.filter(({ code }) => code === 'link.ignored').map(({ path }) => path)).toEqual([
      'here/folder',
      'here/link.jpg',
    ]);
    expect(readFiles(outside)).toEqual({ 'secret.jpg': Buffer.from('secret') });
  });

  it('a node file that is a link out of the tree, or a folder', async () => {
    const outside = temporaryFolder();
    writeFiles(outside, folderFile('vault', 'secret', { 'dam:publishMode': 'selective' }));
    const { root, problems } = await problemsAfter({}, (folder) => {
      mkdirSync(join(folder, 'linked'));
      symlinkSync(join(outside, 'secret/.content.xml'), join(folder, 'linked/.content.xml'));
      writeFiles(folder, { 'other/.content.xml/': '' });
    });
    expect(problems.map(({ code, path }) => [code, path])).toEqual([
      ['file.unreadable', 'linked/.content.xml'],
      ['file.unreadable', 'other/.content.xml'],
    ]);
    expect(lstatSync(join(root, 'linked/.content.xml')).isSymbolicLink()).toBe(true);
  });

  it('empty and truncated pictures', async () => {
    const picture = await jpeg('cut', 200, 200);
    const { root, problems } = await problemsAfter({}, (folder) =>
      writeFiles(folder, { 'here/empty.jpg': '', 'here/cut.jpg': picture.subarray(0, 100) }),
    );
    expect(codes(problems).sort()).toEqual(['file.empty', 'image.unreadable', 'metadata.unreadable']);
    expect(readFileSync(join(root, 'here/cut.jpg/_jcr_content/renditions/original'))).toEqual(
      picture.subarray(0, 100),
    );
    expect(readFileSync(join(root, 'here/empty.jpg'))).toHaveLength(0);
  });

  it('a folder named like a file', async () => {
    const { root } = await problemsAfter({}, (folder) => mkdirSync(join(folder, 'here/hero.jpg')));
    expect(readFiles(root, 'here/hero.jpg')).toEqual({});
  });

  it('renditions without a node', async () => {
    const { problems } = await problemsAfter({}, (folder) =>
      writeFiles(folder, { 'here/lost.jpg/_jcr_content/renditions/original': 'bytes' }),
    );
    expect(codes(problems)).toEqual(['asset.incomplete']);
  });

  it('a plain asset whose picture is gone', async () => {
    const asset = assetFiles('plain', 'p/a.jpg', Buffer.from('bytes'), 'image/jpeg');
    const { root, problems } = await problemsAfter(
      { 'p/a.jpg.yaml': asset['p/a.jpg.yaml'] ?? '' },
      (folder) => writeFiles(folder, { 'p/b.jpg.yaml': asset['p/a.jpg.yaml'] ?? '' }),
    );
    expect(codes(problems)).toEqual(['asset.orphan-sidecar']);
    expect(existsSync(join(root, 'p/b.jpg.yaml'))).toBe(true);
  });

  it('a hand-written YAML node that does not match its schema: located, and taken all the same', async () => {
    const notes = 'jcr:content:\n  metadata:\n    dc:title: Beach\n    dam:size: many\n';
    const { root, problems } = await problemsAfter(folderFile('plain', 'p'), async (folder) =>
      writeFiles(folder, { 'p/a.jpg.yaml': notes, 'p/a.jpg': await jpeg('a') }),
    );
    expect(problems).toMatchObject([
      { code: 'yaml.schema', severity: 'warning', path: 'p/a.jpg.yaml', line: 4 },
    ]);
    const node = readFileSync(join(root, 'p/a.jpg.yaml'), 'utf8');
    expect(node).toContain('dc:title: Beach');
    expect(node).toContain('jcr:uuid: ');
  });

  it('a picture moved without its node takes it along, and nobody is warned', async () => {
    const asset = assetFiles('plain', 'p/a.jpg', await jpeg('a'), 'image/jpeg');
    const { root, problems } = await problemsAfter({ ...folderFile('plain', 'p'), ...asset }, (folder) =>
      renameSync(join(folder, 'p/a.jpg'), join(folder, 'p/b.jpg')),
    );
    expect(problems).toEqual([]);
    expect(existsSync(join(root, 'p/b.jpg.yaml'))).toBe(true);
    expect(existsSync(join(root, 'p/a.jpg.yaml'))).toBe(false);
  });

  it('what the system does not let us read is kept as it is known', async () => {
    await asNobody(async () => {
      const { problems } = await problemsAfter({}, (folder) => {
        writeFiles(folder, { 'here/locked.jpg': 'bytes', 'shut/a.jpg': 'bytes' });
        chmodSync(join(folder, 'here/locked.jpg'), 0);
        chmodSync(join(folder, 'shut'), 0);
        onTestFinished(() => chmodSync(join(folder, 'shut'), 0o700));
      });
      expect(problems.map(({ code, path }) => `${code} ${path}`).sort()).toEqual([
        'file.unreadable here/locked.jpg',
        'file.unreadable shut',
      ]);
    });
  });
});

/** Root may read everything, so a test that runs as root becomes nobody for a while. */
async function asNobody(test: () => Promise<void>): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    await test();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
