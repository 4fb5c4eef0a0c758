/** Packages as people use them: built, installed, built again; beside a running oakling; by the command line. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOakling } from '../src/emulator/create-oakling.ts';
import { buildPackage } from '../src/packages/build/build-package.ts';
import { installPackage } from '../src/packages/install/install-package.ts';
import { listPackage } from '../src/packages/list-package.ts';
import { ZipArchive } from '../src/packages/zip/zip-archive.ts';
import type { Change } from '../src/repository/change.ts';
import { assetFiles, folderFile } from './support/assets.ts';
import { runCli } from './support/cli.ts';
import { docview, filterXml, packageFile, propertiesXml } from './support/packages.ts';
import { jpeg } from './support/pictures.ts';
import { type Files, readFiles, temporaryFolder, writeFiles } from './support/temporary-tree.ts';

const corpus = join(import.meta.dirname, '..', '..', 'shared', 'corpus', 'wknd-dam.tar.gz');

/** Builds a package of a folder beside it, and answers the zip's bytes by entry. */
async function built(
  root: string,
  options: Partial<Parameters<typeof buildPackage>[0]> = {},
): Promise<{ readonly file: string; readonly entries: Record<string, string>; readonly codes: string[] }> {
  const output = join(temporaryFolder(), 'built.zip');
  const { file, problems } = await buildPackage({ root, output, id: 'g:p:1', ...options });
  if (file === undefined) throw new Error(JSON.stringify(problems));
  const result = await ZipArchive.open(file);
  if (!('archive' in result)) throw new Error(JSON.stringify(result.problems));
  const { archive } = result;
  const entries = Object.fromEntries(
    archive.entries.map((entry) => [entry.name, entry.isFolder ? '' : archive.read(entry).toString('utf8')]),
  );
  archive.close();
  return { file, entries, codes: problems.map(({ code }) => code) };
}

const FOLDER = docview('jcr:primaryType="sling:Folder"');

describe('build, install into an empty folder, build', () => {
  it.each(['vault', 'plain'] as const)('gives the same zip, byte for byte (%s layout)', async (layout) => {
    const root = temporaryFolder();
    writeFiles(root, {
      ...folderFile(layout, 'campaign', { 'dam:syncMode': 'enabled', 'dam:publishMode': 'selective' }),
      ...assetFiles(layout, 'campaign/hero.jpg', await jpeg('hero', 8, 8), 'image/jpeg', { aem: true }),
      ...folderFile(layout, 'campaign/_deep_er'),
      ...assetFiles(layout, 'campaign/_deep_er/50%.txt', Buffer.from('text'), 'text/plain'),
      'campaign/bare.txt': 'no asset yet',
    });
    const first = await built(root);
    const copy = temporaryFolder();
    await installPackage({ file: first.file, root: copy });
    const second = await built(copy);
    expect(second.entries).toEqual(first.entries);
    expect(readFileSync(second.file).equals(readFileSync(first.file))).toBe(true);
  });

  it.skipIf(!existsSync(corpus))(
    'holds for a real project (skipped where ../shared/corpus is absent)',
    async () => {
      const folder = temporaryFolder();
      execFileSync('tar', ['xzf', corpus, '-C', folder]);
      const first = await built(join(folder, 'wknd-dam'));
      const copy = temporaryFolder();
      await installPackage({ file: first.file, root: copy });
      expect(readFiles(join(copy, 'jcr_root'))).toEqual(readFiles(join(folder, 'wknd-dam', 'jcr_root')));
      const second = await built(copy);
      expect(readFileSync(second.file).equals(readFileSync(first.file))).toBe(true);
    },
  );

  it('holds for any names', async () => {
    const names = fc.uniqueArray(
      fc.string({
        unit: fc.constantFrom('a', 'b', '_', '%', '1', 'é', '😀', ' ', '-', '.x'),
        minLength: 1,
        maxLength: 12,
      }),
      { minLength: 1, maxLength: 6, selector: (name) => name.normalize('NFC').toLowerCase() },
    );
    await fc.assert(
      fc.asyncProperty(names, async (all) => {
        const root = temporaryFolder();
        const files = Object.fromEntries(all.map((name, i) => [`jcr_root/content/dam/a/n${name}`, `${i}`]));
        writeFiles(root, {
          ...files,
          'META-INF/vault/filter.xml': filterXml('<filter root="/content/dam/a"/>'),
        });
        const first = await built(root);
        const copy = temporaryFolder();
        await installPackage({ file: first.file, root: copy });
        expect((await built(copy)).entries).toEqual(first.entries);
      }),
      { numRuns: 20 },
    );
  });
});

