import { describe, expect, it } from 'vitest';
import { descendant, valueAt } from '../jcr/node.ts';
import { date, long, name, names, string } from '../jcr/property.ts';
import {
  type AssetFacts,
  binaryProperties,
  newAssetNode,
  newFolderNode,
  originalNode,
  renditionNode,
} from './asset-node.ts';

const AT = new Date('2026-03-01T10:00:00Z');

const FACTS: AssetFacts = {
  name: 'hero.jpg',
  uuid: '6f1c0f0e-0000-4000-8000-000000000001',
  sha1: '614671a34cfa6c5305a4234ddd9fa8d98bb66d63',
  size: 401715,
  mimeType: 'image/jpeg',
  at: AT,
  by: 'ada',
  extracted: { 'tiff:ImageWidth': long(2136), 'dc:title': string('Not Found') },
};

const propertiesAt = (root: ReturnType<typeof newAssetNode>, ...path: string[]) =>
  Object.fromEntries(descendant(root, path)?.properties ?? []);

describe('the node of a new asset', () => {
  const asset = newAssetNode(FACTS);

  it('is AEM’s tree, without renditions', () => {
    expect(propertiesAt(asset)).toEqual({
      'jcr:primaryType': name('dam:Asset'),
      'jcr:mixinTypes': names(['mix:referenceable']),
      'jcr:uuid': string(FACTS.uuid),
    });
    expect(propertiesAt(asset, 'jcr:content')).toEqual({
      'jcr:primaryType': name('dam:AssetContent'),
      'cq:name': string('hero.jpg'),
      'dam:assetState': string('processed'),
      'jcr:lastModified': date(AT),
      'jcr:lastModifiedBy': string('ada'),
    });
    expect([...(descendant(asset, ['jcr:content'])?.children.keys() ?? [])]).toEqual(['metadata', 'related']);
    expect(propertiesAt(asset, 'jcr:content', 'related')).toEqual({
      'jcr:primaryType': name('nt:unstructured'),
    });
  });

  it('has metadata of what was computed and found, types first, then by name', () => {
    const metadata = propertiesAt(asset, 'jcr:content', 'metadata');
    expect(metadata).toEqual({
      'jcr:primaryType': name('nt:unstructured'),
      'jcr:mixinTypes': names(['cq:Taggable']),
      'dam:Fileformat': string('JPEG'),
      'dam:MIMEtype': string('image/jpeg'),
      'dam:extracted': date(AT),
      'dam:sha1': string(FACTS.sha1),
      'dam:size': long(401715),
      'dc:format': string('image/jpeg'),
      'dc:title': string('Not Found'),
      'tiff:ImageWidth': long(2136),
    });
    const [primaryType, mixins, ...others] = Object.keys(metadata);
    expect([primaryType, mixins]).toEqual(['jcr:primaryType', 'jcr:mixinTypes']);
    expect(others).toEqual(others.toSorted());
  });

  it('says of a vector graphic no more than AEM does', () => {
    const svg = newAssetNode({ ...FACTS, mimeType: 'image/svg+xml', extracted: {} });
    expect(Object.keys(propertiesAt(svg, 'jcr:content', 'metadata'))).toEqual(
      'jcr:primaryType jcr:mixinTypes dam:extracted dam:sha1 dam:size dc:format'.split(' '),
    );
  });

  it('lets no extractor set what is computed, but publish state is the caller’s', () => {
    const disputed = newAssetNode({
      ...FACTS,
      extracted: { 'dam:sha1': string('forged'), 'dam:scene7FileStatus': string('forged') },
      extra: {
        content: { 'cq:lastReplicationAction': string('Activate') },
        metadata: { 'dam:scene7FileStatus': string('PublishComplete') },
      },
    });
    expect(valueAt(disputed, ['jcr:content', 'metadata'], 'dam:sha1')).toBe(FACTS.sha1);
    expect(valueAt(disputed, ['jcr:content', 'metadata'], 'dam:scene7FileStatus')).toBe('PublishComplete');
    expect(valueAt(disputed, ['jcr:content'], 'cq:lastReplicationAction')).toBe('Activate');
  });
});

describe('a replaced binary', () => {
  it('changes what describes the bytes and leaves what people say about them', () => {
    const present = [
      'jcr:primaryType',
      'dc:title',
      'dc:description',
      'cq:tags',
      'tiff:ImageWidth',
      'exif:FNumber',
      'dam:Progressive',
      'dam:Fileformat',
      'dam:sha1',
      'dam:scene7FileStatus',
      'xmp:Rating',
    ];
    const { set, remove } = binaryProperties(
      {
        ...FACTS,
        mimeType: 'application/pdf',
        extracted: { 'dam:numPages': long(3), 'dc:title': string('No') },
      },
      present,
    );
    expect(set).toEqual({
      'dam:extracted': date(AT),
      'dam:numPages': long(3),
      'dam:sha1': string(FACTS.sha1),
      'dam:size': long(401715),
      'dc:format': string('application/pdf'),
    });
    expect(remove).toEqual(['tiff:ImageWidth', 'exif:FNumber', 'dam:Progressive', 'dam:Fileformat']);
  });
});

describe('files and folders', () => {
  it('describe the original with its type, and a rendition without', () => {
    const original = originalNode('image/jpeg', 'ada');
    expect(propertiesAt(original)).toEqual({ 'jcr:primaryType': name('nt:file') });
    expect(propertiesAt(original, 'jcr:content')).toEqual({
      'jcr:primaryType': name('oak:Resource'),
      'jcr:mimeType': string('image/jpeg'),
      'jcr:lastModifiedBy': string('ada'),
    });
    expect(valueAt(renditionNode(), ['jcr:content'], 'jcr:mimeType')).toBeUndefined();
  });

  it('are ordered when asked to be', () => {
    const folder = newFolderNode('Summer', { content: { 'dam:syncMode': string('enabled') } });
    expect(propertiesAt(folder)).toEqual({ 'jcr:primaryType': name('sling:Folder') });
    expect(propertiesAt(folder, 'jcr:content')).toEqual({
      'jcr:primaryType': name('nt:unstructured'),
      'jcr:title': string('Summer'),
      'dam:syncMode': string('enabled'),
    });
    expect(valueAt(newFolderNode('Summer', { ordered: true }), [], 'jcr:primaryType')).toBe(
      'sling:OrderedFolder',
    );
  });
});
