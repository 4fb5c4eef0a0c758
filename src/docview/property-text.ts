/**
 * The grammar of a DocView property value: `{Long}[1,2]` (facts on FileVault 2).
 *
 * @module
 */
import type { Property, PropertyType } from '../jcr/property.ts';

const TYPES = new Set<string>(
  'String Binary Boolean Long Double Decimal Date Name Path Reference WeakReference URI BinaryRef undefined'.split(
    ' ',
  ),
);

/** A value that cannot be read as its type; it stands as an untyped string. */
export interface Unreadable {
  readonly property: Property;
  readonly reason: string;
}

/** Reads an unescaped attribute value. Names of node types have their type by rule. */
export function parseProperty(name: string, text: string): Property | Unreadable {
  const raw = parseText(text);
  if (!TYPES.has(raw.type)) {
    return { property: untyped(text), reason: `{${raw.type}} is no property type` };
  }
  const isTypeName = name === 'jcr:primaryType' || name === 'jcr:mixinTypes';
  const type = raw.type === 'undefined' && isTypeName ? 'Name' : (raw.type as PropertyType);
  const property: Property = { type, multiple: raw.multiple, values: raw.values };
  const bad = property.values.find((value) => !isLexical(type, value));
  return bad === undefined ? property : { property: untyped(text), reason: `"${bad}" is no ${type}` };
}

/** Whether a reading failed. */
export function isUnreadable(read: Property | Unreadable): read is Unreadable {
  return 'reason' in read;
}

function untyped(text: string): Property {
  return { type: 'undefined', multiple: false, values: [text] };
}

/** FileVault reads Booleans leniently; anything that is neither word is suspicious all the same. */
function isLexical(type: PropertyType, value: string): boolean {
  switch (type) {
    case 'Boolean':
      return /^(true|false)$/i.test(value);
    case 'Long':
      return /^[+-]?\d+$/.test(value);
    case 'Double':
      return /^[+-]?(\d+\.?\d*([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?|NaN|Infinity)$/.test(value);
    case 'Decimal':
      return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value);
    case 'Date':
      return /^[+-]?\d{4,}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(value);
    default:
      return true;
  }
}

interface RawText {
  readonly type: string;
  readonly multiple: boolean;
  readonly values: string[];
}

/** FileVault's own state machine, escapes and leniencies included. */
function parseText(text: string): RawText {
  let at = 0;
  let type = 'undefined';
  if (text[0] === '{') {
    const close = text.indexOf('}');
    if (close < 0) return { type, multiple: false, values: [text.slice(1)] };
    type = text.slice(1, close);
    at = close + 1;
  }
  const multiple = text[at] === '[';
  // Most values are single and escape nothing.
  if (!multiple && !text.includes('\\', at)) return { type, multiple, values: [text.slice(at)] };
  if (multiple) at++;
  const values: string[] = [];
  let value = '';
  let seen = false;
  for (; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '\\') {
      at++;
      const escaped = text[at] ?? '';
      if (escaped === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 1, at + 5))) {
        value += String.fromCharCode(Number.parseInt(text.slice(at + 1, at + 5), 16));
        at += 4;
      } else if (escaped === '0') seen = true;
      else value += escaped;
    } else if (multiple && character === ',') {
      values.push(value);
      value = '';
      seen = true;
    } else if (multiple && character === ']' && at === text.length - 1) {
      break;
    } else value += character;
  }
  const isClosed = multiple && text.endsWith(']') && at === text.length - 1;
  if (!multiple) values.push(value);
  else if (value !== '' || (isClosed && (seen || values.length > 0))) values.push(value);
  return { type, multiple, values };
}

const ESCAPED_TYPES = new Set<PropertyType>(['String', 'Name', 'Path', 'undefined']);

/** Writes a property as FileVault would; the result is not XML-escaped yet. */
export function printProperty(name: string, { type, multiple, values }: Property): string {
  const isTypeName = name === 'jcr:primaryType' || name === 'jcr:mixinTypes';
  const prefix =
    type === 'String' || type === 'undefined' || (type === 'Name' && isTypeName) ? '' : `{${type}}`;
  const escapes = ESCAPED_TYPES.has(type);
  if (!multiple) {
    const [value = ''] = values;
    const text = escapes ? escapeValue(value).replace(/^[[{]/, '\\$&') : value;
    return prefix + text;
  }
  const items = values.map((value) => (escapes ? escapeValue(value).replaceAll(',', '\\,') : value));
  return `${prefix}[${items.length === 1 && items[0] === '' ? '\\0' : items.join(',')}]`;
}

/** Escapes what XML cannot hold, and surrogates, which FileVault escapes too. */
function escapeValue(value: string): string {
  let escaped = '';
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    if (unit === BACKSLASH) escaped += '\\\\';
    else if (isPrintable(unit)) escaped += value[i];
    else escaped += `\\u${unit.toString(16).padStart(4, '0')}`;
  }
  return escaped;
}

const BACKSLASH = 92;

function isPrintable(unit: number): boolean {
  if (unit < 32) return unit === 9 || unit === 10 || unit === 13;
  return unit < 0xd800 || (unit > 0xdfff && unit < 0xfffe);
}
