import { describe, expect, it } from 'vitest';
import { binaryOf } from '../../../test/support/binary.ts';
import { jpeg, pdf, picture, png, xmpPacket } from '../../../test/support/encoded.ts';
import { boolean, decimal, long, type Property, string, strings } from '../../jcr/property.ts';
import { xmp } from './xmp.ts';

const extractFrom = async (bytes: Buffer | string, name: string) => xmp.extract(await binaryOf(bytes, name));
const propertiesOf = async (content: string, attributes = '') =>
  (await extractFrom(`<svg>${xmpPacket(content, attributes)}</svg>`, 'a.svg')).properties;

const dateOf = (value: string): Property => ({ type: 'Date', multiple: false, values: [value] });

const TITLE = '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Sea</rdf:li></rdf:Alt></dc:title>';

describe('XMP', () => {
  it('becomes properties of AEM’s names and types', async () => {
    const properties = await propertiesOf(
      `<dc:title><rdf:Alt><rdf:li xml:lang="de">Meer</rdf:li><rdf:li xml:lang="x-default">Sea &amp; sun &#x2600;</rdf:li></rdf:Alt></dc:title>
       <dc:creator><rdf:Seq><rdf:li>Ada</rdf:li><rdf:li>Bo</rdf:li></rdf:Seq></dc:creator>
       <dc:subject><rdf:Bag><rdf:li>sea</rdf:li></rdf:Bag></dc:subject>
       <photoshop:Headline>At the sea</photoshop:Headline>
       <xmpRights:WebStatement rdf:resource="https://example.com/rights"/>`,
      `xmp:CreateDate="2019-12-02T15:24:35-08:00" xmp:Rating="4" xmpRights:Marked="True" photoshop:ColorMode="3"
       tiff:Orientation="1" exif:ExifVersion="0220" xmp:CreatorTool="Adobe Photoshop"`,
    );
    expect(properties).toEqual({
      'dc:title': string('Sea & sun ☀'),
      'dc:creator': strings(['Ada', 'Bo']),
      'dc:subject': strings(['sea']),
      'photoshop:Headline': string('At the sea'),
      'xmpRights:WebStatement': string('https://example.com/rights'),
      'xmp:CreateDate': dateOf('2019-12-02T15:24:35.000-08:00'),
      'xmp:Rating': decimal('4'),
      'xmpRights:Marked': boolean(true),
      'photoshop:ColorMode': long(3),
      'tiff:Orientation': long(1),
      'exif:ExifVersion': string('0220'),
      'xmp:CreatorTool': string('Adobe Photoshop'),
    });
  });

  it('never sets what is computed, nor anything of the repository', async () => {
    const attributes = `dam:sha1="0" dam:size="1" jcr:uuid="x" dc:format="image/gif" tiff:ImageWidth="9"`;
    expect(await propertiesOf('<dam:scene7ID>a|1</dam:scene7ID>', attributes)).toEqual({});
  });

  it('leaves structures out', async () => {
    const history = `<xmpMM:History><rdf:Seq><rdf:li stEvt:action="saved"/><rdf:li rdf:parseType="Resource"><stEvt:action>x</stEvt:action></rdf:li></rdf:Seq></xmpMM:History>
      <xmpMM:DerivedFrom rdf:parseType="Resource"><stEvt:action>x</stEvt:action></xmpMM:DerivedFrom>`;
    expect(await propertiesOf(history, 'xmpMM:DocumentID="xmp.did:1"')).toEqual({
      'xmpMM:DocumentID': string('xmp.did:1'),
    });
  });

  it('goes by namespaces, not prefixes', async () => {
    const properties = await propertiesOf(
      '<xap:CreatorTool>Old</xap:CreatorTool><my:title xmlns:my="http://example.com/">No</my:title>',
      'xmlns:xap="http://ns.adobe.com/xap/1.0/"',
    );
    expect(properties).toEqual({ 'xmp:CreatorTool': string('Old') });
  });

  it('finds prefixes that an SVG declares on its root', async () => {
    const svg = `<svg xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:RDF><cc:Work><dc:title>Logo</dc:title></cc:Work></rdf:RDF></svg>`;
    expect((await extractFrom(svg, 'a.svg')).properties).toEqual({ 'dc:title': string('Logo') });
  });

  it.each(['jpeg', 'png', 'webp', 'tiff', 'avif'] as const)('is found in %s', async (format) => {
    const bytes = await picture().withXmp(xmpPacket(TITLE)).toFormat(format).toBuffer();
    expect((await extractFrom(bytes, `a.${format}`)).properties).toEqual({ 'dc:title': string('Sea') });
  });

  it('is found beyond the head, and at the end of a large file', async () => {
    const webp = await picture().webp().toBuffer();
    const far = (gap: number) => Buffer.concat([webp, Buffer.alloc(gap), Buffer.from(xmpPacket(TITLE))]);
    expect((await extractFrom(far(200_000), 'a.webp')).properties).toEqual({ 'dc:title': string('Sea') });
    expect((await extractFrom(far(17 * 1024 * 1024), 'a.webp')).properties).toEqual({
      'dc:title': string('Sea'),
    });
  });

  it('of a document is its own, not that of a picture placed in it', async () => {
    const placed = xmpPacket('<dc:title>Picture</dc:title>');
    const own = xmpPacket('<dc:title>Document</dc:title>');
    const gap = Buffer.alloc(100_000, 32);
    const bytes = Buffer.concat([pdf(), Buffer.from(placed), gap, Buffer.from(own)]);
    expect((await extractFrom(bytes, 'a.pdf')).properties).toEqual({ 'dc:title': string('Document') });
  });

  it('is absent from most files', async () => {
    expect(await extractFrom(await jpeg(), 'a.jpg')).toEqual({ properties: {} });
    expect(await extractFrom(Buffer.alloc(0), 'a.jpg')).toEqual({ properties: {} });
    expect(await extractFrom('<rdf:RDF>cut off', 'a.svg')).toEqual({ properties: {} });
  });

  it.each([
    ['mismatched tags', '<rdf:RDF><a></b></rdf:RDF>'],
    ['a bomb of entities', '<rdf:RDF><!DOCTYPE a [<!ENTITY b "bbbb">]><dc:title>&b;</dc:title></rdf:RDF>'],
    ['tags nested without end', `<rdf:RDF>${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}</rdf:RDF>`],
  ])('with %s is a problem, not an exception', async (_, packet) => {
    const { properties, problems } = await extractFrom(
      Buffer.concat([await png(), Buffer.from(packet)]),
      'a.png',
    );
    expect(properties).toEqual({});
    expect(problems).toMatchObject([{ code: 'metadata.unreadable', path: 'a.png' }]);
  });

  it('leaves entities it does not know as they stand', async () => {
    expect(await propertiesOf('<dc:title>a &nbsp; b &#xFFFFFF; c</dc:title>')).toEqual({
      'dc:title': string('a &nbsp; b  c'),
    });
  });

  it('drops what is empty, endless or too much', async () => {
    const ancestors = `<photoshop:DocumentAncestors><rdf:Bag>${'<rdf:li>x</rdf:li>'.repeat(1001)}</rdf:Bag></photoshop:DocumentAncestors>`;
    const properties = await propertiesOf(
      `<dc:title> </dc:title><dc:description>${'x'.repeat(40_000)}</dc:description><dc:subject><rdf:Bag/></dc:subject>${ancestors}`,
    );
    expect(properties).toEqual({});
  });
});
