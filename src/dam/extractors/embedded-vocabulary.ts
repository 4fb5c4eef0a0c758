/**
 * The properties embedded metadata may set, and the JCR type AEM gives each: what a reader of XMP or
 * EXIF finds as text becomes a typed property here.
 *
 * Only well-known namespaces are taken. `dam:`, `jcr:` and their like never are: AEM writes its own
 * `dam:*` facts back into files (seen in real assets), and there they are out of date at once.
 *
 * @module
 */
import { WELL_KNOWN_NAMESPACES } from '../../docview/namespaces.ts';
import type { Property, PropertyType } from '../../jcr/property.ts';
import { jcrDate } from './embedded-date.ts';

const words = (text: string) => new Set(text.trim().split(/\s+/));

const TAKEN = words('aux dc exif Iptc4xmpCore Iptc4xmpExt pdf photoshop tiff xmp xmpDM xmpMM xmpRights');

/** Prefixes of the namespaces taken, by namespace. */
export const PREFIXES: ReadonlyMap<string, string> = new Map(
  Object.entries(WELL_KNOWN_NAMESPACES).flatMap(([prefix, uri]) =>
    TAKEN.has(prefix) ? [[uri, prefix]] : [],
  ),
);

/** A value as found, before it is a property. */
export type EmbeddedValue = string | readonly string[];

/** oakling computes these itself. */
const COMPUTED = words('dc:format tiff:ImageWidth tiff:ImageLength');

const DATES =
  words(`xmp:CreateDate xmp:ModifyDate xmp:MetadataDate photoshop:DateCreated exif:DateTimeOriginal
  exif:DateTimeDigitized tiff:DateTime dc:date dc:modified Iptc4xmpExt:DateCreated xmpDM:shotDate`);

const DECIMALS = words('xmp:Rating');
const BOOLEANS = words('xmpRights:Marked');
const LONGS = words('photoshop:ColorMode photoshop:Urgency');

/** Namespaces whose whole numbers AEM keeps as Long, whatever the property. */
const NUMERIC = words('tiff exif xmpDM');

/** Several values even when a careless writer gave one. */
const ARRAYS =
  words(`dc:creator dc:contributor dc:subject dc:date dc:language dc:publisher dc:relation dc:type
  xmp:Identifier xmpRights:Owner photoshop:SupplementalCategories photoshop:DocumentAncestors Iptc4xmpCore:Scene
  Iptc4xmpCore:SubjectCode Iptc4xmpExt:PersonInImage exif:ISOSpeedRatings tiff:BitsPerSample`);

/** Longer than any caption; a megabyte of text in a picture is an accident or an attack. */
const LONGEST_TEXT = 32 * 1024;
/** Some editors collect hundreds of thousands of ancestors in one picture. */
const MOST_VALUES = 1000;

/**
 * Types the value of an embedded property.
 * @param name qualified name with AEM's prefix
 * @returns `undefined` when the property is not taken, or is empty
 */
export function embeddedProperty(name: string, found: EmbeddedValue): Property | undefined {
  if (COMPUTED.has(name)) return undefined;
  const texts = (typeof found === 'string' ? [found] : found).map((text) => clean(text));
  const values = texts.filter((text) => text !== '' && text.length <= LONGEST_TEXT);
  if (values.length === 0 || values.length > MOST_VALUES) return undefined;
  const multiple = typeof found !== 'string' || ARRAYS.has(name);
  const type = typeOf(name, values);
  return { type, multiple, values: values.map((value) => lexicalForm(type, value)) };
}

/** A value that does not read as the property's type stays a String. */
function typeOf(name: string, values: readonly string[]): PropertyType {
  const every = (pattern: RegExp) => values.every((value) => pattern.test(value));
  if (DATES.has(name)) return values.every((value) => jcrDate(value) !== undefined) ? 'Date' : 'String';
  if (DECIMALS.has(name)) return every(/^-?\d+(?:\.\d+)?$/) ? 'Decimal' : 'String';
  if (BOOLEANS.has(name)) return every(/^(?:true|false)$/i) ? 'Boolean' : 'String';
  // A leading zero marks a code, not a number: exif:ExifVersion is "0220".
  const [namespace = ''] = name.split(':');
  if (LONGS.has(name) || NUMERIC.has(namespace)) return every(/^(?:0|-?[1-9]\d{0,15})$/) ? 'Long' : 'String';
  return 'String';
}

function lexicalForm(type: PropertyType, value: string): string {
  if (type === 'Date') return jcrDate(value) ?? value;
  return type === 'Boolean' ? value.toLowerCase() : value;
}

/** Cameras pad with zeros and blanks. */
function clean(text: string): string {
  const end = text.indexOf('\0');
  return (end < 0 ? text : text.slice(0, end)).trim();
}
