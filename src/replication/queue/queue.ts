/**
 * The one queue through which everything is published. What was enqueued is on disk with its snapshot and
 * comes to its end once, whatever happens to the process; steps for one path and target are taken in
 * order, and only the newest that waits, for it says all the older ones did.
 *
 * @module
 */
import { errorText } from '../../disk/errors.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import type { Channel, ReplicationTarget } from '../../publish/targets/replication-target.ts';
import { type BlobReference, filesOf, type Snapshot } from '../../publish/targets/snapshot.ts';
import type { FileBlobs } from '../blobs.ts';
import { breather } from '../breather.ts';
import { takeSnapshot } from '../take-snapshot.ts';
import { systemTimer, type Timer } from '../timer.ts';
import { backOff, DEFAULT_RETRY, type RetryOptions } from './back-off.ts';
import type { Delivery, DeliveryEvent, DeliveryState, Request } from './delivery.ts';
import { Lanes } from './lanes.ts';
import { publicationOf } from './publication-of.ts';
import { type QueuedStep, QueueLog } from './queue-log.ts';

/** What a queue is made of. */
export interface QueueOptions {
  /** Absolute file of the queue's log. */
  readonly file: string;
  /** Where snapshots are kept until they are delivered; the embedded stores' own, so they are kept once. */
  readonly blobs: FileBlobs;
  readonly targets: readonly ReplicationTarget[];
  /** How many deliveries may be under way at once. Default 4. */
  readonly concurrency?: number;
  readonly retry?: Partial<RetryOptions>;
  readonly clock?: () => Date;
  readonly timer?: Timer;
  /** From 0 up to 1. */
  readonly random?: () => number;
  /** Must not throw. */
  readonly onEvent?: (event: DeliveryEvent) => void;
  /** Told what needs a person: a parked delivery, a damaged log. */
  readonly report?: (problem: Problem) => void;
}

/** A delivery at work. */
interface Item {
  readonly step: QueuedStep;
  failures: number;
  error: string | undefined;
  /** Takes back the wait for the next try. */
  stopWaiting: (() => void) | undefined;
}

/** Opens the queue of a log; what it holds of the last time goes on at once. */
export function createQueue(options: QueueOptions): Queue {
  return new Queue(options);
}

