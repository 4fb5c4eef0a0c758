/**
 * EXIF and IPTC blocks: what cameras, scanners and picture agencies write. AEM keeps them under the names
 * XMP has for them, and so does oakling; where a file says the same thing in XMP, XMP counts.
 *
 * Only the first 64 KB are looked at, where the blocks stand in all but some TIFF files; WebP and AVIF put
 * them anywhere, so sharp fetches them. Rational numbers keep their value, not their terms: `10/1600` reads
 * as `1/160`. Positions (GPS) are left out.
 *
 * @module
 */
import type { Property } from '../../jcr/property.ts';
import { problem } from '../../problems/problem.ts';
import type { Binary, Extracted, Extractor } from '../extractor.ts';
import { pictureEngine, pictureInput } from '../picture-engine.ts';
import { type EmbeddedValue, embeddedProperty } from './embedded-vocabulary.ts';
import { simplestFraction } from './fraction.ts';

/** Formats exifr finds the blocks in. */
const UNDERSTOOD = new Set(['image/jpeg', 'image/png', 'image/tiff', 'image/heic', 'image/heif']);
const FETCHED = new Set(['image/webp', 'image/avif']);
/** What may stand before the block proper. */
const MARK = Buffer.from('Exif\0\0');

/** Names by block and by exifr's name for the tag. */
const NAMES = {
  iptc: {
    ObjectName: 'dc:title',
    Caption: 'dc:description',
    Keywords: 'dc:subject',
    Byline: 'dc:creator',
    CopyrightNotice: 'dc:rights',
    Headline: 'photoshop:Headline',
    City: 'photoshop:City',
    State: 'photoshop:State',
    Country: 'photoshop:Country',
    Credit: 'photoshop:Credit',
    Source: 'photoshop:Source',
  },
  ifd0: {
    ImageDescription: 'dc:description',
    Artist: 'dc:creator',
    Copyright: 'dc:rights',
    Make: 'tiff:Make',
    Model: 'tiff:Model',
    Orientation: 'tiff:Orientation',
    XResolution: 'tiff:XResolution',
    YResolution: 'tiff:YResolution',
    ResolutionUnit: 'tiff:ResolutionUnit',
    Software: 'xmp:CreatorTool',
    ModifyDate: 'xmp:ModifyDate',
  },
  exif: {
    ColorSpace: 'exif:ColorSpace',
    ExifImageWidth: 'exif:PixelXDimension',
    ExifImageHeight: 'exif:PixelYDimension',
    ExposureTime: 'exif:ExposureTime',
    FNumber: 'exif:FNumber',
    ExposureProgram: 'exif:ExposureProgram',
    ISO: 'exif:ISOSpeedRatings',
    DateTimeOriginal: 'exif:DateTimeOriginal',
    CreateDate: 'xmp:CreateDate',
    ShutterSpeedValue: 'exif:ShutterSpeedValue',
    ApertureValue: 'exif:ApertureValue',
    ExposureCompensation: 'exif:ExposureBiasValue',
    MaxApertureValue: 'exif:MaxApertureValue',
    MeteringMode: 'exif:MeteringMode',
    LightSource: 'exif:LightSource',
    FocalLength: 'exif:FocalLength',
    FocalLengthIn35mmFormat: 'exif:FocalLengthIn35mmFilm',
    ExposureMode: 'exif:ExposureMode',
    WhiteBalance: 'exif:WhiteBalance',
    LensModel: 'aux:Lens',
  },
} as const satisfies Record<string, Record<string, string>>;

const RATIONAL = new Set(
  `tiff:XResolution tiff:YResolution exif:ExposureTime exif:FNumber exif:ShutterSpeedValue exif:ApertureValue
   exif:ExposureBiasValue exif:MaxApertureValue exif:FocalLength`.split(/\s+/),
);

/** Where a camera knows its zone, it says so beside the date. */
const ZONES: Readonly<Record<string, string>> = {
  ModifyDate: 'OffsetTime',
  DateTimeOriginal: 'OffsetTimeOriginal',
  CreateDate: 'OffsetTimeDigitized',
};

const OPTIONS = {
  ifd0: {},
  ifd1: false,
  exif: true,
  iptc: true,
  gps: false,
  interop: false,
  xmp: false,
  icc: false,
  translateValues: false,
  reviveValues: false,
  mergeOutput: false,
};

/** Reads EXIF and IPTC. */
export const exif: Extractor = {
  name: 'exif',
  accepts: (mimeType) => UNDERSTOOD.has(mimeType) || FETCHED.has(mimeType),
  extract: async (binary) => {
    try {
      const bytes = FETCHED.has(binary.mimeType) ? await fetchBlock(binary) : binary.head;
      // Loaded with the first picture, not at every start.
      const { default: exifr } = await import('exifr');
      const blocks: unknown = bytes && (await exifr.parse(bytes, OPTIONS));
      return isRecord(blocks) ? extractedFrom(blocks, binary) : { properties: {} };
    } catch {
      // exifr knows no such format or ran off the end: image-facts says so where it matters.
      return { properties: {} };
    }
  },
};

async function fetchBlock(binary: Binary): Promise<Buffer | undefined> {
  const sharp = await pictureEngine();
  const { exif: block } = await sharp(pictureInput(binary)).metadata();
  return block?.subarray(0, MARK.length).equals(MARK) ? block.subarray(MARK.length) : block;
}

function extractedFrom(blocks: Readonly<Record<string, unknown>>, binary: Binary): Extracted {
  const properties: Record<string, Property> = {};
  // Later blocks win: EXIF is written by the camera, IPTC may be years older than its last edit.
  for (const [block, names] of Object.entries(NAMES)) {
    const tags = blocks[block];
    if (!isRecord(tags)) continue;
    for (const [tag, name] of Object.entries(names)) {
      const value = embeddedValue(name, tags[tag], zoneOf(tag, blocks));
      const property = value === undefined ? undefined : embeddedProperty(name, value);
      if (property) properties[name] = property;
    }
  }
  return Array.isArray(blocks.errors) && binary.size <= binary.head.length
    ? { properties, problems: [truncated(binary)] }
    : { properties };
}

function embeddedValue(name: string, found: unknown, zone: string): EmbeddedValue | undefined {
  if (Array.isArray(found)) return found.map(String);
  if (typeof found === 'string') return found + zone;
  if (typeof found !== 'number' || !Number.isFinite(found)) return undefined;
  return RATIONAL.has(name) ? simplestFraction(found) : String(found);
}

function zoneOf(tag: string, { exif: tags }: Readonly<Record<string, unknown>>): string {
  const offset = isRecord(tags) ? tags[ZONES[tag] ?? ''] : undefined;
  return typeof offset === 'string' && /^[+-]\d\d:\d\d/.test(offset) ? offset.slice(0, 6) : '';
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function truncated({ name }: Binary) {
  return problem('metadata.unreadable', {
    path: name,
    message: 'The embedded EXIF or IPTC block is incomplete.',
    hint: 'Replace the file if it is meant to have camera data; nothing else depends on it.',
  });
}
