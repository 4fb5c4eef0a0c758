import { describe, expect, it } from 'vitest';
import { binaryOf } from '../../../test/support/binary.ts';
import { animatedGif, jpeg, picture, png } from '../../../test/support/encoded.ts';
import { decimal, long, string } from '../../jcr/property.ts';
import { HEAD_LENGTH } from '../extractor.ts';
import { imageFacts } from './image-facts.ts';

const factsOf = async (bytes: Buffer | string, name: string) =>
  (await imageFacts.extract(await binaryOf(bytes, name))).properties;

describe('image facts', () => {
  it('are those of AEM, with its types', async () => {
    expect(
      await factsOf(await picture(300, 200).withMetadata({ density: 144 }).png().toBuffer(), 'a.png'),
    ).toEqual({
      'tiff:ImageWidth': long(300),
      'tiff:ImageLength': long(200),
      'dam:Bitsperpixel': long(24),
      'dam:Numberofimages': long(1),
      'dam:Numberoftextualcomments': long(0),
      'dam:Progressive': string('no'),
      'dam:Physicalwidthindpi': long(144),
      'dam:Physicalheightindpi': long(144),
      // 5669 pixels a metre, as PNG stores 144 dpi
      'dam:Physicalwidthininches': decimal('2.0834403038024902'),
      'dam:Physicalheightininches': decimal('1.3889602422714233'),
    });
  });

  it('say -1 for a density the picture does not tell', async () => {
    const facts = await factsOf(await jpeg(), 'a.jpg');
    expect(facts['dam:Physicalwidthindpi']).toEqual(long(-1));
    expect(facts['dam:Physicalheightininches']).toEqual(decimal('-1.0'));
  });

  it('take the density of JFIF, in inches or centimetres, each axis its own', async () => {
    const plain = await jpeg(100, 200);
    const jfif = (unit: number, x: number, y: number) =>
      Buffer.concat([
        plain.subarray(0, 2),
        Buffer.from([0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 2, unit, 0, x, 0, y, 0, 0]),
        plain.subarray(2),
      ]);
    expect(await factsOf(jfif(1, 100, 50), 'a.jpg')).toMatchObject({
      'dam:Physicalwidthindpi': long(100),
      'dam:Physicalheightindpi': long(50),
      'dam:Physicalwidthininches': decimal('1.0'),
      'dam:Physicalheightininches': decimal('4.0'),
    });
    expect((await factsOf(jfif(2, 100, 100), 'a.jpg'))['dam:Physicalwidthindpi']).toEqual(long(254));
    expect((await factsOf(jfif(0, 1, 1), 'a.jpg'))['dam:Physicalwidthindpi']).toEqual(long(-1));
  });

  it('fall back on the density EXIF tells', async () => {
    const told = await picture().withMetadata({ density: 300 }).jpeg().toBuffer();
    expect((await factsOf(told, 'a.jpg'))['dam:Physicalwidthindpi']).toEqual(long(300));
  });

  it('count stored bits, not decoded ones', async () => {
    const bits = async (bytes: Buffer) => (await factsOf(bytes, 'a'))['dam:Bitsperpixel'];
    expect(await bits(await picture().png({ palette: true, colours: 4 }).toBuffer())).toEqual(long(2));
    expect(await bits(await picture().ensureAlpha().png().toBuffer())).toEqual(long(32));
    expect(await bits(await picture().toColourspace('rgb16').png().toBuffer())).toEqual(long(48));
    expect(await bits(await picture().toColourspace('b-w').jpeg().toBuffer())).toEqual(long(8));
    expect(await bits(await picture().toColourspace('cmyk').jpeg().toBuffer())).toEqual(long(32));
  });

  it('count pictures, tell progressive ones, and do not turn them', async () => {
    expect((await factsOf(await animatedGif(), 'a.gif'))['dam:Numberofimages']).toEqual(long(2));
    expect((await factsOf(await animatedGif(), 'a.gif'))['dam:Physicalwidthindpi']).toEqual(long(72));
    const progressive = await picture().jpeg({ progressive: true }).toBuffer();
    expect((await factsOf(progressive, 'a.jpg'))['dam:Progressive']).toEqual(string('yes'));
    const turned = await picture(30, 20).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect((await factsOf(turned, 'a.jpg'))['tiff:ImageWidth']).toEqual(long(30));
  });

  it('count text comments', async () => {
    const plain = await jpeg();
    const comment = Buffer.from([0xff, 0xfe, 0, 4, 0x68, 0x69]);
    const commented = Buffer.concat([plain.subarray(0, 2), comment, comment, plain.subarray(2)]);
    expect((await factsOf(commented, 'a.jpg'))['dam:Numberoftextualcomments']).toEqual(long(2));
  });

  it.each(['webp', 'avif', 'tiff'] as const)('are read of %s', async (format) => {
    const facts = await factsOf(await picture(64, 48).toFormat(format).toBuffer(), `a.${format}`);
    expect(facts).toMatchObject({
      'tiff:ImageWidth': long(64),
      'tiff:ImageLength': long(48),
      'dam:Bitsperpixel': long(24),
    });
  });

  it('are read from the header of Photoshop and BMP files, which sharp cannot decode', async () => {
    const photoshop = Buffer.from('8BPS\0\x01\0\0\0\0\0\0\0\x04\0\0\0\x50\0\0\0\x64\0\x08\0\x03', 'latin1');
    expect(await factsOf(photoshop, 'a.psd')).toMatchObject({
      'tiff:ImageWidth': long(100),
      'tiff:ImageLength': long(80),
      'dam:Bitsperpixel': long(32),
    });
    const bitmap = Buffer.alloc(54);
    bitmap.write('BM');
    bitmap.writeInt32LE(100, 18);
    bitmap.writeInt32LE(-80, 22);
    bitmap.writeUInt16LE(24, 28);
    bitmap.writeInt32LE(3780, 38);
    bitmap.writeInt32LE(3780, 42);
    expect(await factsOf(bitmap, 'a.bmp')).toMatchObject({
      'tiff:ImageLength': long(80),
      'dam:Physicalwidthindpi': long(96),
    });
  });

  it('are kept of raster pictures only', () => {
    expect(imageFacts.accepts('image/png')).toBe(true);
    expect(imageFacts.accepts('image/svg+xml')).toBe(false);
    expect(imageFacts.accepts('application/pdf')).toBe(false);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'a.jpg'],
    ['words', Buffer.from('not a picture'), 'a.jpg'],
    ['a header cut short', Buffer.from('8BPS\0\x01', 'latin1'), 'a.psd'],
    ['an empty bitmap', Buffer.concat([Buffer.from('BM'), Buffer.alloc(52)]), 'a.bmp'],
  ])('of %s are a problem, not an exception', async (_, bytes, name) => {
    const { properties, problems } = await imageFacts.extract(await binaryOf(bytes, name));
    expect(properties).toEqual({});
    expect(problems).toMatchObject([{ code: 'image.unreadable', severity: 'warning', path: name }]);
  });

  it('are found and missed in the same words, whether the head holds the whole file or not', async () => {
    const padding = Buffer.alloc(HEAD_LENGTH);
    for (const bytes of [await jpeg(), Buffer.from('not a picture')]) {
      const small = await imageFacts.extract(await binaryOf(bytes, 'a.jpg'));
      const large = await imageFacts.extract(await binaryOf(Buffer.concat([bytes, padding]), 'a.jpg'));
      expect(large).toEqual(small);
    }
  });

  it('of a picture that claims too many pixels are read, since nothing is decoded', async () => {
    const bomb = await png();
    bomb.writeUInt32BE(100_000, 16);
    bomb.writeUInt32BE(100_000, 20);
    const extracted = await imageFacts.extract(await binaryOf(bomb, 'bomb.png'));
    expect(extracted.problems ?? []).toMatchObject([{ code: 'image.unreadable' }]);
  });
});
