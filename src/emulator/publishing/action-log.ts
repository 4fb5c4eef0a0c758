/**
 * Actions that were agreed to and have not come to their end, on disk: what a kill cuts off, the next start
 * finishes.
 *
 * @module
 */
import type { Effect } from '../../publish/effect.ts';
import type { PublishAction } from '../../publish/publish-target.ts';
import { type LogRecord, RecordLog } from '../../replication/record-log.ts';

/** A row somebody saw and agreed to. */
export interface AgreedRow {
  /** JCR path. */
  readonly path: string;
  /** The asset's revision then. */
  readonly revision: string;
}

/** A row that was being carried out. */
export interface BegunRow {
  /** Place among the rows of its action. */
  readonly row: number;
  /** When, as its status says it; ISO 8601. */
  readonly at: string;
  readonly effects: readonly Effect[];
}

/** What is asked for. */
export interface AgreedAction {
  readonly action: PublishAction;
  readonly rows: readonly AgreedRow[];
  /** Who asked for it. */
  readonly by: string;
  /** Tells the action from others, so that it is not begun twice: `schedule:<id>`. */
  readonly key?: string | undefined;
}

/** An action on its way. */
export interface StandingAction extends AgreedAction {
  readonly id: number;
  /** The last row that was begun; the ones before it are done. */
  last: BegunRow | undefined;
}

/** See the module. */
export class ActionLog {
  readonly #log: RecordLog;
  readonly #standing = new Map<number, StandingAction>();
  #nextId = 1;

  /** @param file absolute */
  constructor(file: string) {
    const standing = this.#standing;
    this.#log = new RecordLog(file, 'actions', function* () {
      for (const { last, id, ...agreed } of standing.values()) {
        yield { begin: id, ...agreed };
        if (last) yield { of: id, ...last };
      }
    });
  }

  /**
   * What the last time left, oldest first.
   * @throws the I/O error when the log cannot be read
   */
  read(): { readonly actions: readonly StandingAction[]; readonly damaged: number } {
    const { records, damaged } = this.#log.read();
    for (const record of records) this.#take(record);
    return { actions: [...this.#standing.values()], damaged };
  }

  /** Whether an action of that key is on its way. */
  hasBegun(key: string): boolean {
    return [...this.#standing.values()].some((standing) => standing.key === key);
  }

  /**
   * Remembers an action; from now on it comes to its end.
   * @throws the I/O error; the action is not to be carried out then
   */
  begin(agreed: AgreedAction): StandingAction {
    const standing: StandingAction = { ...agreed, id: this.#nextId++, last: undefined };
    const { id, last: _, ...record } = standing;
    this.#standing.set(id, standing);
    try {
      this.#log.append([{ begin: id, ...record }]);
    } catch (cause) {
      this.#standing.delete(id);
      throw cause;
    }
    return standing;
  }

  /** Remembers that a row is being carried out, and that those before it are done. */
  beginRow(standing: StandingAction, begun: BegunRow): void {
    standing.last = begun;
    this.#log.append([{ of: standing.id, ...begun }]);
  }

  /** Forgets an action that came to its end. */
  end({ id }: StandingAction): void {
    this.#standing.delete(id);
    this.#log.append([{ end: id }]);
  }

  #take(record: LogRecord): void {
    const { begin, of, end } = record;
    if (typeof end === 'number') this.#standing.delete(end);
    else if (typeof of === 'number') {
      const standing = this.#standing.get(of);
      if (standing && isBegunRow(record)) {
        const { row, at, effects } = record;
        standing.last = { row, at, effects };
      }
    } else if (typeof begin === 'number' && isAgreed(record)) {
      const { action, rows, by, key } = record;
      this.#standing.set(begin, { id: begin, action, rows, by, key, last: undefined });
      this.#nextId = Math.max(this.#nextId, begin + 1);
    }
  }
}

/** Only oakling writes the log, so its kind and version vouch for what is inside. */
function isAgreed(value: object): value is AgreedAction {
  return 'action' in value && 'rows' in value && Array.isArray(value.rows) && 'by' in value;
}

function isBegunRow(value: object): value is BegunRow {
  return 'row' in value && 'at' in value && 'effects' in value && Array.isArray(value.effects);
}
