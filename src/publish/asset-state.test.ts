import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { docviewFormat } from '../docview/docview-format.ts';
import { type NodeData, node } from '../jcr/node.ts';
import { date, long, type Property, string } from '../jcr/property.ts';
import { EMPTY_STATE, isVolatile, readAssetState, readFolderState } from './asset-state.ts';

type Values = Readonly<Record<string, Property>>;

const assetOf = (content: Values, metadata: Values = {}): NodeData =>
  node({ 'jcr:uuid': string('u-1') }, { 'jcr:content': node(content, { metadata: node(metadata) }) });

const EARLY = new Date('2026-01-01T00:00:00.000Z');
const LATE = new Date('2026-02-01T00:00:00.000Z');

const ACTIVATED: Values = {
  'cq:lastReplicated': date(EARLY),
  'cq:lastReplicatedBy': string('mira'),
  'cq:lastReplicationAction': string('Activate'),
};

/** What Dynamic Media writes, as a real export has it (facts on AEM's vocabulary §6). */
const SYNCED: Values = {
  'dc:format': string('image/jpeg'),
  'dam:scene7ID': string('a|398511447'),
  'dam:scene7Name': string('Tea cup'),
  'dam:scene7File': string('Rifbjerg/Tea cup'),
  'dam:scene7FileStatus': string('PublishIncomplete'),
  'dam:scene7Domain': string('http://s7g10.scene7.com/'),
  'dam:scene7Type': string('Image'),
  'dam:scene7UploadTimeStamp': date(EARLY),
  'dam:scene7LastModified': long(LATE.getTime()),
};

describe('the state of an asset', () => {
  it('is empty where its node says nothing', () => {
    expect(readAssetState(node({}))).toEqual(EMPTY_STATE);
    expect(readAssetState(node({}, { 'jcr:content': node({}) }))).toEqual(EMPTY_STATE);
  });

  it('tells who and what it is', () => {
    const root = assetOf({}, { 'dc:title': string('Tea'), 'dc:format': string('image/png') });
    expect(readAssetState(root)).toMatchObject({ uuid: 'u-1', title: 'Tea', mimeType: 'image/png' });
  });

  it('tells its link to Dynamic Media', () => {
    expect(readAssetState(assetOf({}, SYNCED)).sync).toEqual({
      synced: true,
      id: 'a|398511447',
      name: 'Tea cup',
      file: 'Rifbjerg/Tea cup',
      uploadedAt: EARLY.toISOString(),
      lastModified: LATE.toISOString(),
    });
    const blank = { ...SYNCED, 'dam:scene7ID': string('') };
    expect(readAssetState(assetOf({}, blank)).sync.synced).toBe(false);
  });
});

describe('AEM', () => {
  const aem = (content: Values, metadata?: Values) => readAssetState(assetOf(content, metadata)).aem;

  it('has published what was activated', () => {
    expect(aem(ACTIVATED)).toEqual({
      published: true,
      action: 'Activate',
      by: 'mira',
      at: EARLY.toISOString(),
      modifiedSince: false,
    });
  });

  it('has not published what was deactivated, and remembers who did', () => {
    const content = {
      ...ACTIVATED,
      'cq:lastReplicationAction': string('Deactivate'),
      'jcr:lastModified': date(LATE),
    };
    expect(aem(content)).toMatchObject({
      published: false,
      action: 'Deactivate',
      by: 'mira',
      modifiedSince: false,
    });
  });

  it('goes by the property without a suffix alone', () => {
    expect(aem({ 'cq:lastReplicationAction_publish': string('Activate') }).published).toBe(false);
  });

  it.each<[string, Values, Values, boolean]>([
    ['never modified', {}, {}, false],
    ['modified before', { 'jcr:lastModified': date(new Date(EARLY.getTime() - 1)) }, {}, false],
    ['modified at that moment', { 'jcr:lastModified': date(EARLY) }, {}, false],
    ['modified later', { 'jcr:lastModified': date(LATE) }, {}, true],
    ['with metadata modified later', {}, { 'jcr:lastModified': date(LATE) }, true],
    ['with cq:lastModified later', { 'cq:lastModified': date(LATE) }, {}, true],
    [
      'with the latest of several later',
      { 'jcr:lastModified': date(EARLY), 'cq:lastModified': date(LATE) },
      {},
      true,
    ],
    [
      'modified earlier though its clock reads later, in another time zone',
      { 'jcr:lastModified': { type: 'Date', multiple: false, values: ['2026-01-01T01:00:00.000+02:00'] } },
      {},
      false,
    ],
    ['modified at no readable time', { 'jcr:lastModified': string('soon') }, {}, false],
  ])('shows what was published and %s as it is', (_, content, metadata, modifiedSince) => {
    expect(aem({ ...ACTIVATED, ...content }, metadata).modifiedSince).toBe(modifiedSince);
  });

  it('publishes folders, too', () => {
    const root = node({}, { 'jcr:content': node(ACTIVATED) });
    expect(readFolderState(root).aem).toMatchObject({ published: true, by: 'mira' });
    expect(readFolderState(node({})).aem).toEqual(EMPTY_STATE.aem);
  });
});