describe('what is built', () => {
  it('comes in the exporter’s order, meta data byte for byte', async () => {
    const root = temporaryFolder();
    const meta: Files = {
      'META-INF/vault/filter.xml': filterXml('<!-- ours --><filter root="/c"/>'),
      'META-INF/vault/properties.xml': propertiesXml({ name: 'own', group: 'own', version: '2' }),
      'META-INF/vault/config.xml': '<vaultfs/>',
      'META-INF/vault/nodetypes.cnd': '<x="y">',
      'META-INF/vault/definition/.content.xml': FOLDER,
      'META-INF/vault/.DS_Store': 'x',
    };
    writeFiles(root, {
      ...meta,
      'jcr_root/c/.content.xml': FOLDER,
      'jcr_root/c/b.txt': '',
      'jcr_root/d/x': '',
    });
    const { entries } = await built(root, { id: undefined });
    expect(Object.keys(entries)).toEqual([
      'META-INF/MANIFEST.MF',
      'META-INF/',
      'META-INF/vault/',
      'META-INF/vault/properties.xml',
      'META-INF/vault/config.xml',
      'META-INF/vault/filter.xml',
      'META-INF/vault/definition/',
      'META-INF/vault/definition/.content.xml',
      'jcr_root/',
      'jcr_root/c/',
      'jcr_root/c/.content.xml',
      'jcr_root/c/b.txt',
      'META-INF/vault/nodetypes.cnd',
    ]);
    for (const [name, text] of Object.entries(meta)) {
      if (!name.endsWith('.DS_Store')) expect(entries[name]).toBe(text);
    }
    expect(entries['META-INF/MANIFEST.MF']).toContain('Content-Package-Id: own:own:2\r\n');
  });

  it('never claims all of /content/dam unasked', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'a/x.txt': 'x', 'p.jpg': 'p', 'p.jpg.yaml': 'jcr:primaryType: dam:Asset\n' });
    const { file } = await built(root);
    const { filter } = await listPackage(file);
    expect(filter.map((set) => set.root)).toEqual(['/content/dam/a', '/content/dam/p.jpg']);
  });

  it('is what the filter contains, inline nodes and properties too', async () => {
    const root = temporaryFolder();
    const node = docview(
      'jcr:primaryType="nt:unstructured" secret="1" told="1"',
      '    <in jcr:primaryType="nt:unstructured"/>\n    <out jcr:primaryType="nt:unstructured"/>\n',
    );
    writeFiles(root, {
      'jcr_root/c/.content.xml': node,
      'jcr_root/c/out/x.txt': 'x',
      'jcr_root/c/in/x.txt': 'x',
    });
    const filter = join(temporaryFolder(), 'filter.xml');
    const rules = '<exclude pattern=".*/out(/.*)?"/><exclude pattern=".*/secret" matchProperties="true"/>';
    writeFileSync(filter, filterXml(`<filter root="/c">${rules}</filter>`));
    const { entries } = await built(root, { filter });
    expect(entries['jcr_root/c/.content.xml']).toBe(
      node.replace(' secret="1"', '').replace('    <out jcr:primaryType="nt:unstructured"/>\n', ''),
    );
    expect(Object.keys(entries).filter((name) => name.endsWith('x.txt'))).toEqual(['jcr_root/c/in/x.txt']);
    expect(readFileSync(join(root, 'jcr_root/c/.content.xml'), 'utf8')).toBe(node);
  });

  it.each([
    ['aem', 'dmpublish-mode="selective"', 's7-sync-mode="include"', 'dam:'],
    ['dam', 'dam:publishMode="selective"', 'dam:syncMode="enabled"', 's7-'],
  ] as const)('speaks the words of %s in the copy', async (words, publish, sync, not) => {
    for (const settings of [
      { 'dam:syncMode': 'enabled', 'dam:publishMode': 'selective' },
      { 's7-sync-mode': 'include', 'dmpublish-mode': 'selective' },
    ]) {
      const root = temporaryFolder();
      writeFiles(root, { ...folderFile('vault', 'v', settings), ...folderFile('plain', 'p', settings) });
      const before = readFiles(root);
      const { entries } = await built(root, { properties: words });
      for (const name of ['v', 'p']) {
        const text = entries[`jcr_root/content/dam/${name}/.content.xml`] ?? '';
        expect(text).toContain(publish);
        expect(text).toContain(sync);
        expect(text.replaceAll(/xmlns:\w+="[^"]*"/g, '')).not.toContain(not);
      }
      expect(readFiles(root)).toEqual(before);
    }
  });

  it('tells of files that are no assets yet, and of links', async () => {
    const root = temporaryFolder();
    writeFiles(root, { ...folderFile('plain', 'a'), 'a/b.jpg': 'x', 'a/c.jpg': 'x' });
    const { codes, entries } = await built(root);
    expect(codes).toEqual(['package.not-assets']);
    expect(entries['jcr_root/content/dam/a/b.jpg']).toBe('x');
  });

  it('holds large files', async () => {
    const root = temporaryFolder();
    const large = Buffer.alloc(5 * 1024 * 1024, 'large');
    writeFiles(root, { 'a/large.bin': large, 'a/x.txt': 'x' });
    const first = await built(root);
    const copy = temporaryFolder();
    await installPackage({ file: first.file, root: copy });
    expect(readFileSync(join(copy, 'jcr_root/content/dam/a/large.bin')).equals(large)).toBe(true);
  });
});

