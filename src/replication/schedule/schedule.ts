/**
 * Scheduled publications on disk: what is to happen later, at its time once, whether oakling runs then or
 * starts the next time after it.
 *
 * @module
 */
import { isWithin, parentOf } from '../../jcr/path.ts';
import type { Include } from '../../publish/include.ts';
import type { PublishAction } from '../../publish/publish-target.ts';
import { type LogRecord, RecordLog } from '../record-log.ts';
import type { ScheduledTime } from './scheduled-time.ts';

/** A folder at its path, or an asset wherever it moves. */
export interface ScheduledItem {
  /** JCR path. */
  readonly path: string;
  /** The asset's `jcr:uuid`; folders have none. */
  readonly uuid?: string;
}

/** What is asked for. */
export interface PublicationToCome extends ScheduledTime {
  readonly action: PublishAction;
  readonly items: readonly ScheduledItem[];
  readonly include: Include;
  /** Whether what the assets refer to is published along. */
  readonly references: boolean;
  /** Who asked for it. */
  readonly by: string;
  /** When, ISO 8601. */
  readonly created: string;
}

/** A publication that is scheduled. */
export interface ScheduledPublication extends PublicationToCome {
  /** Unique in the schedule, growing. */
  readonly id: number;
}

/** An item that left the schedule, and what it was scheduled for. */
export interface DroppedItem {
  readonly item: ScheduledItem;
  readonly publication: ScheduledPublication;
}

/** See the module. */
export class Schedule {
  readonly #log: RecordLog;
  readonly #entries = new Map<number, ScheduledPublication>();
  #nextId = 1;

  /** @param file absolute */
  constructor(file: string) {
    this.#log = new RecordLog(file, 'schedule', () => this.#living());
  }

  /**
   * Takes in what is on disk.
   * @returns how many lines could not be read
   * @throws the I/O error when the log cannot be read
   */
  read(): number {
    const { records, damaged } = this.#log.read();
    return damaged + records.filter((record) => !this.#take(record)).length;
  }

  /** Everything that is scheduled, the nearest first. */
  list(): ScheduledPublication[] {
    return [...this.#entries.values()].sort((a, b) => timeOf(a) - timeOf(b) || a.id - b.id);
  }

  /** What is due at a moment, the oldest first. */
  due(now: Date): ScheduledPublication[] {
    return this.list().filter((publication) => timeOf(publication) <= now.getTime());
  }

  /**
   * Schedules a publication; when it has answered, it is on disk.
   * @throws the I/O error; nothing is scheduled then
   */
  add(publication: PublicationToCome): ScheduledPublication {
    const entry = { ...publication, id: this.#nextId++ };
    this.#entries.set(entry.id, entry);
    try {
      this.#log.append([{ add: entry.id, ...publication }]);
    } catch (cause) {
      this.#entries.delete(entry.id);
      throw cause;
    }
    return entry;
  }

  /** Takes a publication out, because it is being carried out or nobody wants it any more. */
  remove(id: number): ScheduledPublication | undefined {
    const entry = this.#entries.get(id);
    if (entry) this.#put(id, undefined);
    return entry;
  }

  /**
   * Follows what moved.
   * @param moves old paths and new ones, all as of one moment: what swaps places does not meet on the way
   * @param placeOf the path at which the asset of a `jcr:uuid` is now
   */
  moved(moves: ReadonlyMap<string, string>, placeOf: (uuid: string) => string | undefined): void {
    for (const entry of this.#entries.values()) {
      const items = entry.items.map((item) => {
        const place = item.uuid === undefined ? undefined : placeOf(item.uuid);
        const path = place ?? placeAfter(moves, item.path);
        return path === item.path ? item : { ...item, path };
      });
      if (items.some((item, i) => item !== entry.items[i])) this.#put(entry.id, { ...entry, items });
    }
  }

  /** Drops items that are gone, and publications that have none left. */
  drop(isGone: (item: ScheduledItem) => boolean): DroppedItem[] {
    const dropped: DroppedItem[] = [];
    for (const entry of this.#entries.values()) {
      const gone = new Set(entry.items.filter(isGone));
      if (gone.size === 0) continue;
      const items = entry.items.filter((item) => !gone.has(item));
      this.#put(entry.id, items.length === 0 ? undefined : { ...entry, items });
      for (const item of gone) dropped.push({ item, publication: entry });
    }
    return dropped;
  }

  /** What is scheduled for an asset or folder, itself or with a folder whose contents go along. */
  of(path: string, resource: 'asset' | 'folder'): ScheduledPublication[] {
    const reaches = (scheduled: string, include: Include) =>
      (include === 'all' && isWithin(path, scheduled)) ||
      (include === 'children' && resource === 'asset' && parentOf(path) === scheduled);
    return this.list().filter(({ items, include }) =>
      items.some((item) => item.path === path || reaches(item.path, include)),
    );
  }

  #put(id: number, entry: ScheduledPublication | undefined): void {
    if (entry) this.#entries.set(id, entry);
    else this.#entries.delete(id);
    this.#log.append([entry ? { of: id, items: entry.items } : { end: id }]);
  }

  /** Numbers are given once, also those whose publications are forgotten: actions on disk are keyed by them. */
  *#living(): Generator<LogRecord> {
    yield { next: this.#nextId };
    for (const { id, ...publication } of this.#entries.values()) yield { add: id, ...publication };
  }

  /** Answers whether the record could be understood. */
  #take(record: LogRecord): boolean {
    const { next, add, of, end } = record;
    if (typeof next === 'number') this.#nextId = Math.max(this.#nextId, next);
    else if (typeof add === 'number' && isPublication(record)) {
      const { action, items, include, references, by, created, at, zone } = record;
      this.#entries.set(add, { id: add, action, items, include, references, by, created, at, zone });
      this.#nextId = Math.max(this.#nextId, add + 1);
    } else if (typeof of === 'number' && hasItems(record)) {
      const entry = this.#entries.get(of);
      if (entry) this.#entries.set(of, { ...entry, items: record.items });
    } else if (typeof end === 'number') this.#entries.delete(end);
    else return false;
    return true;
  }
}

function timeOf({ at }: ScheduledTime): number {
  return Date.parse(at);
}

/** Of several moves the nearest tells: what left a folder that moved is not in it. */
function placeAfter(moves: ReadonlyMap<string, string>, path: string): string {
  for (let place: string | undefined = path; place !== undefined; place = parentOf(place)) {
    const now = moves.get(place);
    if (now !== undefined) return now + path.slice(place.length);
  }
  return path;
}

/** Only oakling writes the log, so its kind and version vouch for what is inside. */
function isPublication(value: object): value is PublicationToCome {
  return 'action' in value && 'at' in value && 'zone' in value && 'by' in value && hasItems(value);
}

function hasItems(value: object): value is { readonly items: readonly ScheduledItem[] } {
  return 'items' in value && Array.isArray(value.items);
}
