import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeArbitrary } from '../../test/support/node-arbitrary.ts';
import { DocViewDocument } from './docview-document.ts';
import { docviewFormat } from './docview-format.ts';
import { formatDocView } from './format-docview.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const JCR = 'xmlns:jcr="http://www.jcp.org/jcr/1.0"';

function formatted(text: string): string {
  const { document } = docviewFormat.parse(text, 'test.xml');
  if (!(document instanceof DocViewDocument)) throw new Error('the test file is not DocView');
  return formatDocView(document);
}

describe('FileVault’s canonical form', () => {
  it.each([
    [
      'a declaration, one line end, one attribute a line from two on',
      `<jcr:root ${JCR} jcr:title="a" jcr:primaryType="nt:unstructured"></jcr:root>`,
      `${DECLARATION}\n<jcr:root ${JCR}\n    jcr:primaryType="nt:unstructured"\n    jcr:title="a"/>\n`,
    ],
    [
      'one attribute on the line of its element',
      `${DECLARATION}\n<jcr:root ${JCR}>\n<a\n   jcr:primaryType="nt:unstructured"\n/><b/></jcr:root>\n`,
      `${DECLARATION}\n<jcr:root ${JCR}>\n    <a jcr:primaryType="nt:unstructured"/>\n    <b/>\n</jcr:root>\n`,
    ],
    [
      'FileVault’s escapes and double quotes, values otherwise as they are',
      `${DECLARATION}\n<jcr:root ${JCR} x='a &gt; "b" &#xA;&#x2028;é'/>`,
      `${DECLARATION}\n<jcr:root ${JCR}\n    x="a > &quot;b&quot; &#xa;\u2028é"/>\n`,
    ],
    [
      'comments where they stand, before the root as well',
      `<!-- licence -->\n<jcr:root ${JCR}><!-- a --><a/>\n<!-- end\nof file --></jcr:root><!-- after -->`,
      `${DECLARATION}\n<!-- licence -->\n<jcr:root ${JCR}>\n    <!-- a -->\n    <a/>\n    <!-- end\nof file -->\n</jcr:root>\n<!-- after -->\n`,
    ],
    [
      'the line ends of the file, tabs become four spaces',
      `${DECLARATION}\r\n<jcr:root ${JCR}>\r\n\t<a/>\r\n</jcr:root>\r\n`,
      `${DECLARATION}\r\n<jcr:root ${JCR}>\r\n    <a/>\r\n</jcr:root>\r\n`,
    ],
    [
      'the order of the generation that wrote the file',
      `<jcr:root xmlns:sling="http://sling.apache.org/jcr/sling/1.0" ${JCR} xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmpMM:D="1" xmp:M="2" xmp:C="3"/>`,
      `${DECLARATION}\n<jcr:root xmlns:sling="http://sling.apache.org/jcr/sling/1.0" ${JCR} xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"\n    xmp:C="3"\n    xmp:M="2"\n    xmpMM:D="1"/>\n`,
    ],
  ])('has %s', (_, text = '', expected = '') => {
    expect(formatted(text)).toBe(expected);
  });

  it('is what new files are printed in', () => {
    fc.assert(
      fc.property(nodeArbitrary, (data) => {
        const printed = docviewFormat.print(data);
        expect(formatted(printed)).toBe(printed);
      }),
    );
  });
});
