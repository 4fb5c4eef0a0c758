/**
 * The sample tree in `content/` is what `scripts/make-sample.mjs` says it is, and what oakling itself
 * would have written.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FOLDERS } from '../scripts/sample-content/folders.mjs';
import { detectMimeType } from '../src/dam/mime-type.ts';
import { checkAssetName, checkFolderName } from '../src/dam/names.ts';
import { docviewFormat } from '../src/docview/docview-format.ts';
import type { NodeData } from '../src/jcr/node.ts';
import { valueAt } from '../src/jcr/node.ts';
import {
  assetNodeFile,
  companionNodeFile,
  diskNameOf,
  folderNodeFile,
  type Layout,
  originalFile,
} from '../src/vault/layout.ts';
import { yamlFormat } from '../src/yaml/yaml-format.ts';

const CONTENT = join(import.meta.dirname, '..', 'content');
const METADATA = ['jcr:content', 'metadata'];

/** Reads a node file that must be in canonical form. */
function canonicalNode(file: string, layout: Layout): NodeData {
  const format = layout === 'vault' ? docviewFormat : yamlFormat;
  const text = readFileSync(file, 'utf8');
  const { document, problems } = format.parse(text, file);
  if (!document) throw new Error(JSON.stringify(problems));
  expect(document.problems).toEqual([]);
  expect(format.print(document.root)).toBe(text);
  return document.root;
}

const assets = FOLDERS.flatMap((folder) =>
  folder.assets.map((asset) => ({ folder, asset, name: asset.name })),
);

describe('the sample tree', () => {
  it.each(FOLDERS)('has the folder $path with its settings', ({ path, layout, title, settings }) => {
    const node = canonicalNode(folderNodeFile(join(CONTENT, path), layout), layout);
    expect(path.split('/').map((name) => checkFolderName(name))).toEqual(
      path.split('/').map(() => undefined),
    );
    expect(valueAt(node, ['jcr:content'], 'jcr:title')).toBe(title);
    for (const [property, value] of Object.entries(settings)) {
      expect(valueAt(node, ['jcr:content'], property)).toBe(value);
    }
  });

  it.each(assets)('has the asset $name in the state it should be in', async ({ folder, asset, name }) => {
    const file = join(CONTENT, folder.path, diskNameOf(name, folder.layout));
    const bytes = readFileSync(originalFile(file, folder.layout));
    const node = canonicalNode(assetNodeFile(file, folder.layout), folder.layout);
    const mimeType = await detectMimeType(bytes.subarray(0, 65536), name);
    const metadata = (property: string) => valueAt(node, METADATA, property);

    expect(checkAssetName(name)).toBeUndefined();
    expect(metadata('dam:sha1')).toBe(createHash('sha1').update(bytes).digest('hex'));
    expect(metadata('dam:size')).toBe(String(bytes.length));
    expect(metadata('dc:format')).toBe(mimeType);
    expect(metadata('dc:title')).not.toBe('');
    expect(valueAt(node, ['jcr:content'], 'cq:lastReplicationAction')).toBe(
      asset.aem ? 'Activate' : undefined,
    );
    const status = { synced: 'PublishIncomplete', published: 'PublishComplete' };
    expect(metadata('dam:scene7FileStatus')).toBe(asset.dynamicMedia && status[asset.dynamicMedia]);
    expect(metadata('dam:scene7PublishTimeStamp') !== undefined).toBe(asset.dynamicMedia === 'published');
    expect(metadata('dam:scene7ID') !== undefined).toBe(asset.dynamicMedia !== undefined);
    if (folder.layout === 'vault') {
      const companion = canonicalNode(companionNodeFile(originalFile(file, 'vault')), 'vault');
      expect(valueAt(companion, ['jcr:content'], 'jcr:mimeType')).toBe(mimeType);
    }
  });

  it('gives every asset an identity and a Dynamic Media name of its own', () => {
    const nodes = assets.map(({ folder, name }) =>
      canonicalNode(assetNodeFile(join(CONTENT, folder.path, name), folder.layout), folder.layout),
    );
    const uuids = nodes.map((node) => valueAt(node, [], 'jcr:uuid'));
    const files = nodes.map((node) => valueAt(node, METADATA, 'dam:scene7File')).filter((file) => file);
    expect(new Set(uuids).size).toBe(assets.length);
    expect(new Set(files).size).toBe(files.length);
  });

  it('is small, and holds nothing else', () => {
    const files = readdirSync(CONTENT, { recursive: true, encoding: 'utf8' })
      .filter((path) => !path.startsWith('.oakling'))
      .filter((path) => statSync(join(CONTENT, path)).isFile());
    const expected = FOLDERS.flatMap(({ layout, assets: inside }) => {
      const files = { vault: 3, plain: 2 };
      return [1, ...inside.map(() => files[layout])];
    });
    expect(files.length).toBe(expected.reduce((sum, count) => sum + count, 0));
    const bytes = files.reduce((sum, path) => sum + statSync(join(CONTENT, path)).size, 0);
    expect(bytes).toBeLessThan(1_500_000);
  });
});
