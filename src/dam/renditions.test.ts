import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { animatedGif, jpeg, picture, png } from '../../test/support/encoded.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { canRender, makeRenditions } from './renditions.ts';

async function make(bytes: Buffer | string, mimeType: string) {
  const file = join(temporaryFolder(), 'original');
  writeFileSync(file, bytes);
  return makeRenditions(file, mimeType, 'hero.jpg');
}

/** Name → size, as `48x32`. */
async function sizesOf(bytes: Buffer | string, mimeType: string) {
  const { renditions, problem } = await make(bytes, mimeType);
  expect(problem).toBeUndefined();
  const sizes = renditions.map(async ({ name, bytes: made }) => {
    const { width, height } = await sharp(made).metadata();
    return [name, `${width}x${height}`];
  });
  return Object.fromEntries(await Promise.all(sizes));
}

describe('renditions', () => {
  it('are AEM’s four, each inside its box, rounded down', async () => {
    expect(await sizesOf(await jpeg(2136, 2135), 'image/jpeg')).toEqual({
      'cq5dam.thumbnail.48.48.png': '48x47',
      'cq5dam.thumbnail.140.100.png': '100x100',
      'cq5dam.thumbnail.319.319.png': '319x318',
      'cq5dam.web.1280.1280.jpeg': '1280x1279',
    });
  });

  it('never enlarge', async () => {
    expect(await sizesOf(await png(301, 128), 'image/png')).toEqual({
      'cq5dam.thumbnail.48.48.png': '48x20',
      'cq5dam.thumbnail.140.100.png': '140x59',
      'cq5dam.thumbnail.319.319.png': '301x128',
      'cq5dam.web.1280.1280.png': '301x128',
    });
  });

  it('keep at least one pixel of the thinnest picture', async () => {
    expect(await sizesOf(await png(2000, 1), 'image/png')).toMatchObject({
      'cq5dam.thumbnail.48.48.png': '48x1',
      'cq5dam.web.1280.1280.png': '1280x1',
    });
  });

  it('stand upright', async () => {
    const turned = await picture(30, 20).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await sizesOf(turned, 'image/jpeg')).toMatchObject({ 'cq5dam.web.1280.1280.jpeg': '20x30' });
  });

  it.each(['webp', 'tiff', 'avif'] as const)(
    'of %s become a JPEG for the web, and a PNG with transparency',
    async (format) => {
      const webOf = async (alpha: number | undefined) => {
        const solid = picture();
        const source = alpha === undefined ? solid : solid.ensureAlpha(alpha);
        const bytes =
          format === 'tiff'
            ? source.tiff({ compression: 'lzw' }).toBuffer()
            : source.toFormat(format).toBuffer();
        return (await make(await bytes, `image/${format}`)).renditions.at(-1);
      };
      expect(await webOf(undefined)).toMatchObject({
        name: 'cq5dam.web.1280.1280.jpeg',
        mimeType: 'image/jpeg',
      });
      expect(await webOf(0.5)).toMatchObject({ name: 'cq5dam.web.1280.1280.png', mimeType: 'image/png' });
    },
  );

  it('of a GIF stay a GIF, of its first frame', async () => {
    const { renditions } = await make(await animatedGif(), 'image/gif');
    const web = renditions.at(-1);
    expect(web?.name).toBe('cq5dam.web.1280.1280.gif');
    expect(await sharp(web?.bytes).metadata()).toMatchObject({ format: 'gif', width: 10, height: 10 });
  });

  it('of an SVG are on white for the web and clear as thumbnails', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><circle cx="20" cy="10" r="5"/></svg>';
    const { renditions } = await make(svg, 'image/svg+xml');
    const [thumbnail] = renditions;
    const web = renditions.at(-1);
    expect(web?.name).toBe('cq5dam.web.1280.1280.jpeg');
    const corner = (bytes: Buffer | undefined) => sharp(bytes).raw().toBuffer();
    expect([...(await corner(web?.bytes)).subarray(0, 3)]).toEqual([255, 255, 255]);
    expect((await corner(thumbnail?.bytes))[3]).toBe(0);
  });

  it('are in sRGB, eight bits a channel, thumbnails with alpha', async () => {
    for (const bytes of [
      await picture().toColourspace('cmyk').jpeg().toBuffer(),
      await picture().toColourspace('rgb16').png().toBuffer(),
      await picture().toColourspace('b-w').png().toBuffer(),
    ]) {
      for (const { name, bytes: made } of (await make(bytes, 'image/jpeg')).renditions) {
        const { space, depth, channels } = await sharp(made).metadata();
        expect({ space, depth, channels }).toEqual({
          space: 'srgb',
          depth: 'uchar',
          channels: name.includes('web') ? 3 : 4,
        });
      }
    }
  });

  it.each([
    ['no bytes', async () => Buffer.alloc(0)],
    ['words', async () => Buffer.from('not a picture')],
    ['half a picture', async () => (await jpeg(200, 200)).subarray(0, 400)],
    [
      'a picture that claims ten thousand million pixels',
      async () => {
        const bomb = await png();
        bomb.writeUInt32BE(100_000, 16);
        bomb.writeUInt32BE(100_000, 20);
        return bomb;
      },
    ],
  ])('of %s are a problem, not an exception', async (_, bytes) => {
    const { renditions, problem } = await make(await bytes(), 'image/jpeg');
    expect(renditions).toEqual([]);
    expect(problem).toMatchObject({ code: 'image.rendition', path: 'hero.jpg' });
    expect(problem?.message).not.toContain('original');
  });

  it('of a file that is gone are a problem, too', async () => {
    const { problem } = await makeRenditions(join(temporaryFolder(), 'original'), 'image/png', 'hero.png');
    expect(problem).toMatchObject({ code: 'image.rendition' });
  });

  it('are made of pictures only', () => {
    expect(canRender('image/svg+xml')).toBe(true);
    expect(canRender('application/pdf')).toBe(false);
    expect(canRender('image/heic')).toBe(false);
  });
});
