/**
 * Sizes of files as AEM shows them: in units of 1,024.
 *
 * @module
 */
const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

/** A number of bytes in a few characters: `812 B`, `1.4 MB`. */
export function byteSize(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 1023.5 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit++;
  }
  const digits = unit === 0 || amount >= 99.95 ? 0 : 1;
  return `${amount.toFixed(digits)} ${UNITS[unit]}`;
}
