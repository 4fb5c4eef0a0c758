import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assetFiles } from '../../test/support/assets.ts';
import { readFiles, temporaryFolder, writeFiles } from '../../test/support/temporary-tree.ts';
import { assetXml, folderXml, xml } from '../../test/support/validation.ts';
import type { Finding } from './finding.ts';
import { type ValidateOptions, validate } from './validate.ts';

const told = (findings: readonly Finding[]) =>
  findings.map(({ problem: { code, path, line, column }, fixed }) =>
    [code, path, ...(line === undefined ? [] : [`${line}:${column}`]), ...(fixed ? ['fixed'] : [])].join(' '),
  );

async function validated(folder: string, options: Partial<ValidateOptions> = {}): Promise<string[]> {
  const { findings } = await validate({ root: folder, ...options });
  return told(findings).sort();
}

const STALE = `<?xml version="1.0" encoding="UTF-8"?>
<!-- ours -->
<jcr:root xmlns:jcr="http://www.jcp.org/jcr/1.0" xmlns:sling="http://sling.apache.org/jcr/sling/1.0" xmlns:nt="http://www.jcp.org/jcr/nt/1.0"
    jcr:primaryType="sling:OrderedFolder">
    <jcr:content   s7-sync-mode='Disabled'
        jcr:primaryType="nt:unstructured"/>
    <gone/>
    <here/>
</jcr:root>`;

describe('validating', () => {
  it('finds nothing in healthy trees of either layout, and writes nothing', async () => {
    for (const layout of ['vault', 'plain'] as const) {
      const folder = temporaryFolder();
      writeFiles(
        folder,
        assetFiles(layout, 'content/dam/a/hero.jpg', Buffer.from('x'), 'image/jpeg', { aem: true }),
      );
      const before = readFiles(folder);
      expect(await validated(folder)).toEqual([]);
      expect(readFiles(folder)).toEqual(before);
    }
  });

  it('goes on after what cannot be understood', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, {
      'content/dam/a/.content.xml': '<jcr:root',
      'content/dam/a/b.jpg/.content.xml': assetXml('dam:size="{Long}x"'),
      'content/dam/c/.content.yaml': 'a: [',
      'content/dam/d.jpg.yaml': 'jcr:primaryType: !Name dam:Asset\n',
      'content/dam/e/.content.xml': Buffer.from([0xff, 0xfe]),
    });
    expect(await validated(folder)).toEqual([
      'asset.no-original content/dam/a/b.jpg/.content.xml 1:325',
      'asset.orphan-sidecar content/dam/d.jpg.yaml',
      'docview.syntax content/dam/a/.content.xml 1:1',
      'docview.value content/dam/a/b.jpg/.content.xml 1:325',
      'file.encoding content/dam/e/.content.xml',
      'yaml.syntax content/dam/c/.content.yaml 1:5',
    ]);
  });

  it('looks at the paths it is given, files and folders, JCR paths among them', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, {
      'content/dam/a/x#.jpg/.content.xml': assetXml(),
      'content/dam/b/y#.jpg/.content.xml': assetXml(),
      'content/dam/b/z.txt': '',
    });
    const x = 'name.illegal content/dam/a/x#.jpg/.content.xml';
    const y = 'name.illegal content/dam/b/y#.jpg/.content.xml';
    expect(await validated(folder, { paths: ['/content/dam/a'] })).toEqual([x]);
    expect(await validated(folder, { paths: [join(folder, 'content/dam/b')] })).toEqual([
      'file.empty content/dam/b/z.txt',
      y,
    ]);
    expect(await validated(folder, { paths: [join(folder, 'content/dam/b/z.txt')] })).toEqual([
      'file.empty content/dam/b/z.txt',
    ]);
    expect(await validated(folder, { paths: [join(folder, 'content/dam/a/x#.jpg/.content.xml')] })).toEqual([
      x,
    ]);
    expect(await validated(folder, { paths: ['/content/dam/nowhere'] })).toEqual([]);
  });

  it('holds settings against the configuration', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'content/dam/a/.content.xml': folderXml('dam:syncMode="disabled"') });
    expect(await validated(folder)).toEqual([]);
    expect(await validated(folder, { dynamicMedia: { syncAllContent: true } })).toHaveLength(1);
    const cloud = xml('jcr:primaryType="cq:Page"', '<jcr:content companyname="A" selective-sync="off"/>');
    writeFiles(folder, { 'conf/global/settings/cloudconfigs/dmscene7/.content.xml': cloud });
    expect(await validated(folder)).toEqual(['settings.not-obeyed content/dam/a/.content.xml 1:281']);
  });

  it('works on packages without assets', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'jcr_root/apps/x/.content.xml': '<x/>' });
    expect(await validated(folder)).toEqual(['docview.root apps/x/.content.xml 1:1']);
  });
});

describe('--fix', () => {
  const FILE = 'content/dam/a/.content.xml';

  it('mends what has one right answer, and changes no other byte', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { [FILE]: STALE, 'content/dam/a/here/': '', 'content/dam/b#.jpg': 'x' });
    expect(await validated(folder, { fix: true })).toEqual([
      `docview.stale-placeholder ${FILE} 7:5 fixed`,
      'name.illegal content/dam/b#.jpg',
      `settings.synonym ${FILE} 5:20 fixed`,
    ]);
    expect(readFileSync(join(folder, FILE), 'utf8')).toBe(
      STALE.replace('\n    <gone/>', '').replace("'Disabled'", "'exclude'"),
    );
    expect(await validated(folder, { fix: true })).toEqual(['name.illegal content/dam/b#.jpg']);
  });

  it('touches no file that has nothing to mend', async () => {
    const folder = temporaryFolder();
    const text = folderXml('dam:syncMode="odd"');
    writeFiles(folder, { [FILE]: text });
    const before = readFiles(folder);
    await validated(folder, { fix: true });
    expect(readFiles(folder)).toEqual(before);
  });

  it('says so when the file cannot be written, and does not claim it was mended', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { [FILE]: STALE, 'content/dam/a/here/': '' });
    // Somebody saves between the look and the write: the write is refused.
    const options = { fix: true, onProgress: () => writeFileSync(join(folder, FILE), `${STALE}\n`) };
    const found = await validated(folder, options);
    expect(
      found.every((line) => !line.endsWith('fixed')) || readFileSync(join(folder, FILE), 'utf8') !== STALE,
    ).toBe(true);
  });
});
