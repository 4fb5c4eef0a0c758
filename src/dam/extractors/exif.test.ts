import { describe, expect, it } from 'vitest';
import { binaryOf } from '../../../test/support/binary.ts';
import { jpeg, picture } from '../../../test/support/encoded.ts';
import { long, type Property, string, strings } from '../../jcr/property.ts';
import { exif } from './exif.ts';

const TAKEN = {
  IFD0: { Make: 'OAK', Model: 'LING 1', Copyright: '(c) Ada ', Artist: 'Ada', ImageDescription: 'Sea' },
  IFD2: {
    FNumber: '71/10',
    ExposureTime: '10/1600',
    ISOSpeedRatings: '100',
    DateTimeOriginal: '2014:07:09 06:50:13',
    OffsetTimeOriginal: '+02:00',
  },
};

const photo = (density = 300) => picture().withExif(TAKEN).withMetadata({ density }).jpeg().toBuffer();

describe('EXIF', () => {
  it('becomes properties of AEM’s names and types', async () => {
    const taken = await picture().withExif(TAKEN).jpeg().toBuffer();
    const longs: Property = { type: 'Long', multiple: true, values: ['100'] };
    const date: Property = { type: 'Date', multiple: false, values: ['2014-07-09T06:50:13.000+02:00'] };
    const { properties, problems } = await exif.extract(await binaryOf(taken, 'a.jpg'));
    expect(problems).toBeUndefined();
    expect(properties).toMatchObject({
      'dc:description': string('Sea'),
      'dc:creator': strings(['Ada']),
      'dc:rights': string('(c) Ada'),
      'tiff:Make': string('OAK'),
      'tiff:Model': string('LING 1'),
      'tiff:Orientation': long(1),
      'tiff:ResolutionUnit': long(2),
      'exif:FNumber': string('71/10'),
      'exif:ExposureTime': string('1/160'),
      'exif:ISOSpeedRatings': longs,
      'exif:DateTimeOriginal': date,
      'exif:PixelXDimension': long(30),
    });
  });

  it('writes a density as a fraction', async () => {
    const { properties } = await exif.extract(await binaryOf(await photo(300), 'a.jpg'));
    expect(properties['tiff:XResolution']).toEqual(string('300/1'));
  });

  it.each(['png', 'webp', 'avif'] as const)('is found in %s', async (format) => {
    const bytes = await picture().withExif(TAKEN).toFormat(format).toBuffer();
    const { properties } = await exif.extract(await binaryOf(bytes, `a.${format}`));
    expect(properties['tiff:Make']).toEqual(string('OAK'));
  });

  it('is found in TIFF, whose own directory it is', async () => {
    const bytes = await picture().withMetadata({ density: 96, orientation: 3 }).tiff().toBuffer();
    expect((await exif.extract(await binaryOf(bytes, 'a.tif'))).properties).toMatchObject({
      'tiff:Orientation': long(3),
      'tiff:ResolutionUnit': long(2),
    });
  });

  it('gives what IPTC says', async () => {
    const dataset = (tag: number, text: string) =>
      Buffer.concat([Buffer.from([0x1c, 2, tag, 0, text.length]), Buffer.from(text)]);
    const iptc = Buffer.concat([
      dataset(5, 'Sea'),
      dataset(25, 'blue'),
      dataset(25, 'wide'),
      dataset(90, 'Kiel'),
    ]);
    const header = Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0', 'latin1');
    const payload = Buffer.concat([header, Buffer.from([0, iptc.length]), iptc]);
    const plain = await jpeg();
    const segment = Buffer.concat([Buffer.from([0xff, 0xed, 0, payload.length + 2]), payload]);
    const bytes = Buffer.concat([plain.subarray(0, 2), segment, plain.subarray(2)]);
    expect((await exif.extract(await binaryOf(bytes, 'a.jpg'))).properties).toEqual({
      'dc:title': string('Sea'),
      'dc:subject': strings(['blue', 'wide']),
      'photoshop:City': string('Kiel'),
    });
  });

  it('is absent from most files', async () => {
    for (const bytes of [await jpeg(), Buffer.alloc(0), Buffer.from('words')]) {
      expect(await exif.extract(await binaryOf(bytes, 'a.jpg'))).toEqual({ properties: {} });
    }
  });

  it('survives every truncation', async () => {
    const whole = await photo();
    for (let length = 0; length < whole.length; length += 7) {
      const { problems = [] } = await exif.extract(await binaryOf(whole.subarray(0, length), 'a.jpg'));
      for (const { code } of problems) expect(code).toBe('metadata.unreadable');
    }
    const cut = await exif.extract(await binaryOf(whole.subarray(0, 100), 'a.jpg'));
    expect(cut.problems).toMatchObject([{ code: 'metadata.unreadable' }]);
  });
});
