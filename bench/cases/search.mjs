// Searches of a large tree, each against a plain filter over the List view's rows held as objects.
// argv: folder
import { join } from 'node:path';
import { createOakling } from '../../dist/index.js';

/**
 * @typedef {import('../../dist/index.js').ListRow} Row
 * @typedef {{
 *   query: import('../../dist/index.js').SearchQuery,
 *   test: (row: Row) => boolean,
 *   compare?: (a: Row, b: Row) => number,
 * }} Case
 */

const ROUNDS = 9;
const PAGE = 100;

/** What is in use when nothing more can be given back. */
function memory() {
  for (let i = 0; i < 5; i++) globalThis.gc?.();
  return process.memoryUsage();
}

/** @param {() => unknown} work */
async function median(work) {
  const times = [];
  for (let i = 0; i < ROUNDS; i++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
}

/** @param {string | null} a @param {string | null} b */
const byText = (a, b) => ((a ?? '') < (b ?? '') ? -1 : Number((a ?? '') > (b ?? '')));
/** @param {Row} a @param {Row} b */
const byPath = (a, b) => byText(a.path, b.path);
/** @param {Row} row @param {string} word */
const hasWord = ({ name, title }, word) =>
  ` ${name} ${title}`.toLowerCase().replaceAll('-', ' ').includes(` ${word}`);

/** @type {Record<string, Case>} */
const CASES = {
  'a rare word': { query: { text: '4711' }, test: (row) => hasWord(row, '4711') },
  'a word that all have': { query: { text: 'hero' }, test: (row) => hasWord(row, 'hero') },
  'a folder and a type': {
    query: { path: '/content/dam/brand-3', mime: 'image/*' },
    test: ({ path, type }) => path.startsWith('/content/dam/brand-3/') && type?.startsWith('image/') === true,
  },
  'two states and a mode': {
    query: { aem: 'unpublished', dynamicMedia: 'notSynced', publishMode: 'immediately' },
    test: ({ aem, dynamicMedia }) => !aem.published && dynamicMedia?.status === null,
  },
  'a size, the newest first': {
    query: { size: '..1MB', order: '-modified' },
    test: ({ size }) => size !== null && size <= 1024 ** 2,
    compare: (a, b) => byText(b.modified, a.modified) || byPath(a, b),
  },
};

const [, , root = ''] = process.argv;
const stateFolder = join(root, '..', 'state');
const oakling = await createOakling({
  root,
  mount: '/content/dam',
  stateFolder,
  renditions: false,
  readOnly: true,
});
await oakling.idle();
const { assets } = oakling.ready;
const before = memory();
const start = performance.now();
await oakling.search({ text: 'hero', limit: PAGE });
const first = performance.now() - start;
const after = memory();

const { paths } = await oakling.search({});
/** @type {Row[]} */
const rows = [];
for (let at = 0; at < paths.length; at += 1000) {
  rows.push(...(await oakling.listRows(paths.slice(at, at + 1000))));
}
/** @type {Record<string, number>} */
const times = {};
for (const [name, { query, test, compare = byPath }] of Object.entries(CASES)) {
  times[name] = await median(() => oakling.search({ ...query, limit: PAGE }));
  times[`floor of ${name}`] = await median(() => rows.filter(test).sort(compare).slice(0, PAGE));
}
console.log(
  JSON.stringify({
    first,
    heapPerAsset: (after.heapUsed - before.heapUsed) / assets,
    besidesPerAsset: (after.arrayBuffers - before.arrayBuffers) / assets,
    ...times,
  }),
);
await oakling.close();
