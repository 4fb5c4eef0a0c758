/**
 * The standard renditions AEM makes of every picture: three thumbnails and the web rendition.
 *
 * Seen in real assets: they fit inside their box without being enlarged, the dependent side is rounded
 * down, thumbnails are PNG with alpha, the web rendition of a PNG is a PNG, of a GIF a GIF, and of
 * anything else a JPEG of quality 90, SVG on white included. A raster picture with transparency in
 * another format becomes a PNG here (*ruling*: AEM would paint it white).
 *
 * @module
 */
import type { Sharp } from 'sharp';
import { type Problem, problem } from '../problems/problem.ts';
import { pictureEngine } from './picture-engine.ts';

/** A rendition's name, such as `cq5dam.thumbnail.48.48.png`, and its bytes. */
export interface Rendition {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Buffer;
}

/** What became of a picture; with a problem there are no renditions. */
export interface MadeRenditions {
  readonly renditions: readonly Rendition[];
  readonly problem?: Problem;
}

const THUMBNAILS = [
  { width: 48, height: 48 },
  { width: 140, height: 100 },
  { width: 319, height: 319 },
];
const WEB = { width: 1280, height: 1280 };

/** A picture that takes longer is given up, in seconds. */
const PATIENCE = 60;

const RENDERED = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/tiff',
  'image/avif',
  'image/svg+xml',
]);

/** Whether oakling can make renditions of a MIME type. */
export function canRender(mimeType: string): boolean {
  return RENDERED.has(mimeType);
}

/**
 * Makes the four standard renditions of a picture, upright and in sRGB.
 * @param original absolute path of the bytes; its name appears in no message
 * @param name the asset's name, for problems
 */
export async function makeRenditions(
  original: string,
  mimeType: string,
  name: string,
): Promise<MadeRenditions> {
  try {
    const sharp = await pictureEngine();
    const source = sharp(original, { failOn: 'error' });
    const { hasAlpha, autoOrient: size } = await source.metadata();
    // Decoded once, to the largest size wanted; the thumbnails are made of these pixels.
    const { data, info } = await source
      .autoOrient()
      .toColourspace('srgb')
      .resize({ ...fitted(size, WEB), fit: 'fill' })
      .raw()
      .timeout({ seconds: PATIENCE })
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    const pixels = () => sharp(data, { raw: { width, height, channels } });
    const format = webFormat(mimeType, hasAlpha);
    const web = {
      name: `cq5dam.web.${WEB.width}.${WEB.height}.${format}`,
      mimeType: `image/${format}`,
      bytes: await encoded(pixels(), format),
    };
    const thumbnails = THUMBNAILS.map(async (box) => ({
      name: `cq5dam.thumbnail.${box.width}.${box.height}.png`,
      mimeType: 'image/png',
      bytes: await pixels()
        .resize({ ...fitted(size, box), fit: 'fill' })
        .ensureAlpha()
        .png()
        .toBuffer(),
    }));
    return { renditions: [...(await Promise.all(thumbnails)), web] };
  } catch (cause) {
    return { renditions: [], problem: unrendered(name, cause) };
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest size of the same proportions inside a box, never larger than the picture, at least 1 × 1. */
function fitted({ width, height }: Size, box: Size): Size {
  const scale = Math.min(1, box.width / width, box.height / height);
  // Without the nudge, 319 / 2136 × 2136 could come out as 318.99….
  const side = (length: number) => Math.max(1, Math.floor(length * scale + 1e-6));
  return { width: side(width), height: side(height) };
}

type WebFormat = 'jpeg' | 'png' | 'gif';

function webFormat(mimeType: string, hasAlpha: boolean): WebFormat {
  if (mimeType === 'image/png') return 'png';
  if (mimeType === 'image/gif') return 'gif';
  return hasAlpha && mimeType !== 'image/svg+xml' ? 'png' : 'jpeg';
}

function encoded(picture: Sharp, format: WebFormat): Promise<Buffer> {
  if (format === 'png') return picture.png().toBuffer();
  if (format === 'gif') return picture.gif().toBuffer();
  return picture.flatten({ background: 'white' }).jpeg({ quality: 90 }).toBuffer();
}

function unrendered(name: string, cause: unknown): Problem {
  const [reason = ''] = String(cause instanceof Error ? cause.message : cause).split('\n');
  return problem('image.rendition', {
    path: name,
    message: `No renditions could be made: ${reason}.`,
    hint: 'Replace the file; it is an asset all the same and is delivered as it is.',
  });
}
