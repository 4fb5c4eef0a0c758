/**
 * What AEM reads from a raster picture's header and sharp does not tell: the exact pixel density of each
 * axis, the bits a stored pixel takes, and how many text comments there are. For formats sharp cannot
 * read (Photoshop, BMP), the size as well.
 *
 * @module
 */
import { jpegSegments } from './jpeg-segments.ts';
import { pngChunks } from './png-chunks.ts';

/** Header facts; what the header does not say is absent. */
export interface RasterHeader {
  readonly width?: number;
  readonly height?: number;
  readonly bitsPerPixel?: number;
  /** Pixels per inch, with the fraction that metric densities have. */
  readonly density?: { readonly x: number; readonly y: number };
  readonly comments?: number;
}

const METRES_PER_INCH = 0.0254;
const CENTIMETRES_PER_INCH = 2.54;

const READERS: Readonly<Record<string, (head: Buffer) => RasterHeader>> = {
  'image/png': readPng,
  'image/jpeg': readJpeg,
  // GIF has no density; AEM's image library takes a screen's.
  'image/gif': () => ({ density: { x: 72, y: 72 } }),
  'image/bmp': readBmp,
  'image/vnd.adobe.photoshop': readPhotoshop,
};

/** Reads the header of a picture; a head that ends early gives what it holds. */
export function readRasterHeader(head: Buffer, mimeType: string): RasterHeader {
  try {
    return READERS[mimeType]?.(head) ?? {};
  } catch (cause) {
    if (cause instanceof RangeError) return {}; // the head ends within a field
    throw cause;
  }
}

/** Samples a pixel by PNG colour type: grey, -, RGB, palette, grey and alpha, -, RGB and alpha. */
const PNG_SAMPLES = [1, 0, 3, 1, 2, 0, 4];
const PNG_TEXT = new Set(['tEXt', 'zTXt', 'iTXt']);

function readPng(head: Buffer): RasterHeader {
  let header: RasterHeader = { comments: 0 };
  for (const { type, data } of pngChunks(head)) {
    if (PNG_TEXT.has(type)) header = { ...header, comments: (header.comments ?? 0) + 1 };
    if (type === 'IHDR') {
      header = { ...header, bitsPerPixel: data.readUInt8(8) * (PNG_SAMPLES[data.readUInt8(9)] ?? 0) };
    }
    const isMetric = type === 'pHYs' && data.length >= 9 && data.readUInt8(8) === 1;
    const density =
      isMetric && densityOf(data.readUInt32BE(0) * METRES_PER_INCH, data.readUInt32BE(4) * METRES_PER_INCH);
    if (density) header = { ...header, density };
  }
  return header;
}

const APP0 = 0xe0;
const COMMENT = 0xfe;
/** C4, C8 and CC lie among the frame markers and mean something else. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function readJpeg(head: Buffer): RasterHeader {
  let header: RasterHeader = { comments: 0 };
  for (const { marker, payload } of jpegSegments(head)) {
    if (marker === COMMENT) header = { ...header, comments: (header.comments ?? 0) + 1 };
    if (isFrame(marker) && payload.length >= 6) {
      header = { ...header, bitsPerPixel: payload.readUInt8(0) * payload.readUInt8(5) };
    }
    if (marker === APP0 && payload.length >= 12 && payload.toString('latin1', 0, 5) === 'JFIF\0') {
      const perInch = [undefined, 1, CENTIMETRES_PER_INCH][payload.readUInt8(7)];
      const density =
        perInch && densityOf(payload.readUInt16BE(8) * perInch, payload.readUInt16BE(10) * perInch);
      if (density) header = { ...header, density };
    }
  }
  return header;
}

function readBmp(head: Buffer): RasterHeader {
  const density = densityOf(head.readInt32LE(38) * METRES_PER_INCH, head.readInt32LE(42) * METRES_PER_INCH);
  return {
    width: Math.abs(head.readInt32LE(18)),
    height: Math.abs(head.readInt32LE(22)), // negative when stored top down
    bitsPerPixel: head.readUInt16LE(28),
    ...(density && { density }),
  };
}

function readPhotoshop(head: Buffer): RasterHeader {
  return {
    width: head.readUInt32BE(18),
    height: head.readUInt32BE(14),
    bitsPerPixel: head.readUInt16BE(12) * head.readUInt16BE(22),
  };
}

function densityOf(x: number, y: number): RasterHeader['density'] {
  return x > 0 && y > 0 ? { x, y } : undefined;
}
