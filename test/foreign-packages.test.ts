/** Packages made by other tools, recorded as fixtures, install as FileVault would install them. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { docviewFormat } from '../src/docview/docview-format.ts';
import { valueAt } from '../src/jcr/node.ts';
import { installPackage } from '../src/packages/install/install-package.ts';
import { verifyPackage } from '../src/packages/verify-package.ts';
import { ZipArchive } from '../src/packages/zip/zip-archive.ts';
import { docview } from './support/packages.ts';
import { readFiles, temporaryFolder, writeFiles } from './support/temporary-tree.ts';

const fixture = (name: string) => join(import.meta.dirname, 'fixtures', 'packages', name);

const SITE = 'content/dam/wknd/en/site';
const folderNode = (title: string) =>
  docview(
    'jcr:primaryType="sling:Folder" mine="1"',
    `    <jcr:content jcr:primaryType="nt:unstructured" jcr:title="${title}"/>\n`,
  );

function nodeIn(files: Record<string, Buffer | null>, path: string) {
  const { document } = docviewFormat.parse(files[path]?.toString('utf8') ?? '', path);
  if (!document) throw new Error(`${path} is no node file`);
  return document.root;
}

async function filesInZip(file: string, prefix: string): Promise<Record<string, Buffer>> {
  const result = await ZipArchive.open(file);
  if (!('archive' in result)) throw new Error(JSON.stringify(result.problems));
  const { archive } = result;
  const entries = archive.entries.filter(({ name, isFolder }) => !isFolder && name.startsWith(prefix));
  const files = Object.fromEntries(entries.map((entry) => [entry.name, archive.read(entry)]));
  archive.close();
  return files;
}

describe('packages of other tools', () => {
  it.each(['helix-importer-pages.zip', 'aemsync-asset.zip', 'aemsync-deleted.zip'])(
    '%s is fit to be installed, and the same the second time',
    async (name) => {
      const file = fixture(name);
      const problems = await verifyPackage(file);
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      const root = temporaryFolder();
      writeFiles(root, { 'jcr_root/.content.xml': docview('jcr:primaryType="rep:root"') });
      expect((await installPackage({ file, root })).installed).toBe(true);
      expect((await installPackage({ file, root })).changes).toEqual([]);
    },
  );
});

describe('pages of the AEM importer', () => {
  it('come with what leads to them, and leave pages beside them', async () => {
    const root = temporaryFolder();
    const beside = docview('jcr:primaryType="cq:Page"');
    const ours = docview('jcr:primaryType="cq:Page" mine="1"');
    writeFiles(join(root, 'jcr_root'), {
      'content/campaign/.content.xml': ours,
      'content/campaign/de/beside/.content.xml': beside,
      'content/campaign/de/start/old/.content.xml': beside,
    });
    await installPackage({ file: fixture('helix-importer-pages.zip'), root });
    const files = readFiles(join(root, 'jcr_root'));
    expect(Object.keys(files).filter((path) => !path.endsWith('/'))).toEqual([
      'content/campaign/.content.xml',
      'content/campaign/de/beside/.content.xml',
      'content/campaign/de/start/.content.xml',
      'content/campaign/de/über-uns/.content.xml',
    ]);
    expect(files['content/campaign/.content.xml']?.toString()).toBe(ours);
    const page = nodeIn(files, 'content/campaign/de/über-uns/.content.xml');
    expect(valueAt(page, ['jcr:content'], 'jcr:title')).toBe('Über uns');
  });
});

describe('what aemsync pushes', () => {
  it('for an asset replaces that asset, and leaves the folder’s content and its other assets', async () => {
    const root = temporaryFolder();
    const other = docview('jcr:primaryType="dam:Asset"');
    writeFiles(join(root, 'jcr_root'), {
      [`${SITE}/.content.xml`]: folderNode('Ours'),
      [`${SITE}/other.jpg/.content.xml`]: other,
      [`${SITE}/wknd-logo-dk.svg/.content.xml`]: other,
      [`${SITE}/wknd-logo-dk.svg/_jcr_content/renditions/stale.png`]: 'old',
    });
    const file = fixture('aemsync-asset.zip');
    await installPackage({ file, root });
    const files = readFiles(root);
    const asset = `jcr_root/${SITE}/wknd-logo-dk.svg/`;
    const installed = Object.fromEntries(
      Object.entries(files).filter(([path, bytes]) => path.startsWith(asset) && bytes !== null),
    );
    expect(installed).toEqual(await filesInZip(file, asset));
    expect(files[`jcr_root/${SITE}/other.jpg/.content.xml`]?.toString()).toBe(other);
    const folder = nodeIn(files, `jcr_root/${SITE}/.content.xml`);
    expect([...folder.properties.keys()]).toEqual(['jcr:primaryType']);
    expect(valueAt(folder, ['jcr:content'], 'jcr:title')).toBe('Ours');
    expect(files['jcr_root/aemsync.txt']).toBeUndefined();
  });

  it('for a deleted asset deletes it', async () => {
    const root = temporaryFolder();
    writeFiles(join(root, 'jcr_root'), {
      [`${SITE}/gone.jpg/.content.xml`]: docview('jcr:primaryType="dam:Asset"'),
      [`${SITE}/kept.jpg/.content.xml`]: docview('jcr:primaryType="dam:Asset"'),
    });
    await installPackage({ file: fixture('aemsync-deleted.zip'), root });
    const names = Object.keys(readFiles(join(root, 'jcr_root', SITE)));
    expect(names).toContain('kept.jpg/');
    expect(names).not.toContain('gone.jpg/');
  });
});
