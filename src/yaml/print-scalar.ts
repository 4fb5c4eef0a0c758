/**
 * Printing scalars: as plain as can be without changing what is read, by this reader or by another.
 *
 * @module
 */
import type { PropertyType } from '../jcr/property.ts';
import { plainLook, readTagged, resolvePlain, type TypedValue } from './value-types.ts';

/** Where a scalar goes and how the one it replaces was quoted. */
export interface ScalarStyle {
  /** Whether it stands inside brackets or braces, where commas and brackets mean something. */
  readonly flow?: boolean;
  /** Quotes to use where there is a choice. */
  readonly quote?: "'" | '"' | undefined;
}

/** What no scalar may hold as it is, except in double quotes and escaped: controls, lone surrogates and such. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/u;
const PLAIN_START = /^[^\s\-?:,[\]{}#&*!|>'"%@`]|^-[^\s-]/;
const NOT_PLAIN = /: |:$| #|^\s|\s$/;
const FLOW_INDICATOR = /[,[\]{}]/;
/** What YAML 1.1 readers take for booleans, numbers, merge keys and such. */
const READ_OTHERWISE =
  /^(?:y|n|yes|no|on|off|=|<<|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|[-+]?0b[01_]+|[-+]?[0-9][0-9_]*\.?[0-9_]*)$/i;

/** The quotes a scalar begins with, to keep them when its text changes. */
export function quoteAt(text: string, offset: number): "'" | '"' | undefined {
  const first = text[offset];
  return first === "'" || first === '"' ? first : undefined;
}

/** Prints a String, or a value whose type is known without saying (names of node types, keys). */
export function printString(text: string, { flow = false, quote }: ScalarStyle = {}): string {
  if (quote && quotable(text, quote)) return quoted(text, quote);
  const isPlain =
    canBePlain(text, flow) && !READ_OTHERWISE.test(text) && resolvePlain(text)?.type === 'String';
  if (isPlain) return text;
  return quoted(text, /["\\]/.test(text) && quotable(text, "'") ? "'" : '"');
}

/** Prints a value with its type: by its look where that says it, else with a tag. */
export function printTyped({ type, value }: TypedValue, style: ScalarStyle = {}): string {
  if (type === 'String' || type === 'undefined') return printString(value, style);
  const look = plainLook({ type, value });
  const resolved = canBePlain(look, style.flow ?? false) ? resolvePlain(look) : undefined;
  if (resolved?.type === type && resolved.value === value) return look;
  return `!${type} ${printUnderTag(type, value, style)}`;
}

/** Prints a value whose type a tag before it tells. */
export function printUnderTag(type: PropertyType, value: string, { flow = false }: ScalarStyle = {}): string {
  const isPlain = canBePlain(value, flow) && readTagged(type, value) === value;
  return isPlain ? value : printString(value, { flow, quote: '"' });
}

/**
 * The lines of a String as a literal block, header first, indented by `indent`; `undefined` for text that
 * a block would not give back or not show well.
 */
export function literalBlock(text: string, indent: string): string[] | undefined {
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  const lines = body.split('\n');
  const shows = (line: string) => line === '' || (/\S$/.test(line) && !UNPRINTABLE.test(line));
  if (lines.length < 2 || !/^\S/.test(body) || !/\S$/.test(body) || !lines.every(shows)) return undefined;
  return [body === text ? '|-' : '|', ...lines.map((line) => (line === '' ? '' : indent + line))];
}

function canBePlain(text: string, flow: boolean): boolean {
  return (
    PLAIN_START.test(text) &&
    !NOT_PLAIN.test(text) &&
    !UNPRINTABLE.test(text) &&
    !(flow && (FLOW_INDICATOR.test(text) || text.startsWith('-')))
  );
}

function quotable(text: string, quote: "'" | '"'): boolean {
  return quote === '"' || (!UNPRINTABLE.test(text) && text !== '');
}

function quoted(text: string, quote: "'" | '"'): string {
  if (quote === "'") return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text).replace(
    new RegExp(UNPRINTABLE, 'gu'),
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
