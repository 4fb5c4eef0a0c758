/**
 * The queue on disk: what was enqueued and has not come to its end.
 *
 * @module
 */
import type { Channel } from '../../publish/targets/replication-target.ts';
import type { Snapshot } from '../../publish/targets/snapshot.ts';
import { readSnapshot } from '../read-manifest.ts';
import { type LogRecord, RecordLog } from '../record-log.ts';

/** What is on disk of a delivery. */
export interface QueuedStep {
  readonly id: number;
  readonly target: string;
  readonly channel: Channel;
  readonly path: string;
  /** What to put; `undefined` to remove. */
  readonly snapshot: Snapshot | undefined;
  /** ISO 8601. */
  readonly at: string;
  /** Why it is parked, if it is. */
  parked: string | undefined;
}

/** So many ends are written down at once, at the latest. */
const MANY = 100;

/** The log of a queue. */
export class QueueLog {
  readonly #log: RecordLog;
  /** Steps that ended since the last write. */
  #ended: number[] = [];

  /** @param living what has not come to its end, in the order of the ids */
  constructor(file: string, living: () => Iterable<QueuedStep>) {
    this.#log = new RecordLog(file, 'publications', function* () {
      for (const step of living()) yield { add: [step] };
    });
  }

  /** What has not come to its end, in the order of the ids, and how many lines could not be read. */
  read(): { readonly steps: readonly QueuedStep[]; readonly damaged: number } {
    const steps = new Map<number, QueuedStep>();
    const { records, damaged } = this.#log.read();
    let unknown = 0;
    for (const { add, ended, park: parked, retry, why } of records) {
      if (Array.isArray(ended)) for (const id of ended) steps.delete(id);
      if (Array.isArray(add)) {
        const added = add.map(stepIn).filter((step) => step !== undefined);
        for (const step of added) steps.set(step.id, step);
        unknown += add.length - added.length;
      } else if (typeof parked === 'number') park(steps.get(parked), String(why));
      else if (typeof retry === 'number') park(steps.get(retry), undefined);
      else if (!ended) unknown++;
    }
    return { steps: [...steps.values()], damaged: damaged + unknown };
  }

  /** Enqueued together: all of them are remembered, or none. */
  add(steps: readonly QueuedStep[]): void {
    // In one line, since a kill may fall between two.
    this.#write([{ add: steps }]);
  }

  /**
   * Imported or dropped. It is written with what comes next: a delivery that ends just before a kill is made
   * again, which does no harm.
   */
  end({ id }: QueuedStep): void {
    this.#ended.push(id);
    if (this.#ended.length >= MANY) this.flush();
  }

  /** Writes down what ended. */
  flush(): void {
    if (this.#ended.length > 0) this.#write([]);
  }

  /** Parked, or asked for again. */
  park({ id, parked }: QueuedStep): void {
    this.#write([parked === undefined ? { retry: id } : { park: id, why: parked }]);
  }

  /** Leaves only what has not come to its end. */
  tidy(): void {
    this.#ended = [];
    this.#log.tidy();
  }

  #write(records: readonly LogRecord[]): void {
    const ended = this.#ended;
    this.#ended = [];
    this.#log.append(ended.length > 0 ? [{ ended }, ...records] : records);
  }
}

function park(step: QueuedStep | undefined, why: string | undefined): void {
  if (step) step.parked = why;
}

function stepIn(value: unknown): QueuedStep | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, target, channel, path, at, parked, snapshot }: LogRecord = { ...value };
  if (typeof id !== 'number' || !isChannel(channel)) return undefined;
  if (typeof target !== 'string' || typeof path !== 'string' || typeof at !== 'string') return undefined;
  try {
    return {
      id,
      target,
      channel,
      path,
      at,
      parked: typeof parked === 'string' ? parked : undefined,
      snapshot: snapshot === undefined ? undefined : readSnapshot(snapshot),
    };
  } catch {
    return undefined;
  }
}

function isChannel(value: unknown): value is Channel {
  return value === 'aem' || value === 'dynamicMedia' || value === 'brandPortal';
}
