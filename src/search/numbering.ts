/**
 * Numbers for things that repeat, so that a column holds two or four bytes of each.
 *
 * @module
 */

/** Things by number, counted from 0. */
export class Numbering<Thing> {
  readonly #numbers = new Map<Thing, number>();
  readonly #things: Thing[] = [];

  /** How many there are. */
  get count(): number {
    return this.#things.length;
  }

  /** The number of a thing; a new one for what is new. */
  of(thing: Thing): number {
    const known = this.#numbers.get(thing);
    if (known !== undefined) return known;
    this.#numbers.set(thing, this.#things.length);
    return this.#things.push(thing) - 1;
  }

  /** The thing of a number. */
  at(number: number): Thing | undefined {
    return this.#things[number];
  }

  /** Asks something of every thing; answers by number. */
  map<Result>(ask: (thing: Thing) => Result): Result[] {
    return this.#things.map(ask);
  }
}