describe('a running oakling', () => {
  it('sees what is installed as arrivals that keep their state', async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'jcr_root/content/dam'), { recursive: true });
    const state = { aem: true, dynamicMedia: 'published' } as const;
    const hero = assetFiles('vault', 'content/dam/a/hero.jpg', await jpeg('hero', 8, 8), 'image/jpeg', state);
    const file = await packageFile('<filter root="/content/dam/a"/>', {
      ...folderFile('vault', 'content/dam/a', { 'dam:publishMode': 'selective' }),
      ...hero,
    });
    const oakling = await createOakling({ root, renditions: false });
    const changes: Change['kind'][] = [];
    oakling.on((event) => void (event.event === 'change' && changes.push(event.kind)));
    await installPackage({ file, root });
    await oakling.scan();
    await oakling.idle();
    const [row] = await oakling.status(['/content/dam/a/hero.jpg']);
    await oakling.close();
    expect(changes).toContain('arrive');
    expect(changes).not.toContain('upload');
    expect(row).toMatchObject({ aem: { published: true }, dynamicMedia: { published: true } });
    const node = 'content/dam/a/hero.jpg/.content.xml';
    expect(readFileSync(join(root, 'jcr_root', node), 'utf8')).toBe(hero[node]);
  });
});

describe('the command line', () => {
  async function project(): Promise<{ readonly cwd: string; readonly zip: string }> {
    const cwd = temporaryFolder();
    writeFiles(cwd, { 'content/dam/a/.content.xml': FOLDER, 'content/dam/a/x.txt': 'x' });
    const { code, stdout } = await runCli(['package', 'build', '-o', 'out.zip'], { cwd });
    expect(code).toBe(0);
    expect(stdout.trim()).toBe(join(cwd, 'out.zip'));
    return { cwd, zip: join(cwd, 'out.zip') };
  }

  it('builds, verifies, lists, compares and installs', async () => {
    const { cwd, zip } = await project();
    expect((await runCli(['package', 'verify', zip], { cwd })).code).toBe(0);
    const listed = await runCli(['package', 'ls', zip, '--json'], { cwd });
    expect(JSON.parse(listed.stdout)).toMatchObject({
      id: expect.stringMatching(/^oakling:/),
      filter: [{ root: '/content/dam/a', mode: 'replace', rules: [] }],
      problems: [],
    });
    expect((await runCli(['package', 'diff', zip], { cwd })).code).toBe(0);
    writeFileSync(join(cwd, 'content/dam/a/x.txt'), 'changed');
    const diff = await runCli(['package', 'diff', zip], { cwd });
    expect(diff.code).toBe(1);
    expect(diff.stdout).toBe('U  dam/a/x.txt\n');
    const installed = await runCli(['package', 'install', zip, '--json'], { cwd });
    expect(installed.code).toBe(0);
    expect(JSON.parse(installed.stdout)).toMatchObject({
      installed: true,
      changes: [{ change: 'replace', file: 'dam/a/x.txt' }],
    });
    expect(readFileSync(join(cwd, 'content/dam/a/x.txt'), 'utf8')).toBe('x');
  });

  it.each<[args: readonly string[], code: number]>([
    [['install', 'nowhere.zip'], 2],
    [['build', '--id', 'no:'], 2],
    [['build', '--filter', 'relative'], 2],
    [['build', '--time', 'sometime'], 2],
    [['verify', 'out.zip', '--max-ratio', 'none'], 2],
    [['build', 'nowhere'], 3],
    [['verify', 'content/dam/a/x.txt'], 1],
    [['install', 'content/dam/a/x.txt'], 1],
  ])('package %j ends with %i', async (args, code) => {
    const { cwd } = await project();
    expect((await runCli(['package', ...args], { cwd })).code).toBe(code);
  });
});
