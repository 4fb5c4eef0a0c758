import { describe, expect, it } from 'vitest';
import { comparable, editedNode } from '../../test/support/edit-model.ts';
import { docviewFormat } from '../docview/docview-format.ts';
import type { NodeFormat } from '../format/node-document.ts';
import { descendant, type NodeData, node, valueAt } from '../jcr/node.ts';
import { date, long, name, names, type Property, string } from '../jcr/property.ts';
import { yamlFormat } from '../yaml/yaml-format.ts';
import { readAssetState } from './asset-state.ts';
import { resolveConfiguration } from './configuration.ts';
import type { Effect, EffectType } from './effect.ts';
import { effectEdits, effectProperties, type StatusFacts } from './status-edits.ts';

const AT = new Date('2026-11-23T12:00:00.000Z');
const BEFORE = new Date('2026-01-02T03:04:05.678Z');
const METADATA = ['jcr:content', 'metadata'];

const effects = (...types: EffectType[]): Effect[] => types.map((type) => ({ type, reason: 'A test.' }));
const vetoed = (type: EffectType): Effect => ({
  type,
  reason: 'A test.',
  vetoed: { by: 'a plugin', reason: 'No.' },
});

function factsOf(more: Partial<StatusFacts> = {}): StatusFacts {
  let count = 0;
  const { configuration } = resolveConfiguration({
    options: { company: 'Acme' },
    defaultCompany: 'tree',
    explicitFolderSync: false,
  });
  return {
    path: '/content/dam/campaign/summer/hero.jpg',
    name: 'hero.jpg',
    uuid: 'uuid-new',
    scene7Name: 'hero',
    at: AT,
    user: 'mira',
    configuration,
    mimeType: 'image/jpeg',
    newUuid: () => `uuid-${++count}`,
    ...more,
  };
}

/** The node after the edits; both formats and the oracle must agree on it. */
function carriedOut(root: NodeData, list: readonly Effect[], facts: StatusFacts = factsOf()): NodeData {
  const edits = effectEdits(list, facts, root);
  const expected = edits.reduce((current, edit) => editedNode(current, edit), root);
  for (const format of [docviewFormat, yamlFormat]) {
    const edited = opened(format, format.print(root)).edit(edits);
    expect(valuesOf(opened(format, edited.text).root)).toEqual(valuesOf(expected));
  }
  return expected;
}

function opened(format: NodeFormat, text: string) {
  const { document, problems } = format.parse(text, 'asset');
  if (!document) throw new Error(JSON.stringify(problems));
  return document;
}

/** Formats may place a new child where it belongs, so the order of children does not count. */
function valuesOf(root: NodeData): unknown {
  const flat: Record<string, unknown> = {};
  const visit = (data: NodeData, path: string) => {
    flat[path] = comparable({ ...data, children: new Map() });
    for (const [child, below] of data.children) visit(below, `${path}/${child}`);
  };
  visit(root, '');
  return flat;
}

const metadataOf = (root: NodeData) => Object.fromEntries(descendant(root, METADATA)?.properties ?? []);
const contentOf = (root: NodeData) => Object.fromEntries(root.children.get('jcr:content')?.properties ?? []);

const TRIO: Record<string, Property> = {
  'cq:lastReplicated': date(BEFORE),
  'cq:lastReplicatedBy': string('author'),
  'cq:lastReplicationAction': string('Activate'),
};

/** A real link: another company, and an id Dynamic Media gave. */
const LINK: Record<string, Property> = {
  'dam:scene7CompanyID': string('c|24170'),
  'dam:scene7Domain': string('http://s7g10.scene7.com/'),
  'dam:scene7File': string('Rifbjerg/Tea'),
  'dam:scene7Folder': string('Rifbjerg/demo/tea/'),
  'dam:scene7ID': string('a|398511447'),
  'dam:scene7Name': string('Tea'),
  'dam:scene7Type': string('Image'),
  'dam:scene7UploadTimeStamp': date(BEFORE),
  'dc:format': string('image/jpeg'),
};
const PUBLISHED: Record<string, Property> = {
  ...LINK,
  'dam:scene7FileStatus': string('PublishComplete'),
  'dam:scene7PublishedBy': string('author'),
  'dam:scene7PublishTimeStamp': date(BEFORE),
};

