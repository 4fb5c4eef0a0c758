/**
 * Assets and folders for test trees, in either layout, with any publish state.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { newAssetNode, newFolderNode, originalNode } from '../../src/dam/asset-node.ts';
import { docviewFormat } from '../../src/docview/docview-format.ts';
import { date, type Property, string } from '../../src/jcr/property.ts';
import type { Layout } from '../../src/vault/layout.ts';
import { yamlFormat } from '../../src/yaml/yaml-format.ts';
import type { Files } from './temporary-tree.ts';

/** When everything in a test tree happened that happened before the test. */
export const BEFORE = new Date('2026-01-02T03:04:05.678Z');
/** When everything happens that happens in the test. */
export const NOW = new Date('2026-11-23T12:00:00.000Z');

/** A publish state to begin with. */
export interface InitialState {
  readonly aem?: boolean;
  /** Whether it was modified after everything else. */
  readonly modifiedSince?: boolean;
  /** Dynamic Media: never synced, synced only, published, or unpublished again by hand. */
  readonly dynamicMedia?: 'synced' | 'published' | 'unpublished';
}

/** The files of an asset at a path relative to the tree. */
export function assetFiles(
  layout: Layout,
  path: string,
  bytes: Buffer,
  mimeType: string,
  state: InitialState = {},
): Files {
  const fileName = path.slice(path.lastIndexOf('/') + 1);
  const uuid = uuidOf(path);
  const node = newAssetNode({
    name: fileName,
    uuid,
    sha1: createHash('sha1').update(bytes).digest('hex'),
    size: bytes.length,
    mimeType,
    extracted: { 'dc:title': string(`Title of ${fileName}`) },
    at: BEFORE,
    by: 'author',
    extra: { content: aemProperties(state), metadata: dynamicMediaProperties(path, state) },
  });
  if (layout === 'plain') return { [path]: bytes, [`${path}.yaml`]: yamlFormat.print(node) };
  return {
    [`${path}/.content.xml`]: docviewFormat.print(node),
    [`${path}/_jcr_content/renditions/original`]: bytes,
    [`${path}/_jcr_content/renditions/original.dir/.content.xml`]: docviewFormat.print(
      originalNode(mimeType, 'author'),
    ),
  };
}

/** The node of a folder with settings, by property name. */
export function folderFile(
  layout: Layout,
  path: string,
  settings: Readonly<Record<string, string>> = {},
): Files {
  const content = Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, string(value)]));
  const node = newFolderNode(path.slice(path.lastIndexOf('/') + 1), { content });
  return layout === 'vault'
    ? { [`${path}/.content.xml`]: docviewFormat.print(node) }
    : { [`${path}/.content.yaml`]: yamlFormat.print(node) };
}

/** The node file of an asset. */
export function nodeFile(layout: Layout, path: string): string {
  return layout === 'vault' ? `${path}/.content.xml` : `${path}.yaml`;
}

/** The file of an asset's bytes. */
export function bytesFile(layout: Layout, path: string): string {
  return layout === 'vault' ? `${path}/_jcr_content/renditions/original` : path;
}

/** A `jcr:uuid` that belongs to a path. */
export function uuidOf(path: string): string {
  const hash = createHash('sha1').update(path).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

function aemProperties({ aem, modifiedSince }: InitialState): Record<string, Property> {
  const modified = modifiedSince ? { 'cq:lastModified': date(new Date(BEFORE.getTime() + 60_000)) } : {};
  if (!aem) return modified;
  return {
    ...modified,
    'cq:lastReplicated': date(BEFORE),
    'cq:lastReplicatedBy': string('author'),
    'cq:lastReplicationAction': string('Activate'),
  };
}

function dynamicMediaProperties(path: string, { dynamicMedia }: InitialState): Record<string, Property> {
  if (!dynamicMedia) return {};
  const base = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  const wasPublished = dynamicMedia !== 'synced';
  return {
    'dam:scene7ID': string('a|123456789'),
    'dam:scene7Name': string(base),
    'dam:scene7File': string(`Acme/${base}`),
    'dam:scene7FileStatus': string(dynamicMedia === 'published' ? 'PublishComplete' : 'PublishIncomplete'),
    'dam:scene7Domain': string('https://s7d1.scene7.com/'),
    'dam:scene7UploadTimeStamp': date(BEFORE),
    ...(wasPublished
      ? { 'dam:scene7PublishTimeStamp': date(BEFORE), 'dam:scene7PublishedBy': string('dam-writer-service') }
      : {}),
  };
}
