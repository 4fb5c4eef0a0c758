/**
 * The word somebody probably meant.
 *
 * @module
 */

/** The word most like another; `undefined` when none is like it. */
export function nearestWord(word: string, words: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of words) {
    const steps = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (steps >= least || steps >= candidate.length) continue;
    least = steps;
    nearest = candidate;
  }
  return nearest;
}

/** How many letters to insert, remove, change or swap with their neighbour. */
function editDistance(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      const isSwapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const steps = [at(row, j) + 1, at(next, j - 1) + 1, at(row, j - 1) + same];
      next.push(Math.min(...steps, isSwapped ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY));
    }
    before = row;
    row = next;
  }
  return at(row, to.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