function assetOf(metadata: Record<string, Property>, content: Record<string, Property> = {}): NodeData {
  return node(
    {
      'jcr:primaryType': name('dam:Asset'),
      'jcr:mixinTypes': names(['mix:referenceable']),
      'jcr:uuid': string('uuid-source'),
    },
    {
      'jcr:content': node(
        { 'jcr:primaryType': name('dam:AssetContent'), ...content },
        {
          metadata: node({
            'jcr:primaryType': name('nt:unstructured'),
            'dc:title': string('Tea'),
            ...metadata,
          }),
        },
      ),
    },
  );
}

describe('a new node', () => {
  it('that is synced has the link, with the types AEM gives it', () => {
    expect(effectProperties(effects('ingest', 'sync'), factsOf())).toEqual({
      content: {},
      metadata: {
        'dam:scene7CompanyID': string(expect.stringMatching(/^c\|\d{5}$/) as unknown as string),
        'dam:scene7Domain': string('https://s7d1.scene7.com/'),
        'dam:scene7File': string('Acme/hero'),
        'dam:scene7FileStatus': string('PublishIncomplete'),
        'dam:scene7Folder': string('Acme/campaign/summer/'),
        'dam:scene7ID': string(expect.stringMatching(/^a\|\d{9}$/) as unknown as string),
        'dam:scene7LastModified': long(AT.getTime()),
        'dam:scene7Name': string('hero'),
        'dam:scene7Type': string('Image'),
        'dam:scene7UploadTimeStamp': date(AT),
      },
    });
  });

  it('that is published says when, and that nobody asked', () => {
    expect(effectProperties(effects('ingest', 'sync', 'publish'), factsOf()).metadata).toMatchObject({
      'dam:scene7FileStatus': string('PublishComplete'),
      'dam:scene7PublishedBy': string('dam-writer-service'),
      'dam:scene7PublishTimeStamp': date(AT),
    });
  });

  it('that is not supported has that status and no other property of Dynamic Media', () => {
    expect(effectProperties(effects('ingest', 'notSupported'), factsOf()).metadata).toEqual({
      'dam:scene7FileStatus': string('NotSupported'),
    });
  });

  it('that is kept out of Dynamic Media has nothing', () => {
    expect(effectProperties(effects('ingest', 'keep'), factsOf())).toEqual({ content: {}, metadata: {} });
  });

  it('has nothing of effects a plugin stopped', () => {
    const nothing = { content: {}, metadata: {} };
    expect(effectProperties([vetoed('sync'), vetoed('publish'), vetoed('modified')], factsOf())).toEqual(
      nothing,
    );
    const preview = effectProperties([...effects('sync'), vetoed('publish')], factsOf()).metadata;
    expect(preview['dam:scene7FileStatus']).toEqual(string('PublishIncomplete'));
    // Nothing is delivered that was never uploaded.
    expect(effectProperties([vetoed('sync'), ...effects('publish')], factsOf())).toEqual(nothing);
  });

  it.each([
    ['/content/dam/hero.jpg', 'Acme/'],
    ['/content/dam/a b/c/hero.jpg', 'Acme/a b/c/'],
  ])('at %s lies in the folder %s', (path, folder) => {
    const { metadata } = effectProperties(effects('sync'), factsOf({ path }));
    expect(metadata['dam:scene7Folder']).toEqual(string(folder));
  });

  it.each<[string, number | undefined, string]>([
    ['image/png', undefined, 'Image'],
    ['image/gif', 1, 'Image'],
    ['image/gif', 12, 'AnimatedGif'],
    ['image/svg+xml', undefined, 'Static'],
    ['video/mp4', undefined, 'MasterVideo'],
    ['application/pdf', undefined, 'PDF'],
    ['application/x-unheard-of', undefined, 'Static'],
  ])('of %s with %s pictures is of the kind %s', (mimeType, images, type) => {
    const facts = factsOf({ mimeType, ...(images === undefined ? {} : { images }) });
    expect(effectProperties(effects('sync'), facts).metadata['dam:scene7Type']).toEqual(string(type));
  });

  it('takes company and configuration from the tree’s own', () => {
    const cloud = node(
      {},
      {
        'jcr:content': node({
          companyname: string('Rifbjerg'),
          companyHandle: string('c|24170'),
          rootPath: string('Rifbjerg/'),
        }),
      },
    );
    const { configuration } = resolveConfiguration({
      node: cloud,
      defaultCompany: 'x',
      explicitFolderSync: false,
    });
    expect(effectProperties(effects('sync'), factsOf({ configuration })).metadata).toMatchObject({
      'dam:scene7CompanyID': string('c|24170'),
      'dam:scene7CloudConfigPath': string('/conf/global/settings/cloudconfigs/dmscene7'),
      'dam:scene7Folder': string('Rifbjerg/campaign/summer/'),
    });
  });

  it('is the same for the same facts', () => {
    const list = effects('sync', 'publish', 'modified');
    expect(effectProperties(list, factsOf())).toEqual(effectProperties(list, factsOf()));
    const other = effectProperties(list, factsOf({ uuid: 'another' })).metadata['dam:scene7ID'];
    expect(other).not.toEqual(effectProperties(list, factsOf()).metadata['dam:scene7ID']);
  });
});

