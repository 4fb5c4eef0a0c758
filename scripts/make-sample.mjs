/**
 * Makes `content/`, the sample tree that `npm start` watches a copy of: folders with different settings in
 * both layouts, with assets in every state, as the rules in docs/rules.md would have left them.
 *
 * Run `npm run build && node scripts/make-sample.mjs`. Dates and identifiers are fixed, so the result only
 * changes with a drawing, a rule or a library.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FOLDERS } from './sample-content/folders.mjs';

/**
 * A module of the built sources, with their types.
 * @template T
 * @param {string} path
 * @returns {Promise<T>}
 */
const built = (path) => import(new URL(`../dist/${path}`, import.meta.url).href);

/** @type {typeof import('../src/dam/asset-node.ts')} */
const { newAssetNode, newFolderNode, originalNode } = await built('dam/asset-node.js');
/** @type {typeof import('../src/dam/binary.ts')} */
const { openBinary } = await built('dam/binary.js');
/** @type {typeof import('../src/dam/built-in-extractors.ts')} */
const { BUILT_IN_EXTRACTORS } = await built('dam/built-in-extractors.js');
/** @type {typeof import('../src/dam/extract.ts')} */
const { extract } = await built('dam/extract.js');
/** @type {typeof import('../src/docview/docview-format.ts')} */
const { docviewFormat } = await built('docview/docview-format.js');
/** @type {typeof import('../src/jcr/property.ts')} */
const { date, string } = await built('jcr/property.js');
/** @type {typeof import('../src/publish/configuration.ts')} */
const { resolveConfiguration } = await built('publish/configuration.js');
/** @type {typeof import('../src/publish/scene7-name.ts')} */
const { scene7Name } = await built('publish/scene7-name.js');
/** @type {typeof import('../src/publish/status-edits.ts')} */
const { effectProperties } = await built('publish/status-edits.js');
/** @type {typeof import('../src/vault/layout.ts')} */
const layouts = await built('vault/layout.js');
/** @type {typeof import('../src/yaml/yaml-format.ts')} */
const { yamlFormat } = await built('yaml/yaml-format.js');

const ROOT = join(import.meta.dirname, '..', 'content');
const UPLOADER = 'mira';
const PUBLISHER = 'admin';
const HOUR = 3_600_000;

// `npm start` copies the tree to .oakling/sample/content, whose company is called after that folder.
const { configuration } = resolveConfiguration({ defaultCompany: 'sample', explicitFolderSync: true });
/** @type {Set<string>} */
const scene7Names = new Set();
let clock = Date.parse('2026-06-01T08:00:00.000Z');

rmSync(ROOT, { recursive: true, force: true });
for (const folder of FOLDERS) {
  const node = newFolderNode(folder.title, { content: strings(folder.settings) });
  write(layouts.folderNodeFile(join(ROOT, folder.path), folder.layout), print(folder.layout, node));
  for (const asset of folder.assets) await makeAsset(folder, asset);
}

/**
 * @param {import('./sample-content/folders.mjs').SampleFolder} folder
 * @param {import('./sample-content/folders.mjs').SampleAsset} asset
 */
async function makeAsset({ path: folder, layout }, { name, bytes, metadata = {}, dynamicMedia, aem }) {
  const file = join(ROOT, folder, layouts.diskNameOf(name, layout));
  const original = layouts.originalFile(file, layout);
  const content = await bytes();
  write(original, content);
  const binary = await openBinary(original, name, content.length);
  const { properties, problems } = await extract(binary, BUILT_IN_EXTRACTORS);
  if (problems.length > 0) throw new Error(`${file}: ${problems.map(({ message }) => message).join(' ')}`);

  const path = `/content/dam/${folder}/${name}`;
  const uuid = uuidOf(path);
  clock += HOUR;
  const at = new Date(clock);
  const published = new Date(clock + HOUR / 2);
  const status = effectProperties(effectsOf(dynamicMedia), {
    path,
    name,
    uuid,
    at,
    configuration,
    user: UPLOADER,
    mimeType: binary.mimeType,
    scene7Name: dynamicMedia ? uniqueName(name) : '',
    newUuid: () => uuidOf(`${path}#`),
  });
  const node = newAssetNode({
    name,
    uuid,
    at,
    by: UPLOADER,
    sha1: createHash('sha1').update(content).digest('hex'),
    size: content.length,
    mimeType: binary.mimeType,
    extracted: { ...properties, ...strings(metadata) },
    extra: { content: aem ? replicationProperties(published) : {}, metadata: status.metadata },
  });
  write(layouts.assetNodeFile(file, layout), print(layout, node));
  if (layout === 'vault') {
    write(layouts.companionNodeFile(original), print(layout, originalNode(binary.mimeType, UPLOADER)));
  }
}

/**
 * @param {import('./sample-content/folders.mjs').SampleAsset['dynamicMedia']} dynamicMedia
 * @returns {import('../src/publish/effect.ts').Effect[]}
 */
function effectsOf(dynamicMedia) {
  const reason = 'The sample was made so.';
  if (dynamicMedia === undefined) return [];
  const sync = /** @type {const} */ ({ type: 'sync', reason });
  return dynamicMedia === 'synced' ? [sync] : [sync, { type: 'publish', reason }];
}

/** @param {Date} at */
function replicationProperties(at) {
  return {
    'cq:lastReplicated': date(at),
    'cq:lastReplicatedBy': string(PUBLISHER),
    'cq:lastReplicationAction': string('Activate'),
  };
}

/** @param {string} fileName */
function uniqueName(fileName) {
  const name = scene7Name(fileName, (taken) => scene7Names.has(taken));
  scene7Names.add(name);
  return name;
}

/** A version 5 style identifier that belongs to a path. @param {string} path */
function uuidOf(path) {
  const hex = createHash('sha1').update(path).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-');
}

/** @param {Readonly<Record<string, string>>} values */
function strings(values) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, string(value)]));
}

/** @param {import('../src/vault/layout.ts').Layout} layout @param {import('../src/jcr/node.ts').NodeData} node */
function print(layout, node) {
  return (layout === 'vault' ? docviewFormat : yamlFormat).print(node);
}

/** @param {string} file @param {string | Buffer} content */
function write(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
