/**
 * Replacing stretches of a text, many at once.
 *
 * @module
 */

/** Puts `text` in place of what stands from `from` to `to`. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** Insertions at one place are in order when they continue the same thing. */
  readonly continues?: object;
}

/** Applies splices that do not collide; insertions at one place keep their order. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { from, to, text: inserted } of splices.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    parts.push(text.slice(done, from), inserted);
    done = to;
  }
  return parts.join('') + text.slice(done);
}

/** Whether two splices must not be applied to the same text: one would not know of the other. */
export function collide(a: Splice, b: Splice): boolean {
  const insertBoth = a.from === a.to && b.from === b.to;
  if (insertBoth) return a.from === b.from && (a.continues === undefined || a.continues !== b.continues);
  return a.from < b.to && b.from < a.to;
}
