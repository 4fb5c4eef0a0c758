import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binaryOf } from '../../test/support/binary.ts';
import { animatedGif, pdf, picture, xmpPacket } from '../../test/support/encoded.ts';
import { long, string } from '../jcr/property.ts';
import { BUILT_IN_EXTRACTORS } from './built-in-extractors.ts';
import { extract } from './extract.ts';
import type { Extractor } from './extractor.ts';

const saying = (name: string, value: string): Extractor => ({
  name,
  accepts: (mimeType) => mimeType === 'text/plain',
  extract: async () => ({ properties: { 'dc:title': string(value) } }),
});

describe('extraction', () => {
  it('lets later extractors win, and asks only those that accept', async () => {
    const binary = await binaryOf('words', 'a.txt');
    const extractors = [saying('first', 'one'), saying('second', 'two')];
    expect((await extract(binary, extractors)).properties).toEqual({ 'dc:title': string('two') });
    const other = await binaryOf('a { }', 'a.css');
    expect(await extract(other, extractors)).toEqual({ properties: {}, problems: [] });
  });

  it('goes on when an extractor fails', async () => {
    const failing: Extractor = {
      ...saying('broken', ''),
      extract: () => Promise.reject(new Error('no luck')),
    };
    const { properties, problems } = await extract(await binaryOf('words', 'a.txt'), [
      failing,
      saying('sound', 'one'),
    ]);
    expect(properties).toEqual({ 'dc:title': string('one') });
    expect(problems).toMatchObject([
      { code: 'plugin.failed', path: 'a.txt', message: 'The extractor broken failed: no luck' },
    ]);
  });

  it('believes the pixels, then XMP, then the camera', async () => {
    const bytes = await picture(30, 20)
      .withExif({ IFD0: { ImageDescription: 'camera', Make: 'OAK' } })
      .withXmp(xmpPacket('<dc:description>editor</dc:description>', 'tiff:ImageWidth="9" tiff:Make="FORGED"'))
      .jpeg()
      .toBuffer();
    const { properties } = await extract(await binaryOf(bytes, 'a.jpg'), BUILT_IN_EXTRACTORS);
    expect(properties).toMatchObject({
      'tiff:ImageWidth': long(30),
      'dc:description': string('editor'),
      'tiff:Make': string('FORGED'),
    });
  });

  it('never rejects, whatever becomes of a file', async () => {
    const packet = xmpPacket('<dc:title>Sea</dc:title>', 'xmp:Rating="4"');
    const whole = [
      await picture()
        .withExif({ IFD0: { Make: 'OAK' } })
        .withXmp(packet)
        .jpeg()
        .toBuffer(),
      await picture().withXmp(packet).png().toBuffer(),
      await picture().withXmp(packet).webp().toBuffer(),
      await picture().withXmp(packet).tiff().toBuffer(),
      await picture().avif({ effort: 0 }).toBuffer(),
      await animatedGif(),
      Buffer.concat([pdf(), Buffer.from(packet)]),
      Buffer.from(`<svg>${packet}</svg>`),
    ];
    const expected = ['image.unreadable', 'metadata.unreadable'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...whole),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), { maxLength: 8 }),
        async (bytes, kept, damage) => {
          const damaged = Buffer.from(bytes.subarray(0, Math.ceil(bytes.length * kept)));
          for (const [where, byte] of damage) damaged[Math.floor(where * damaged.length)] = byte;
          const { problems } = await extract(await binaryOf(damaged, 'file'), BUILT_IN_EXTRACTORS);
          for (const { code } of problems) expect(expected).toContain(code);
        },
      ),
      { numRuns: 300 },
    );
  });
});
