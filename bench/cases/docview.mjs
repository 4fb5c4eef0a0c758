// DocView files: parsed to offsets, to the node, edited and printed, in MB/s, beside saxes and fast-xml-parser.
// argv: a folder of files
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { SaxesParser } from 'saxes';
import { docviewFormat } from '../../dist/docview/docview-format.js';
import { parseXml } from '../../dist/docview/parse-xml.js';

const [, , root = ''] = process.argv;
const foreign = new XMLParser({ ignoreAttributes: false });
const texts = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.xml'))
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .filter((text) => docviewFormat.parse(text, 'file').document !== undefined);
const documents = texts.flatMap((text) => docviewFormat.parse(text, 'file').document ?? []);
const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
/** @type {import('../../src/jcr/property.ts').Property} */
const title = { type: 'String', multiple: false, values: ['a new title'] };

/** @type {Record<string, () => void>} */
const subjects = {
  saxes: () => {
    for (const text of texts) new SaxesParser({ xmlns: false, position: false }).write(text).close();
  },
  fastXmlParser: () => {
    for (const text of texts) foreign.parse(text);
  },
  parse: () => {
    for (const text of texts) parseXml(text);
  },
  parseToNode: () => {
    for (const text of texts) void docviewFormat.parse(text, 'file').document?.root;
  },
  edit: () => {
    for (const document of documents) {
      document.edit([{ edit: 'set', node: [], property: 'jcr:title', value: title }]);
    }
  },
  print: () => {
    for (const { root: node } of documents) {
      try {
        docviewFormat.print(node);
      } catch {
        // A prefix of the file's own: nothing is printed for it, and nothing counted wrongly by much.
      }
    }
  },
};

/** @type {Record<string, number>} */
const best = {};
for (let round = 0; round < 6; round++) {
  for (const [name, run] of Object.entries(subjects)) {
    const start = performance.now();
    run();
    best[name] = Math.min(best[name] ?? Number.POSITIVE_INFINITY, performance.now() - start);
  }
}
console.log(
  JSON.stringify(
    Object.fromEntries(Object.entries(best).map(([name, ms]) => [name, megabytes / (ms / 1000)])),
  ),
);
