import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SummaryQuery } from '../format/node-document.ts';
import { summarizeNode } from '../format/summarize-node.ts';
import { docviewFormat } from './docview-format.ts';
import { summarizeDocView } from './summarize-docview.ts';

const QUERY: SummaryQuery = {
  capture: [],
  located: [
    'jcr:uuid',
    'jcr:content/jcr:title',
    'jcr:content/metadata/dc:title',
    'jcr:content/metadata/cq:tags',
    'jcr:content/metadata/dam:size',
  ],
  volatile: () => false,
};

const NODE = `<?xml version="1.0" encoding="UTF-8"?>
<jcr:root xmlns:jcr="http://www.jcp.org/jcr/1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:cq="http://www.day.com/jcr/cq/1.0" xmlns:dam="http://www.day.com/dam/1.0"
    jcr:primaryType="dam:Asset" jcr:uuid="u-1" dc:title="of the asset itself">
    <related dc:title="elsewhere">
        <jcr:content jcr:title="too deep"/>
    </related>
    <jcr:content jcr:title="Sun &amp; sea">
        <before/>
        <metadata dc:title="[Strand,Plage &lt;3]" cq:tags="[a:b\\,c]" dam:size="{Long}12">
            <metadata dc:title="too deep"/>
        </metadata>
        <after dc:title="too late"/>
    </jcr:content>
</jcr:root>
`;

function quick(text: string) {
  const bytes = Buffer.from(text);
  return summarizeDocView(bytes, bytes.length, QUERY)?.located;
}

function plain(text: string) {
  const { document } = docviewFormat.parse(text, 'node');
  return document && summarizeNode(document.root, QUERY).located;
}

describe('located properties', () => {
  it('are those at their very place, with all their values', () => {
    expect(quick(NODE)).toEqual({
      'jcr:uuid': { type: 'undefined', multiple: false, values: ['u-1'] },
      'jcr:content/jcr:title': { type: 'undefined', multiple: false, values: ['Sun & sea'] },
      'jcr:content/metadata/dc:title': { type: 'undefined', multiple: true, values: ['Strand', 'Plage <3'] },
      'jcr:content/metadata/cq:tags': { type: 'undefined', multiple: true, values: ['a:b,c'] },
      'jcr:content/metadata/dam:size': { type: 'Long', multiple: false, values: ['12'] },
    });
  });

  it.each([
    ['as they are', NODE],
    ['with a value that is no number', NODE.replace('{Long}12', '{Long}twelve')],
    ['without any', '<jcr:root xmlns:jcr="http://www.jcp.org/jcr/1.0" jcr:primaryType="nt:folder"/>'],
  ])('are what the parser finds: %s', (_, text) => {
    expect(quick(text)).toEqual(plain(text));
  });

  it('are left to the parser where siblings share a name', () => {
    expect(quick(NODE.replace('<before/>', '<metadata dam:size="{Long}1"/>'))).toBeUndefined();
  });
});

describe('a summary', () => {
  const element = (attributes: readonly string[]) =>
    `<jcr:root ${attributes.map((each) => `${each}="of ${each}"`).join(' ')}><a ${attributes[0] ?? 'x'}=""/></jcr:root>`;
  const summary = (text: string, query = QUERY) => {
    const bytes = Buffer.from(text);
    return summarizeDocView(bytes, bytes.length, query);
  };

  it('does not depend on the files that were read before, nor on the order of attributes', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'a:b', 'b:a', 'ab', 'ba', 'aa'), { minLength: 1 });
    fc.assert(
      fc.property(names, names, (before, attributes) => {
        const seasoned: SummaryQuery = { ...QUERY };
        summary(element(before), seasoned);
        expect(summary(element(attributes), seasoned)).toEqual(summary(element(attributes), { ...QUERY }));
        const [first, ...others] = attributes;
        const turned = element([first ?? '', ...others.reverse()]);
        expect(summary(turned, seasoned)?.contentDigest).toBe(summary(element(attributes))?.contentDigest);
      }),
    );
  });

  it.each([
    ['an attribute twice', '<jcr:root a="1" b="2" a="1"/>'],
    ['two roots', '<jcr:root/><jcr:root/>'],
    ['another root', '<jcr:rooted/>'],
    ['an end of something else', '<jcr:root><a></b></jcr:root>'],
    ['an end too many', '<jcr:root/></jcr:root>'],
    ['a comment in dashes', '<!-- -- --><jcr:root/>'],
    ['an attribute without blank before it', '<jcr:root a="1"b="2"/>'],
    ['an entity of its own', '<jcr:root a="&own;"/>'],
    ['a bare ampersand', '<jcr:root a="this & that"/>'],
    ['nothing', ''],
  ])('is left to the parser where there is %s', (_, text) => {
    expect(summary(text)).toBeUndefined();
  });

  it('does not take what an earlier file left in the buffer for the end of a torn one', () => {
    const whole = Buffer.from('<jcr:root a="1" b="2"/>');
    for (let length = 0; length < whole.length; length++) {
      expect(summarizeDocView(whole, length, QUERY)).toBeUndefined();
    }
    expect(summarizeDocView(whole, whole.length, QUERY)).toBeDefined();
  });
});
