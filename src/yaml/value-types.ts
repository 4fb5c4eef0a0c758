/**
 * How a YAML scalar says its JCR type: plain scalars by their look, everything else by tag.
 *
 * A value is JCR's lexical form. Looks that YAML and JCR share are kept digit for digit; looks only YAML
 * has (`0x1F`, `.inf`, `2026-11-23`, a time without milliseconds or zone) are put into JCR's form, a
 * missing zone being UTC as in YAML. Text in quotes under a tag is taken as it stands.
 *
 * @module
 */
import { JCR_TYPES, type PropertyType } from '../jcr/property.ts';

/** A value with its type. */
export interface TypedValue {
  readonly type: PropertyType;
  readonly value: string;
}

const TAGGED: readonly PropertyType[] = [...JCR_TYPES, 'BinaryRef'];

const TYPE_BY_TAG: ReadonlyMap<string, PropertyType> = new Map<string, PropertyType>([
  ...TAGGED.map((type) => [`!${type}`, type] as const),
  ['!', 'String'],
  ['tag:yaml.org,2002:str', 'String'],
  ['tag:yaml.org,2002:bool', 'Boolean'],
  ['tag:yaml.org,2002:int', 'Long'],
  ['tag:yaml.org,2002:float', 'Double'],
  ['tag:yaml.org,2002:timestamp', 'Date'],
  ['tag:yaml.org,2002:binary', 'Binary'],
]);

/** The tags a value may have, as people write them. */
export const KNOWN_TAGS: readonly string[] = TAGGED.map((type) => `!${type}`);

/** The type a tag stands for: oakling's own (`!Name`) and YAML's (`!!int`). */
export function typeOfTag(tag: string): PropertyType | undefined {
  return TYPE_BY_TAG.get(tag);
}

/** Properties whose values are names of node types, said without a tag. */
const NAMES = new Set(['jcr:primaryType', 'jcr:mixinTypes']);

/** Whether a property is a Name without saying so. */
export function isNameProperty(name: string): boolean {
  return NAMES.has(name);
}

const NUMERIC_START = /^[-+.0-9]/;
const NULL = /^(?:null|Null|NULL|~)?$/;
const BOOLEAN = /^(?:true|True|TRUE|false|False|FALSE)$/;
const DECIMAL_INTEGER = /^[-+]?[0-9]+$/;
const OTHER_INTEGER = /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const NOT_FINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const TIMESTAMP =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(Z|[-+]\d\d?(?::?\d\d)?))?)?$/;
/** The form AEM writes, which needs no translation. */
const USUAL_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(?:Z|[-+]\d\d:\d\d)$/;
const JCR_DATE = /^[-+]?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)$/;

/** What a plain scalar is; `undefined` for null. The value need not be valid: see {@link isLexical}. */
export function resolvePlain(text: string): TypedValue | undefined {
  if (NUMERIC_START.test(text)) return resolveNumeric(text);
  // Only short words are anything but text, and most text is not short.
  if (text.length <= 5) {
    if (NULL.test(text)) return undefined;
    if (BOOLEAN.test(text)) return { type: 'Boolean', value: text };
  }
  return { type: 'String', value: text };
}

function resolveNumeric(text: string): TypedValue {
  if (USUAL_DATE.test(text)) return { type: 'Date', value: text };
  const long = readLong(text);
  if (long !== undefined) return { type: 'Long', value: long };
  const double = readDouble(text);
  if (double !== undefined) return { type: 'Double', value: double };
  const date = readTimestamp(text);
  return date === undefined ? { type: 'String', value: text } : { type: 'Date', value: date };
}

/** The value of plain text under a tag; text in no form of that type stands as it is. */
export function readTagged(type: PropertyType, text: string): string {
  if (type === 'Long') return readLong(text) ?? text;
  if (type === 'Double') return readDouble(text) ?? text;
  if (type === 'Date') return readTimestamp(text) ?? text;
  return text;
}

/** How a value looks as a plain scalar: itself, but for the numbers YAML writes otherwise. */
export function plainLook({ type, value }: TypedValue): string {
  if (type !== 'Double') return value;
  if (value === 'NaN') return '.nan';
  if (value === 'Infinity') return '.inf';
  return value === '-Infinity' ? '-.inf' : value;
}

/** Whether a value is one its type can have. Types without a lexical form of their own take anything. */
export function isLexical({ type, value }: TypedValue): boolean {
  switch (type) {
    case 'Boolean':
      return /^(?:true|false)$/i.test(value);
    case 'Long':
      return DECIMAL_INTEGER.test(value) && fitsLong(value);
    case 'Double':
      return FLOAT.test(value) || /^(?:NaN|[-+]?Infinity)$/.test(value);
    case 'Decimal':
      return FLOAT.test(value);
    case 'Date':
      return JCR_DATE.test(value);
    default:
      return true;
  }
}

function readLong(text: string): string | undefined {
  if (DECIMAL_INTEGER.test(text)) return text;
  return OTHER_INTEGER.test(text) ? BigInt(text).toString() : undefined;
}

function readDouble(text: string): string | undefined {
  if (FLOAT.test(text)) return text;
  if (!NOT_FINITE.test(text)) return undefined;
  if (/nan/i.test(text)) return 'NaN';
  return text.startsWith('-') ? '-Infinity' : 'Infinity';
}

function readTimestamp(text: string): string | undefined {
  const match = TIMESTAMP.exec(text);
  if (!match) return undefined;
  const [, year = '', month = '', day = '', hour, minute = '', second = '', fraction = '', zone = 'Z'] =
    match;
  if (hour === undefined) {
    const isDay = month.length === 2 && day.length === 2;
    return isDay ? `${year}-${month}-${day}T00:00:00.000Z` : undefined;
  }
  const two = (digits: string) => digits.padStart(2, '0');
  const time = `${two(hour)}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}`;
  return `${year}-${two(month)}-${two(day)}T${time}${zoneOf(zone)}`;
}

function zoneOf(zone: string): string {
  if (zone === 'Z') return zone;
  const [, sign = '', hours = '', minutes = '00'] = /^([-+])(\d\d?):?(\d\d)?$/.exec(zone) ?? [];
  return `${sign}${hours.padStart(2, '0')}:${minutes}`;
}

/** The range of a JCR Long, which is Java's `long`. */
const SMALLEST = -(2n ** 63n);
const GREATEST = 2n ** 63n - 1n;

function fitsLong(digits: string): boolean {
  if (digits.length < 19) return true;
  const value = BigInt(digits.replace('+', ''));
  return value >= SMALLEST && value <= GREATEST;
}