describe('an update', () => {
  it('of what is delivered keeps what it is called, and is published again', () => {
    const before = assetOf(PUBLISHED, TRIO);
    const root = carriedOut(before, effects('modified', 'sync', 'publish'));
    expect(metadataOf(root)).toEqual({
      ...metadataOf(before),
      'dam:scene7LastModified': long(AT.getTime()),
      'dam:scene7UploadTimeStamp': date(AT),
      'dam:scene7PublishedBy': string('dam-writer-service'),
      'dam:scene7PublishTimeStamp': date(AT),
    });
    expect(contentOf(root)).toEqual({
      ...contentOf(before),
      'jcr:lastModified': date(AT),
      'jcr:lastModifiedBy': string('mira'),
    });
    expect(readAssetState(root).aem.modifiedSince).toBe(true);
  });

  it('of a delivered video stays delivered without being published again', () => {
    const before = assetOf({
      ...PUBLISHED,
      'dc:format': string('video/mp4'),
      'dam:scene7Type': string('Video'),
    });
    const root = carriedOut(before, effects('modified', 'sync', 'keep'), factsOf({ mimeType: 'video/mp4' }));
    expect(metadataOf(root)).toMatchObject({
      'dam:scene7FileStatus': string('PublishComplete'),
      'dam:scene7PublishTimeStamp': date(BEFORE),
      'dam:scene7UploadTimeStamp': date(AT),
      // A word of Dynamic Media's own that the MIME type does not tell.
      'dam:scene7Type': string('Video'),
    });
  });

  it('of what was unpublished keeps the time by which that is known', () => {
    const before = assetOf({ ...PUBLISHED, 'dam:scene7FileStatus': string('PublishIncomplete') });
    const { dynamicMedia } = readAssetState(carriedOut(before, effects('modified', 'sync')));
    expect(dynamicMedia).toMatchObject({
      published: false,
      status: 'PublishIncomplete',
      at: BEFORE.toISOString(),
    });
  });

  it('that a plugin keeps from being synced is published as it was uploaded', () => {
    const root = carriedOut(assetOf(PUBLISHED), [vetoed('sync'), ...effects('publish')]);
    expect(metadataOf(root)).toMatchObject({
      'dam:scene7UploadTimeStamp': date(BEFORE),
      'dam:scene7PublishTimeStamp': date(AT),
    });
  });

  it('follows the folder and the MIME type within its own company', () => {
    const before = assetOf({
      ...LINK,
      'dam:scene7File': string('Acme/Tea'),
      'dam:scene7Folder': string('Acme/old/'),
    });
    const root = carriedOut(before, effects('sync'), factsOf({ mimeType: 'application/pdf' }));
    expect(metadataOf(root)).toMatchObject({
      'dam:scene7Folder': string('Acme/campaign/summer/'),
      'dam:scene7Type': string('PDF'),
      'dam:scene7File': string('Acme/Tea'),
    });
  });

  it('completes a link that lacks something', () => {
    const before = assetOf({ 'dam:scene7ID': string('a|1'), 'dam:scene7Domain': string('') });
    expect(metadataOf(carriedOut(before, effects('sync')))).toMatchObject({
      'dam:scene7ID': string('a|1'),
      'dam:scene7Domain': string('https://s7d1.scene7.com/'),
      'dam:scene7File': string('Acme/hero'),
    });
  });

  it('that leads to nothing changes nothing', () => {
    const root = assetOf(PUBLISHED, TRIO);
    expect(effectEdits(effects('keep', 'deliver', 'extract'), factsOf(), root)).toEqual([]);
    expect(effectEdits([vetoed('clear'), vetoed('identify'), vetoed('sync')], factsOf(), root)).toEqual([]);
  });

  it.each<[string, NodeData]>([
    ['without content', node({ 'jcr:primaryType': name('dam:Asset') })],
    [
      'with places for its nodes only',
      node(
        { 'jcr:primaryType': name('dam:Asset') },
        { 'jcr:content': { properties: new Map(), children: new Map(), placeholder: true } },
      ),
    ],
    [
      'without metadata',
      node(
        { 'jcr:primaryType': name('dam:Asset') },
        { 'jcr:content': node({ 'jcr:primaryType': name('dam:AssetContent') }) },
      ),
    ],
  ])('of a node %s makes what is missing', (_, before) => {
    const root = carriedOut(before, effects('modified', 'sync', 'publish'));
    expect(valueAt(root, ['jcr:content'], 'jcr:primaryType')).toBe('dam:AssetContent');
    expect(valueAt(root, METADATA, 'jcr:primaryType')).toBe('nt:unstructured');
    expect(readAssetState(root).dynamicMedia.published).toBe(true);
  });
});

