/**
 * Watch rules applied to single names. Plain JavaScript, because worker threads load it as it stands,
 * from `src/` and from `dist/` alike.
 *
 * @module
 */

/** @import { WatchRules } from './watch-rules.ts' */

/** The folders in a shallow folder are entered (an asset's `renditions`), nothing below them. */
const LEVELS_IN_SHALLOW = 1;

/** Judges base names by rules. */
export class NameRules {
  #ignored;
  #patterns;
  #shallow;

  /** @param {WatchRules} rules */
  constructor({ ignoredNames, ignoredPatterns, shallowNames }) {
    this.#ignored = new Set(ignoredNames);
    this.#patterns = ignoredPatterns.map((source) => new RegExp(source));
    this.#shallow = new Set(shallowNames);
  }

  /**
   * Whether files and folders of this name are none of our business.
   * @param {string} name
   */
  ignores(name) {
    return this.#ignored.has(name) || this.#patterns.some((pattern) => pattern.test(name));
  }

  /**
   * Whether folders of this name matter only two levels deep.
   * @param {string} name
   */
  isShallow(name) {
    return this.#shallow.has(name);
  }

  /**
   * How many levels of folders matter inside a folder of this name, when it stands in one with `levels`
   * (of which the root has infinitely many). Negative: not even its own entries matter.
   * @param {string} name
   * @param {number} levels
   */
  levelsIn(name, levels) {
    return this.#shallow.has(name) ? Math.min(LEVELS_IN_SHALLOW, levels - 1) : levels - 1;
  }
}