describe('Dynamic Media', () => {
  const dynamicMedia = (metadata: Values) =>
    readAssetState(assetOf({}, { ...SYNCED, ...metadata })).dynamicMedia;

  it.each([
    ['PublishComplete', true],
    ['PublishIncomplete', false],
    ['NotSupported', false],
    ['UploadFailed', false],
    ['PublishFailed', false],
    ['PublishQueued', false],
  ])('delivers what is %s: %s', (status, published) => {
    expect(dynamicMedia({ 'dam:scene7FileStatus': string(status) })).toMatchObject({ status, published });
  });

  it('has no status for what was never synced', () => {
    expect(readAssetState(assetOf({})).dynamicMedia).toEqual({ published: false });
  });

  it.each<[string, Property]>([
    ['a Date', date(EARLY)],
    ['milliseconds', long(EARLY.getTime())],
    ['milliseconds in a String', string(String(EARLY.getTime()))],
  ])('tells by whom and when it was published, the time as %s', (_, time) => {
    const metadata = {
      'dam:scene7PublishTimeStamp': time,
      'dam:scene7PublishedBy': string('dam-writer-service'),
    };
    expect(dynamicMedia(metadata)).toMatchObject({ by: 'dam-writer-service', at: EARLY.toISOString() });
  });

  it('names nobody where AEM left the name empty', () => {
    expect(dynamicMedia({ 'dam:scene7PublishedBy': string('') }).by).toBeUndefined();
  });

  it.each([
    ['Image', 'image/jpeg', 'image'],
    ['ImageSet', '', 'image'],
    ['Static', 'image/svg+xml', 'content'],
    ['AnimatedGif', 'image/gif', 'content'],
    ['MasterVideo', 'video/mp4', 'content'],
    ['Video', 'video/mp4', 'content'],
    ['PDF', 'application/pdf', 'content'],
    ['ThreeD', 'model/gltf-binary', 'content'],
    ['', 'image/png', 'image'],
    ['', 'image/svg+xml', 'content'],
    ['', 'application/zip', 'content'],
    ['', 'application/x-unheard-of', 'content'],
  ])('delivers the kind "%s" of type "%s" by is/%s', (type, format, service) => {
    const metadata = { 'dam:scene7Type': string(type), 'dc:format': string(format) };
    expect(dynamicMedia(metadata).url).toBe(`http://s7g10.scene7.com/is/${service}/Rifbjerg/Tea cup`);
  });

  it('has a URL only where domain and file are known, with one slash between', () => {
    expect(dynamicMedia({ 'dam:scene7Domain': string('') }).url).toBeUndefined();
    expect(dynamicMedia({ 'dam:scene7File': string('') }).url).toBeUndefined();
    expect(dynamicMedia({ 'dam:scene7Domain': string('https://a.b') }).url).toMatch(/^https:\/\/a\.b\/is\//);
  });
});

describe('a property is', () => {
  it.each([
    ...['jcr:uuid', 'cq:lastReplicated', 'cq:lastReplicatedBy_publish', 'cq:lastReplicationAction_scene7'],
    ...['cq:lastPublishedBy', 'dam:scene7ID', 'dam:scene7PublishPending', 'dam:portalReplicationDate'],
    ...['jcr:lastModified', 'jcr:lastModifiedBy', 'cq:lastModifiedBy', 'dam:extracted', 'dam:assetState'],
  ])('state: %s', (property) => expect(isVolatile(property)).toBe(true));

  it.each([
    ...['dc:title', 'onTime', 'offTime', 'cq:name', 'cq:tags', 'dam:sha1', 'dam:size', 'dam:status'],
    ...['dam:syncMode', 's7-sync-mode', 'dmpublish-mode', 'jcr:created', 'jcr:primaryType', 'jcr:title', ''],
  ])('content: %s', (property) => expect(isVolatile(property)).toBe(false));
});

const archive = join(import.meta.dirname, '..', '..', '..', 'shared', 'corpus', 'wknd-dam.tar.gz');

describe.skipIf(!existsSync(archive))('WKND (skipped where ../shared/corpus is absent)', () => {
  function nodesOf(): (path: string) => NodeData {
    const folder = temporaryFolder();
    execFileSync('tar', ['xzf', archive, '-C', folder]);
    return (path) => {
      const file = join(folder, 'wknd-dam/jcr_root/content/dam/wknd', path, '.content.xml');
      const { document } = docviewFormat.parse(readFileSync(file, 'utf8'), file);
      if (!document) throw new Error(`${file} cannot be parsed`);
      return document.root;
    };
  }

  it('has assets that are not published and not synced', () => {
    const at = nodesOf();
    for (const [name, mimeType] of [
      ['wknd-logo-dk.png', 'image/png'],
      ['wknd-logo-dk.svg', 'image/svg+xml'],
      ['not-found.jpg', 'image/jpeg'],
    ]) {
      const state = readAssetState(at(`en/site/${name}`));
      expect(state).toMatchObject({
        ...EMPTY_STATE,
        mimeType,
        uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
    }
  });

  it('has folders that are not published', () => {
    expect(readFolderState(nodesOf()('en/site'))).toEqual({ aem: EMPTY_STATE.aem });
  });
});
