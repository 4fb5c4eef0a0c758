/**
 * Ranges of sizes and times as people write them: `1MB..5MB`, `>=1MB`, `7d`, `2026-01-01..2026-03-31`.
 *
 * @module
 */

/** From and to, both of them inside. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Where a value of the grammar begins and ends: a day is longer than a moment. */
interface Extent {
  readonly first: number;
  readonly last: number;
}

/**
 * Parses a range of sizes in bytes; a size alone is one to begin at.
 * @throws RangeError when it is none
 */
export function parseSizes(text: string): Range {
  const range = parseRange(text, parseSize);
  if (!range) throw new RangeError(`"${text}" is no size: write 500KB, 1MB..5MB, >2GB or ..200KB`);
  return range;
}

/**
 * Parses a range of times in milliseconds; a time alone is one to begin at.
 * @throws RangeError when it is none
 */
export function parseTimes(text: string, now: Date): Range {
  const range = parseRange(text, (time) => parseTime(time, now.getTime()));
  if (!range) {
    throw new RangeError(`"${text}" is no time: write 7d, 12h, 2026-01-31, 2026-01-01..2026-03-31 or ..30d`);
  }
  return range;
}

/** Whether a number lies in a range; one that is not known lies in none. */
export function isIn({ from, to }: Range, number: number): boolean {
  return number >= from && number <= to;
}

/** Both are whole numbers, so that what is beyond one begins at the next. */
function parseRange(text: string, parse: (end: string) => Extent | undefined): Range | undefined {
  const [, operator, operand = ''] = /^(>=|<=|>|<)(.*)$/s.exec(text.trim()) ?? [];
  if (operator !== undefined) {
    const value = parse(operand.trim());
    if (!value) return undefined;
    if (operator === '>=') return { from: value.first, to: Number.POSITIVE_INFINITY };
    if (operator === '>') return { from: value.last + 1, to: Number.POSITIVE_INFINITY };
    if (operator === '<=') return { from: Number.NEGATIVE_INFINITY, to: value.last };
    return { from: Number.NEGATIVE_INFINITY, to: value.first - 1 };
  }
  const [begin = '', end = '', ...more] = text.trim().split('..');
  if (more.length > 0 || (begin === '' && end === '')) return undefined;
  const from = begin === '' ? Number.NEGATIVE_INFINITY : parse(begin)?.first;
  const to = end === '' ? Number.POSITIVE_INFINITY : parse(end)?.last;
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** AEM shows sizes in units of 1,024. */
const UNITS = ['B', 'K', 'M', 'G', 'T'];

function parseSize(text: string): Extent | undefined {
  const [, number = '', unit = 'B'] = /^(\d+(?:\.\d+)?)\s*([KMGT])?i?B?$/i.exec(text) ?? [];
  if (number === '') return undefined;
  const bytes = Math.round(Number(number) * 1024 ** UNITS.indexOf(unit.toUpperCase()));
  return { first: bytes, last: bytes };
}

const MILLISECONDS: Readonly<Record<string, number>> = {
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
  mo: 30 * 86_400_000,
  y: 365 * 86_400_000,
};

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;

function parseTime(text: string, now: number): Extent | undefined {
  const [, amount, unit = ''] = /^(\d+)\s*(min|h|d|w|mo|y)$/.exec(text) ?? [];
  const length = MILLISECONDS[unit];
  if (amount !== undefined && length !== undefined) {
    const time = now - Number(amount) * length;
    return { first: time, last: time };
  }
  if (DATE.test(text)) {
    // A day as the clock on the wall has it.
    const first = new Date(`${text}T00:00:00.000`).getTime();
    const last = new Date(`${text}T23:59:59.999`).getTime();
    return Number.isNaN(first) ? undefined : { first, last };
  }
  const time = TIME.test(text) ? new Date(text).getTime() : Number.NaN;
  return Number.isNaN(time) ? undefined : { first: time, last: time };
}
