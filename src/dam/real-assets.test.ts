/**
 * oakling's extraction held against what AEM wrote into the nodes of real assets.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpusMissing, unpackCorpus } from '../../test/support/corpus.ts';
import { sha1OfSync } from '../disk/hash.ts';
import { firstValue, type Property } from '../jcr/property.ts';
import { newAssetNode, originalNode } from './asset-node.ts';
import { openBinary } from './binary.ts';
import { BUILT_IN_EXTRACTORS } from './built-in-extractors.ts';
import { extract } from './extract.ts';
import { embeddedProperty } from './extractors/embedded-vocabulary.ts';
import { makeRenditions } from './renditions.ts';

const ASSETS = [
  'not-found.jpg',
  'wknd-logo-dk.png',
  'wknd-logo-light.png',
  'wknd-logo-dk.svg',
  'wknd-logo-light.svg',
];

/** `{Long}24` → type and value. Values here need no unescaping. */
function attribute(raw: string): Property {
  const [, type = 'String', value = ''] = /^(?:\{(\w+)\})?(.*)$/s.exec(raw) ?? [];
  const multiple = value.startsWith('[');
  return {
    type: type as Property['type'],
    multiple,
    values: multiple ? value.slice(1, -1).split(',') : [value],
  };
}

/** The attributes of the first element of a name. */
function attributesOf(xml: string, element: string): Map<string, Property> {
  const tag = new RegExp(`<${element}((?:\\s+[\\w:]+="[^"]*")*)`).exec(xml)?.[1] ?? '';
  return new Map(
    [...tag.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, name = '', raw = '']) => [name, attribute(raw)]),
  );
}

describe.skipIf(corpusMissing)(`real assets${corpusMissing ? ` (skipped: ${corpusMissing})` : ''}`, () => {
  let folder = '';
  let site = '';
  beforeAll(() => {
    folder = unpackCorpus('wknd-dam');
    const root = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((path) =>
      path.endsWith('en/site'),
    );
    site = join(folder, root ?? '');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const renditionsOf = (asset: string) => join(site, asset, '_jcr_content', 'renditions');
  const metadataOf = (asset: string) =>
    attributesOf(readFileSync(join(site, asset, '.content.xml'), 'utf8'), 'metadata');

  async function ingested(asset: string) {
    const file = join(renditionsOf(asset), 'original');
    const size = readFileSync(file).length;
    const binary = await openBinary(file, asset, size);
    const { properties: extracted, problems } = await extract(binary, BUILT_IN_EXTRACTORS);
    expect(problems).toEqual([]);
    const facts = { name: asset, uuid: 'u', sha1: sha1OfSync(file), size, mimeType: binary.mimeType };
    const root = newAssetNode({ ...facts, at: new Date(0), by: 'admin', extracted });
    return { binary, metadata: root.children.get('jcr:content')?.children.get('metadata')?.properties };
  }

  it.each(ASSETS)('%s gets the metadata AEM gave it, value by value and type by type', async (asset) => {
    const { metadata } = await ingested(asset);
    const written = metadataOf(asset);
    const differing = [...(metadata ?? [])].filter(([name, property]) => {
      const theirs = written.get(name);
      const untyped = name.startsWith('jcr:') ? theirs && { ...theirs, type: property.type } : theirs;
      return JSON.stringify(untyped) !== JSON.stringify(property);
    });
    // When AEM wrote metadata back into a file, it did not update what it knew of the file before;
    // and it keeps the terms of fractions.
    const explained = new Set(
      'dam:extracted dam:size dam:Numberoftextualcomments tiff:XResolution tiff:YResolution'.split(' '),
    );
    expect(differing.map(([name]) => name).filter((name) => !explained.has(name))).toEqual([]);
    for (const [name, property] of differing) expect(property.type).toBe(written.get(name)?.type);
  });

  it.each(ASSETS)('%s lacks nothing that AEM extracted', async (asset) => {
    const { metadata } = await ingested(asset);
    const missing = [...metadataOf(asset).keys()].filter((name) => !metadata?.has(name));
    // What an author's edit left, and the raw comments of a PNG.
    const explained = new Set('jcr:lastModified jcr:lastModifiedBy dc:modified dam:Comments'.split(' '));
    expect(missing.filter((name) => !explained.has(name))).toEqual([]);
  });

  it.each(ASSETS)('%s is of the type AEM says its original is', async (asset) => {
    const companion = readFileSync(join(renditionsOf(asset), 'original.dir', '.content.xml'), 'utf8');
    const { binary } = await ingested(asset);
    const mine = originalNode(binary.mimeType, 'admin').children.get('jcr:content')?.properties;
    const theirs = attributesOf(companion, 'jcr:content');
    expect(
      Object.fromEntries([...(mine ?? [])].map(([name, property]) => [name, firstValue(property)])),
    ).toEqual(Object.fromEntries([...theirs].map(([name, property]) => [name, firstValue(property)])));
  });

  it.each(ASSETS)('%s gets renditions of AEM’s names and sizes', async (asset) => {
    const { binary } = await ingested(asset);
    const { renditions, problem } = await makeRenditions(binary.file, binary.mimeType, asset);
    expect(problem).toBeUndefined();
    const theirs = readdirSync(renditionsOf(asset)).filter((name) => /^cq5dam\..*(?<!\.dir)$/.test(name));
    expect(renditions.map(({ name }) => name).toSorted()).toEqual(theirs.toSorted());
    for (const { name, bytes } of renditions) {
      const mine = await sharp(bytes).metadata();
      const aem = await sharp(join(renditionsOf(asset), name)).metadata();
      // AEM rounds the fractional size of a vector graphic up, librsvg down.
      const tolerance = binary.mimeType === 'image/svg+xml' ? 1 : 0;
      expect(Math.abs(mine.width - aem.width)).toBeLessThanOrEqual(tolerance);
      expect(Math.abs(mine.height - aem.height)).toBeLessThanOrEqual(tolerance);
      expect(mine.format).toBe(aem.format);
    }
  });
});

describe.skipIf(corpusMissing)(`real metadata${corpusMissing ? ` (skipped: ${corpusMissing})` : ''}`, () => {
  let folder = '';
  beforeAll(() => {
    folder = unpackCorpus('docview-corpus');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has the types oakling gives to embedded properties of these names', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.xml'),
    );
    const unlike = new Set<string>();
    let compared = 0;
    for (const file of files) {
      const xml = readFileSync(join(folder, file), 'utf8');
      if (!xml.includes('dam:Asset"')) continue;
      for (const [name, property] of attributesOf(xml, 'metadata')) {
        if (!/^(?:dc|xmp|xmpMM|xmpRights|photoshop|tiff|exif|Iptc4xmpCore|pdf|xmpDM):/.test(name)) continue;
        if (name.includes('_xmpArrayType')) continue;
        const [single = ''] = property.values;
        const typed = embeddedProperty(name, property.multiple ? property.values : single);
        if (typed === undefined) continue;
        compared++;
        if (typed.type !== property.type || typed.multiple !== property.multiple) unlike.add(name);
      }
    }
    expect(compared).toBeGreaterThan(400);
    // Once a Word file's author stands as a single string; AEM takes dates without dashes for numbers,
    // and a length for one.
    expect([...unlike].toSorted()).toEqual(['dc:creator', 'dc:date', 'dc:extent']);
  });
});
