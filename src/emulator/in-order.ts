/**
 * Preparing many things at once and using them one by one, in order.
 *
 * @module
 */

/**
 * Maps items with up to `concurrency` preparations under way, and yields the results in the items'
 * order. A rejection surfaces at its item's turn.
 */
export async function* inOrder<Item, Result>(
  items: readonly Item[],
  concurrency: number,
  prepare: (item: Item) => Promise<Result>,
): AsyncGenerator<readonly [Item, Result]> {
  const underway: Promise<Result>[] = [];
  const startAt = (position: number) => {
    const item = items[position];
    if (item === undefined) return;
    const result = prepare(item);
    // A later item may fail before its turn; it is awaited then.
    result.catch(() => undefined);
    underway.push(result);
  };
  for (let i = 0; i < concurrency; i++) startAt(i);
  for (const [i, item] of items.entries()) {
    const result = underway.shift();
    if (!result) return;
    startAt(i + concurrency);
    yield [item, await result];
  }
}
