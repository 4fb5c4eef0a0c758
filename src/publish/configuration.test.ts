import { describe, expect, it } from 'vitest';
import { type NodeData, node } from '../jcr/node.ts';
import { boolean, type Property, string } from '../jcr/property.ts';
import { type ConfigurationSources, resolveConfiguration } from './configuration.ts';

function cloudConfig(
  properties: Readonly<Record<string, string>>,
  mimeTypes: Readonly<Record<string, boolean>> = {},
): NodeData {
  const content: Record<string, Property> = {};
  for (const [name, value] of Object.entries(properties)) content[name] = string(value);
  const types = Object.entries(mimeTypes).map(([name, isOn]) => [name, node({ enabled: boolean(isOn) })]);
  return node({}, { 'jcr:content': node(content, { mimeTypes: node({}, Object.fromEntries(types)) }) });
}

const resolve = (sources: Partial<ConfigurationSources> = {}) =>
  resolveConfiguration({ defaultCompany: 'tree', explicitFolderSync: false, ...sources });

/** What a real export says (names and values of facts on AEM's vocabulary §2). */
const REAL = cloudConfig({
  companyname: 'Rifbjerg',
  companyHandle: 'c|24170',
  rootPath: 'Rifbjerg/',
  publishServer: 'http://s7g10.scene7.com',
  'selective-sync': 'off',
  syncEnabled: 'on',
  publishEnabled: 'off',
});

describe('the Dynamic Media Configuration', () => {
  it('has defaults', () => {
    expect(resolve()).toMatchObject({
      problems: [],
      configuration: {
        mode: 'scene7',
        company: 'tree',
        companyId: undefined,
        rootPath: 'tree/',
        publishAssets: 'immediately',
        syncAllContent: true,
        defaultSync: 'enabled',
        publishServer: 'https://s7d1.scene7.com/',
        cloudConfigPath: undefined,
        origins: { mode: 'default', company: 'default', syncAllContent: 'default', mimeTypes: 'default' },
      },
    });
  });

  it('is read from the tree’s node', () => {
    expect(resolve({ node: REAL })).toMatchObject({
      problems: [],
      configuration: {
        mode: 'scene7',
        company: 'Rifbjerg',
        companyId: 'c|24170',
        rootPath: 'Rifbjerg/',
        publishAssets: 'immediately',
        syncAllContent: true,
        defaultSync: 'enabled',
        publishServer: 'http://s7g10.scene7.com/',
        cloudConfigPath: '/conf/global/settings/cloudconfigs/dmscene7',
        origins: { mode: 'default', company: 'node', publishAssets: 'node', syncAllContent: 'node' },
      },
    });
  });

  it('is oakling’s where that says something, key by key', () => {
    const options = { company: 'Acme', publishAssets: 'selective', defaultSync: 'disabled' } as const;
    const { configuration } = resolve({ node: REAL, options });
    expect(configuration).toMatchObject({
      company: 'Acme',
      publishAssets: 'selective',
      defaultSync: 'disabled',
      publishServer: 'http://s7g10.scene7.com/',
      origins: {
        company: 'options',
        publishAssets: 'options',
        defaultSync: 'options',
        publishServer: 'node',
      },
    });
    // The node speaks of another company.
    expect(configuration).toMatchObject({ companyId: undefined, rootPath: 'Acme/' });
  });

  it.each([
    ['off', 'immediately'],
    ['on', 'uponActivation'],
    ['selective', 'selective'],
    ['Upon Activation', 'uponActivation'],
    ['', 'immediately'],
  ])('takes publishEnabled "%s" for %s', (publishEnabled, expected) => {
    const { configuration, problems } = resolve({ node: cloudConfig({ publishEnabled }) });
    expect(configuration.publishAssets).toBe(expected);
    expect(problems).toEqual([]);
  });

  it.each([
    ['publishEnabled', { publishAssets: 'selective' }],
    ['selective-sync', { syncAllContent: false }],
    ['syncEnabled', { defaultSync: 'disabled' }],
  ])('takes an unknown %s for what publishes least, and says so', (property, expected) => {
    const { configuration, problems } = resolve({ node: cloudConfig({ [property]: 'x7' }) });
    expect(configuration).toMatchObject(expected);
    expect(problems).toMatchObject([
      {
        code: 'settings.unknown-value',
        path: '/conf/global/settings/cloudconfigs/dmscene7',
        message: expect.stringContaining(`${property} has the unknown value "x7"`),
      },
    ]);
  });

  describe('obeys folders’ Sync modes', () => {
    it.each<[string, Partial<ConfigurationSources>, boolean, string]>([
      ['not, when nobody says anything', {}, true, 'default'],
      ['when a folder has one', { explicitFolderSync: true }, false, 'folders'],
      [
        'not, when a folder has one and oakling’s configuration syncs all',
        { explicitFolderSync: true, options: { syncAllContent: true } },
        true,
        'options',
      ],
      [
        'not, when a folder has one and the node syncs all',
        { explicitFolderSync: true, node: REAL },
        true,
        'node',
      ],
      ['when the node asks for it', { node: cloudConfig({ 'selective-sync': 'on' }) }, false, 'node'],
      ['when oakling’s configuration asks for it', { options: { syncAllContent: false } }, false, 'options'],
    ])('%s', (_, sources, syncAllContent, origin) => {
      expect(resolve(sources).configuration).toMatchObject({
        syncAllContent,
        origins: { syncAllContent: origin },
      });
    });
  });
});

describe('a MIME type goes to Dynamic Media', () => {
  const isOn = (sources: Partial<ConfigurationSources>, types: readonly string[]) =>
    types.map((type) => resolve(sources).configuration.mimeTypes(type));

  it('by default if it is an image, video, audio, PDF, SVG or 3D', () => {
    const on = [
      'image/jpeg',
      'image/svg+xml',
      'video/mp4',
      'audio/mpeg',
      'application/pdf',
      'model/gltf-binary',
    ];
    const off = ['text/plain', 'application/zip', 'application/octet-stream', ''];
    expect(isOn({}, on)).toEqual(on.map(() => true));
    expect(isOn({}, off)).toEqual(off.map(() => false));
  });

  it('if the configuration says so, the exact type before its wildcard', () => {
    const options = { mimeTypes: { 'video/*': false, 'video/webm': true, 'Application/ZIP': true } };
    const types = ['video/mp4', 'video/webm', 'application/zip', 'image/png', 'IMAGE/PNG; q=1'];
    expect(isOn({ options }, types)).toEqual([false, true, true, true, true]);
  });

  it('if the node says so', () => {
    const tree = cloudConfig({}, { image_png: false, 'application_x-custom': true });
    const types = ['image/png', 'image/jpeg', 'application/x-custom'];
    expect(isOn({ node: tree }, types)).toEqual([false, true, true]);
    expect(resolve({ node: tree }).configuration.origins.mimeTypes).toBe('node');
  });

  it('as oakling’s configuration says before the node, also by wildcard', () => {
    const tree = cloudConfig({}, { video_mp4: true, image_png: false });
    const options = { mimeTypes: { 'video/*': false } };
    expect(isOn({ node: tree, options }, ['video/mp4', 'image/png'])).toEqual([false, false]);
    expect(isOn({ options: { mimeTypes: { '*/*': false } } }, ['image/png'])).toEqual([false]);
  });
});
