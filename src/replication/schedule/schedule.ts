/**
 * Scheduled publications on disk: what is to happen later, at its time once, whether oakling runs then or
 * starts the next time after it.
 *
 * @module
 */
import { isWithin } from '../../jcr/path.ts';
import type { Include } from '../../publish/include.ts';
import type { PublishAction } from '../../publish/publish-target.ts';
import { type LogRecord, RecordLog } from '../record-log.ts';
import type { ScheduledTime } from './scheduled-time.ts';

/** What is asked for. */
export interface PublicationToCome extends ScheduledTime {
  readonly action: PublishAction;
  /** JCR paths. */
  readonly paths: readonly string[];
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

/** A path that left the schedule, and what it was scheduled for. */
export interface DroppedPath {
  readonly path: string;
  readonly publication: ScheduledPublication;
}

/** See the module. */
export class Schedule {
  readonly #log: RecordLog;
  readonly #entries = new Map<number, ScheduledPublication>();
  #nextId = 1;

  /** @param file absolute */
  constructor(file: string) {
    const entries = this.#entries;
    this.#log = new RecordLog(file, 'schedule', function* () {
      for (const { id, ...publication } of entries.values()) yield { add: id, ...publication };
    });
  }

  /**
   * Takes in what is on disk.
   * @returns how many lines could not be read
   * @throws the I/O error when the log cannot be read
   */
  read(): number {
    const { records, damaged } = this.#log.read();
    for (const record of records) this.#take(record);
    return damaged;
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

  /** Follows an asset or folder that moved, with everything in it. */
  moved(from: string, to: string): void {
    for (const entry of this.#entries.values()) {
      const paths = entry.paths.map((path) => (isWithin(path, from) ? to + path.slice(from.length) : path));
      if (paths.some((path, i) => path !== entry.paths[i])) this.#put(entry.id, { ...entry, paths });
    }
  }

  /** Drops what was deleted: an asset or folder with everything in it. */
  deleted(deleted: string): DroppedPath[] {
    const dropped: DroppedPath[] = [];
    for (const entry of this.#entries.values()) {
      const gone = entry.paths.filter((path) => isWithin(path, deleted));
      if (gone.length === 0) continue;
      const paths = entry.paths.filter((path) => !gone.includes(path));
      this.#put(entry.id, paths.length === 0 ? undefined : { ...entry, paths });
      dropped.push(...gone.map((path) => ({ path, publication: entry })));
    }
    return dropped;
  }

  /** What is scheduled for an asset or folder, itself or with a folder whose contents go along. */
  of(path: string): ScheduledPublication[] {
    return this.list().filter(({ paths, include }) =>
      paths.some((scheduled) => scheduled === path || reaches(scheduled, path, include)),
    );
  }

  #put(id: number, entry: ScheduledPublication | undefined): void {
    if (entry) this.#entries.set(id, entry);
    else this.#entries.delete(id);
    this.#log.append([entry ? { paths: entry.paths, of: id } : { end: id }]);
  }

  #take(record: LogRecord): void {
    const { add, of, end } = record;
    if (typeof add === 'number' && isPublication(record)) {
      const { action, paths, include, references, by, created, at, zone } = record;
      this.#entries.set(add, { id: add, action, paths, include, references, by, created, at, zone });
      this.#nextId = Math.max(this.#nextId, add + 1);
    } else if (typeof end === 'number') this.#entries.delete(end);
    else if (typeof of === 'number' && isPathList(record)) {
      const entry = this.#entries.get(of);
      if (entry) this.#entries.set(of, { ...entry, paths: record.paths });
    }
  }
}

function timeOf({ at }: ScheduledTime): number {
  return Date.parse(at);
}

function reaches(folder: string, path: string, include: Include): boolean {
  if (include === 'none' || !isWithin(path, folder)) return false;
  return include === 'all' || !path.slice(folder.length + 1).includes('/');
}

/** Only oakling writes the log, so its kind and version vouch for what is inside. */
function isPublication(value: object): value is PublicationToCome {
  return 'action' in value && 'at' in value && 'zone' in value && 'by' in value && isPathList(value);
}

function isPathList(value: object): value is { readonly paths: readonly string[] } {
  return 'paths' in value && Array.isArray(value.paths);
}
