/**
 * Fractions, the way EXIF and XMP write real numbers.
 *
 * @module
 */

/** EXIF stores 32-bit terms read back as doubles, so anything closer than this is the same number. */
const CLOSE = 1e-9;
const LARGEST_TERM = 1_000_000;

/**
 * The fraction with the smallest terms that equals a number: 0.00625 is `1/160`, 7.1 is `71/10`.
 * Found by continued fractions.
 */
export function simplestFraction(value: number): string {
  const target = Math.abs(value);
  let [numerator, denominator] = [Math.floor(target), 1];
  let [previousNumerator, previousDenominator] = [1, 0];
  let rest = target - numerator;
  while (Math.abs(target - numerator / denominator) > CLOSE * target && rest > 0) {
    const inverse = 1 / rest;
    const whole = Math.floor(inverse);
    const next = [whole * numerator + previousNumerator, whole * denominator + previousDenominator] as const;
    if (next[1] > LARGEST_TERM) break;
    [previousNumerator, previousDenominator] = [numerator, denominator];
    [numerator, denominator] = next;
    rest = inverse - whole;
  }
  return `${value < 0 ? '-' : ''}${numerator}/${denominator}`;
}