describe('a copy', () => {
  const CLUTTER: Record<string, Property> = {
    ...TRIO,
    'cq:lastReplicated_publish': date(BEFORE),
    'cq:lastReplicatedBy_preview': string('author'),
    'cq:lastReplicationAction_scene7': string('Activate'),
    'cq:lastPublished': date(BEFORE),
    'dam:portalReplicationAction': string('Activate'),
    'dam:portalReplicationDate': date(BEFORE),
    'dam:scene7RequestID': string('1'),
    'cq:name': string('hero.jpg'),
    'jcr:created': date(BEFORE),
    'jcr:createdBy': string('author'),
    'jcr:mixinTypes': names(['cq:ReplicationStatus', 'cq:ReplicationStatus2', 'cq:Taggable']),
    onTime: date(BEFORE),
    'jcr:lastModified': date(BEFORE),
  };

  it('inherits nothing of the publish state, and everything else', () => {
    const before = assetOf({ ...PUBLISHED, 'jcr:mixinTypes': names(['cq:ReplicationStatus']) }, CLUTTER);
    const root = carriedOut(before, effects('identify', 'clear', 'keep'));
    expect(contentOf(root)).toEqual({
      'jcr:primaryType': name('dam:AssetContent'),
      'jcr:mixinTypes': names(['cq:Taggable']),
      onTime: date(BEFORE),
      'jcr:lastModified': date(BEFORE),
    });
    expect(metadataOf(root)).toEqual({
      'jcr:primaryType': name('nt:unstructured'),
      'dc:title': string('Tea'),
      'dc:format': string('image/jpeg'),
    });
    expect(readAssetState(root)).toMatchObject({ uuid: 'uuid-new', sync: { synced: false } });
  });

  it('that is synced is called by its own name', () => {
    const root = carriedOut(
      assetOf(PUBLISHED, TRIO),
      effects('identify', 'clear', 'sync'),
      factsOf({ scene7Name: 'hero-1' }),
    );
    expect(metadataOf(root)).toMatchObject({
      'dam:scene7File': string('Acme/hero-1'),
      'dam:scene7Name': string('hero-1'),
      'dam:scene7Domain': string('https://s7d1.scene7.com/'),
      'dam:scene7FileStatus': string('PublishIncomplete'),
      'dam:scene7Folder': string('Acme/campaign/summer/'),
    });
    expect(metadataOf(root)['dam:scene7ID']).not.toEqual(LINK['dam:scene7ID']);
    expect(metadataOf(root)).not.toHaveProperty('dam:scene7PublishTimeStamp');
  });

  it('sets anew in place what it would remove', () => {
    const edits = effectEdits(effects('clear', 'sync'), factsOf(), assetOf(PUBLISHED));
    const removed = edits.flatMap((edit) => (edit.edit === 'remove' ? [edit.property] : []));
    expect(removed).toEqual(['dam:scene7PublishedBy', 'dam:scene7PublishTimeStamp']);
  });

  it('that is not supported says only that', () => {
    const root = carriedOut(assetOf(PUBLISHED), effects('identify', 'clear', 'notSupported'));
    const ofDynamicMedia = Object.keys(metadataOf(root)).filter((property) =>
      property.startsWith('dam:scene7'),
    );
    expect(ofDynamicMedia).toEqual(['dam:scene7FileStatus']);
  });

  it('gets new identities throughout, the root the one that was chosen', () => {
    const inner = () => node({ 'jcr:uuid': string('old') });
    const before = node(
      { 'jcr:primaryType': name('dam:Asset'), 'jcr:uuid': string('old') },
      {
        'jcr:content': node(
          { 'jcr:primaryType': name('dam:AssetContent') },
          { a: inner(), b: node({}, { c: inner() }) },
        ),
      },
    );
    const edits = effectEdits(effects('identify'), factsOf(), before);
    expect(
      edits.map(({ node: at, ...edit }) => [at.join('/'), 'value' in edit ? edit.value.values[0] : '']),
    ).toEqual([
      ['', 'uuid-new'],
      ['jcr:content/a', 'uuid-1'],
      ['jcr:content/b/c', 'uuid-2'],
    ]);
  });

  it('of a folder is cleared, too', () => {
    const before = node(
      { 'jcr:primaryType': name('sling:Folder'), 'jcr:uuid': string('old'), 'jcr:created': date(BEFORE) },
      {
        'jcr:content': node({
          'jcr:primaryType': name('nt:unstructured'),
          'jcr:title': string('Summer'),
          'dam:publishMode': string('selective'),
          ...TRIO,
        }),
      },
    );
    const root = carriedOut(before, effects('identify', 'clear'));
    expect([...root.properties.keys()]).toEqual(['jcr:primaryType', 'jcr:uuid']);
    expect(valueAt(root, [], 'jcr:uuid')).toBe('uuid-new');
    expect(Object.keys(contentOf(root))).toEqual(['jcr:primaryType', 'jcr:title', 'dam:publishMode']);
  });

  it('has nothing to clear where nothing is', () => {
    expect(effectEdits(effects('identify', 'clear'), factsOf(), node({}))).toEqual([]);
  });

  it('keeps the dates of comments', () => {
    const comment = node({ 'jcr:primaryType': name('nt:unstructured'), 'jcr:created': date(BEFORE) });
    const before = node(
      { 'jcr:primaryType': name('dam:Asset') },
      {
        'jcr:content': node(
          { 'jcr:primaryType': name('dam:AssetContent') },
          { comments: node({ 'jcr:primaryType': name('nt:unstructured') }, { one: comment }) },
        ),
      },
    );
    expect(effectEdits(effects('clear'), factsOf(), before)).toEqual([]);
  });
});

it('answers the same edits for the same facts', () => {
  const root = assetOf(PUBLISHED, TRIO);
  const list = effects('identify', 'clear', 'sync', 'publish', 'modified');
  expect(effectEdits(list, factsOf(), root)).toEqual(effectEdits(list, factsOf(), root));
});
