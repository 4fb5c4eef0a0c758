/**
 * Who may go when: of one path and target there is at most one step under way and one after it.
 *
 * @module
 */

/** What a lane is for. */
export interface LaneKey {
  /** Name of the target. */
  readonly target: string;
  readonly path: string;
}

interface Lane<Item> {
  active: Item | undefined;
  next: Item | undefined;
}

/** The lanes of a queue. */
export class Lanes<Item extends { readonly step: LaneKey }> {
  readonly #lanes = new Map<string, Lane<Item>>();

  /** Lets an item wait as the next of its lane; answers the one that did until now. */
  wait(item: Item): Item | undefined {
    const key = keyOf(item.step);
    const lane = this.#lanes.get(key) ?? { active: undefined, next: undefined };
    this.#lanes.set(key, lane);
    const older = lane.next;
    lane.next = item;
    return older;
  }

  /** The item that waits goes. */
  start(item: Item): void {
    this.#lanes.set(keyOf(item.step), { active: item, next: undefined });
  }

  /** The item is done with, or waits no longer. */
  leave(item: Item): void {
    const lane = this.#lanes.get(keyOf(item.step));
    if (lane?.active === item) lane.active = undefined;
    if (lane?.next === item) lane.next = undefined;
    if (lane && !lane.active && !lane.next) this.#lanes.delete(keyOf(item.step));
  }

  /** What waits in an item's lane. */
  nextAfter(item: Item): Item | undefined {
    return this.#lanes.get(keyOf(item.step))?.next;
  }

  /** Whether an item waits and nothing is under way before it. */
  mayGo(item: Item): boolean {
    const lane = this.#lanes.get(keyOf(item.step));
    return lane?.next === item && !lane.active;
  }

  /** Whether an item is under way. */
  isActive(item: Item): boolean {
    return this.#lanes.get(keyOf(item.step))?.active === item;
  }

  /** The newest item of a lane. */
  newestOf(key: LaneKey): Item | undefined {
    const lane = this.#lanes.get(keyOf(key));
    return lane?.next ?? lane?.active;
  }
}

function keyOf({ target, path }: LaneKey): string {
  return `${target}\n${path}`;
}
