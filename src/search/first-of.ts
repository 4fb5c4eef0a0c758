/**
 * The first of many in some order, without ordering them all.
 *
 * @module
 */

/** Where more than this share is wanted, ordering all of them is quicker. */
const MANY = 0.2;

/** The first `count` of items in an order. The items stay as they are. */
export function firstOf<Item>(
  items: readonly Item[],
  count: number,
  compare: (a: Item, b: Item) => number,
): Item[] {
  if (count >= items.length * MANY) return items.toSorted(compare).slice(0, count);
  if (count === 0) return [];
  // A heap whose top is the last of the first ones: nearly every item is compared with it alone.
  const heap = items.slice(0, count).sort((a, b) => compare(b, a));
  for (let i = count; i < items.length; i++) {
    const item = items[i] as Item;
    if (compare(item, heap[0] as Item) >= 0) continue;
    heap[0] = item;
    sink(heap, compare);
  }
  return heap.sort(compare);
}

/** Lets the top of a heap sink to its place. */
function sink<Item>(heap: Item[], compare: (a: Item, b: Item) => number): void {
  const item = heap[0] as Item;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && compare(heap[child + 1] as Item, heap[child] as Item) > 0) child++;
    if (compare(heap[child] as Item, item) <= 0) break;
    heap[at] = heap[child] as Item;
    at = child;
  }
  heap[at] = item;
}