/** See {@link createQueue}. */
export class Queue {
  readonly #options: QueueOptions;
  readonly #targets: ReadonlyMap<string, ReplicationTarget>;
  readonly #retry: RetryOptions;
  readonly #log: QueueLog;
  readonly #items = new Map<number, Item>();
  readonly #lanes = new Lanes<Item>();
  readonly #ready = new Set<Item>();
  readonly #ended = { imported: 0, dropped: 0 };
  readonly #breathe = breather();
  #waiters: (() => void)[] = [];
  #nextId = 1;
  #active = 0;
  /** How many calls of `enqueue` are taking snapshots. */
  #entering = 0;
  #lastEntry: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#targets = new Map(options.targets.map((target) => [target.name, target]));
    for (const target of options.targets) {
      if (this.#targets.get(target.name) !== target)
        throw new TypeError(`two targets are named ${target.name}`);
    }
    this.#retry = { ...DEFAULT_RETRY, ...options.retry };
    const living = () => Array.from(this.#items.values(), ({ step }) => step);
    this.#log = new QueueLog(options.file, living);
    this.#resume();
  }

  /**
   * Takes the snapshots of what is to be published and remembers the steps: all of them or, when it
   * throws, none. Once it has answered they happen, and the tree may change as it likes.
   * @throws StaleFileError when a file changed while its snapshot was taken; the I/O error
   */
  enqueue(...requests: readonly Request[]): Promise<void> {
    if (this.#isClosed) return Promise.reject(new Error('the queue is closed'));
    this.#entering++;
    // One call after the other: a large snapshot must not be overtaken by the next one of its path.
    const entry = this.#lastEntry.then(() => this.#enter(requests));
    this.#lastEntry = entry.catch(() => undefined);
    return entry.finally(() => {
      this.#entering--;
      // In a turn of its own: whoever enqueued tells of that before anybody tells what became of it.
      setImmediate(() => this.#pump());
    });
  }

  /** When nothing is under way; what waits for another try, or is parked, is left waiting. */
  async idle(): Promise<void> {
    while (!this.#isIdle) await this.#change();
  }

  /** When all is delivered but what is parked, however many tries that takes. */
  async drained(): Promise<void> {
    while (!this.#isIdle || this.#countParked() < this.#items.size) await this.#change();
  }

  /** How many deliveries are in which state; `imported` and `dropped` since the queue was opened. */
  states(): Readonly<Record<DeliveryState, number>> {
    const parked = this.#countParked();
    const queued = this.#items.size - this.#active - parked;
    return { created: this.#entering, queued, distributed: this.#active, parked, ...this.#ended };
  }

  /** All that has not come to its end, in the order in which it was enqueued. */
  deliveries(): (Delivery & { readonly state: DeliveryState })[] {
    return Array.from(this.#items.values(), (item) => {
      const error = this.#parkedWhy(item);
      return { ...deliveryOf(item), ...(error === undefined ? {} : { error }), state: this.#stateOf(item) };
    });
  }

  /** What a channel will hold of a path: a snapshot, `none`, or `undefined` when nothing is to change. */
  comingOf(channel: Channel, path: string): Snapshot | 'none' | undefined {
    for (const target of this.#targets.values()) {
      if (target.channel !== channel) continue;
      const item = this.#lanes.newestOf({ target: target.name, path });
      if (item) return item.step.snapshot ?? 'none';
    }
    return undefined;
  }

  /** The files that deliveries still need. */
  *blobs(): Generator<BlobReference> {
    for (const { step } of this.#items.values()) if (step.snapshot) yield* filesOf(step.snapshot);
  }

  /** Tries again now what is parked or waits for another try: all of it, or some deliveries. */
  retry(ids: readonly number[] = [...this.#items.keys()]): void {
    for (const item of this.#waiting(ids)) {
      item.failures = 0;
      this.#stopWaiting(item);
      if (item.step.parked !== undefined) {
        item.step.parked = undefined;
        this.#remember(() => this.#log.park(item.step));
      }
      this.#makeReady(item);
    }
    this.#pump();
  }

  /** Gives up what is parked or waits; what is under way comes to its end. */
  drop(ids: readonly number[]): void {
    for (const item of this.#waiting(ids)) {
      this.#end(item, 'dropped', 'Somebody gave it up.');
    }
    this.#pump();
  }

  /** Waits for what is under way; the rest goes on at the next start. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#lastEntry;
    for (const item of this.#items.values()) this.#stopWaiting(item);
    this.#ready.clear();
    while (this.#active > 0) await this.#change();
    this.#log.tidy();
  }

  #resume(): void {
    const { steps, damaged } = this.#log.read();
    if (damaged > 0) {
      const message = `${damaged} line(s) of the queue of publications cannot be read.`;
      const hint = 'Compare the tree with what its targets hold, and publish what differs.';
      this.#options.report?.(problem('state.damaged', { path: this.#options.file, message, hint }));
    }
    for (const step of steps) {
      this.#nextId = step.id + 1;
      this.#add({ step, failures: 0, error: undefined, stopWaiting: undefined });
    }
    this.#pump();
  }

  async #enter(requests: readonly Request[]): Promise<void> {
    const at = (this.#options.clock?.() ?? new Date()).toISOString();
    const entering: Item[] = [];
    for (const request of requests) {
      await this.#breathe();
      const { channel, path, snapshot } = await this.#taken(request);
      for (const target of this.#targets.values()) {
        if (target.channel !== channel) continue;
        const step = {
          id: this.#nextId++,
          target: target.name,
          channel,
          path,
          snapshot,
          at,
          parked: undefined,
        };
        entering.push({ step, failures: 0, error: undefined, stopWaiting: undefined });
      }
    }
    if (entering.length === 0) return;
    for (const item of entering) this.#items.set(item.step.id, item);
    try {
      this.#log.add(entering.map(({ step }) => step));
    } catch (cause) {
      for (const { step } of entering) this.#items.delete(step.id);
      throw cause;
    }
    for (const item of entering) {
      this.#tell('created', item);
      this.#add(item);
    }
  }

  async #taken(request: Request): Promise<Pick<QueuedStep, 'channel' | 'path' | 'snapshot'>> {
    if (request.action === 'remove') {
      return { channel: request.channel, path: request.path, snapshot: undefined };
    }
    const snapshot =
      'snapshot' in request ? request.snapshot : await takeSnapshot(request.publication, this.#options.blobs);
    return { channel: snapshot.channel, path: snapshot.path, snapshot };
  }

  /** An item that is on disk begins to wait. */
  #add(item: Item): void {
    this.#items.set(item.step.id, item);
    const older = this.#lanes.wait(item);
    if (older) this.#supersede(older);
    this.#tell('queued', item);
    this.#makeReady(item);
  }

  #makeReady(item: Item): void {
    const isDue = item.stopWaiting === undefined && this.#parkedWhy(item) === undefined;
    if (isDue && this.#lanes.mayGo(item) && !this.#isClosed) this.#ready.add(item);
  }

  #pump(): void {
    const { concurrency = 4 } = this.#options;
    for (const item of this.#ready) {
      if (this.#active >= concurrency) break;
      this.#ready.delete(item);
      void this.#deliver(item);
    }
    if (this.#isIdle) this.#remember(() => this.#log.flush());
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const resume of waiters) resume();
  }

  async #deliver(item: Item): Promise<void> {
    this.#lanes.start(item);
    this.#active++;
    const failure = await this.#attempt(item);
    if (failure === undefined) this.#end(item, 'imported');
    else this.#fail(item, failure);
    this.#active--;
    const next = this.#lanes.nextAfter(item);
    if (next) this.#makeReady(next);
    this.#pump();
  }

  /** Why it failed, if it did. */
  async #attempt(item: Item): Promise<string | undefined> {
    await this.#breathe();
    this.#tell('distributed', item);
    try {
      await this.#hand(item.step);
      return undefined;
    } catch (cause) {
      return errorText(cause);
    }
  }

  async #hand({ target: name, path, snapshot }: QueuedStep): Promise<void> {
    const target = this.#targets.get(name);
    if (snapshot) await target?.put(publicationOf(snapshot, this.#options.blobs));
    else await target?.remove(path);
  }

  #fail(item: Item, error: string): void {
    item.failures++;
    item.error = error;
    if (this.#lanes.nextAfter(item)) return this.#supersede(item);
    this.#lanes.leave(item);
    this.#lanes.wait(item);
    if (item.failures >= this.#retry.attempts) return this.#park(item, error);
    this.#tell('queued', item, error);
    if (this.#isClosed) return;
    const wait = backOff(item.failures, (this.#options.random ?? Math.random)(), this.#retry);
    item.stopWaiting = (this.#options.timer ?? systemTimer)(wait, () => {
      item.stopWaiting = undefined;
      this.#makeReady(item);
      this.#pump();
    });
  }

  #park(item: Item, error: string): void {
    const { target, path } = item.step;
    item.step.parked = error;
    this.#remember(() => this.#log.park(item.step));
    this.#tell('parked', item, error);
    const message = `The target ${target} failed ${item.failures} times: ${error}`;
    const hint = 'The publication is parked; try again when the target works.';
    this.#options.report?.(problem('target.failed', { path, message, hint }));
  }

  #supersede(item: Item): void {
    this.#end(item, 'dropped', 'A newer publication of the path takes its place.');
  }

  #end(item: Item, state: 'imported' | 'dropped', reason?: string): void {
    this.#stopWaiting(item);
    this.#ready.delete(item);
    this.#lanes.leave(item);
    this.#items.delete(item.step.id);
    this.#ended[state]++;
    this.#remember(() => this.#log.end(item.step));
    this.#tell(state, item, reason);
  }

  /** What cannot be written now is done again after a restart, which does no harm. */
  #remember(write: () => void): void {
    try {
      write();
    } catch (cause) {
      const message = `The queue of publications cannot be written: ${errorText(cause)}`;
      const hint = 'Make room, or let oakling write there; nothing is lost.';
      this.#options.report?.(problem('file.unwritable', { path: this.#options.file, message, hint }));
    }
  }

  #waiting(ids: readonly number[]): Item[] {
    return ids
      .map((id) => this.#items.get(id))
      .filter((item) => item !== undefined)
      .filter((item) => !this.#lanes.isActive(item));
  }

  #stopWaiting(item: Item): void {
    item.stopWaiting?.();
    item.stopWaiting = undefined;
  }

  #stateOf(item: Item): DeliveryState {
    if (this.#parkedWhy(item) !== undefined) return 'parked';
    return this.#lanes.isActive(item) ? 'distributed' : 'queued';
  }

  /** A target that is not configured now may be so again at the next start. */
  #parkedWhy({ step: { parked, target } }: Item): string | undefined {
    return parked ?? (this.#targets.has(target) ? undefined : `There is no target ${target} now.`);
  }

  get #isIdle(): boolean {
    return this.#active === 0 && this.#entering === 0 && (this.#ready.size === 0 || this.#isClosed);
  }

  #countParked(): number {
    let count = 0;
    for (const item of this.#items.values()) if (this.#parkedWhy(item) !== undefined) count++;
    return count;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  #tell(state: DeliveryState, item: Item, reason?: string): void {
    this.#options.onEvent?.({
      state,
      delivery: deliveryOf(item),
      ...(reason === undefined ? {} : { reason }),
    });
  }
}

function deliveryOf({ step, failures, error }: Item): Delivery {
  const { id, target, channel, path, snapshot, at } = step;
  const action = snapshot ? 'put' : 'remove';
  return { id, target, channel, path, action, at, failures, ...(error === undefined ? {} : { error }) };
}
