/**
 * Numbers in sentences.
 *
 * @module
 */

/** A number with its thousands apart. */
export function count(number: number): string {
  return number.toLocaleString('en-US');
}

/** A number with its noun: `1 asset`, `2 assets`. */
export function counted(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** `1 file is no asset yet`, `2 files are no assets yet`. */
export function notYetText(number: number): string {
  return number === 1 ? '1 file is no asset yet' : `${count(number)} files are no assets yet`;
}
