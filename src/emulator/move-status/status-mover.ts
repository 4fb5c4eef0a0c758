/**
 * Moving states for good: the new place is written, durably, before the old one is.
 *
 * @module
 */
import { makeDurable } from '../../disk/durable.ts';
import { errorText } from '../../disk/errors.ts';
import { replaceFile } from '../../disk/write.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import type { KeptStatus } from '../../publish/status-store/kept-status.ts';
import type { LoadedStatuses } from '../../publish/status-store/load-statuses.ts';
import { appendStatuses } from '../../publish/status-store/status-file.ts';
import type { StatusStoreKind } from '../../publish/status-store/status-store.ts';
import { formatOf } from '../../repository/node-file.ts';
import type { KnownIndex } from './known-index.ts';
import type { StatusMove } from './plan-move.ts';
import { textWithStatus } from './status-text.ts';

/** What became of some moves. */
export interface Moved {
  readonly done: readonly StatusMove[];
  /** Why the others were not done; their state is where it was. */
  readonly failed: readonly Problem[];
}

const NOTHING: KeptStatus = new Map();

/** See the module. */
export class StatusMover {
  readonly #statuses: LoadedStatuses;
  readonly #known: KnownIndex;

  constructor(statuses: LoadedStatuses, known: KnownIndex) {
    this.#statuses = statuses;
    this.#known = known;
  }

  /**
   * Carries out moves.
   * @throws the I/O error when the file beside the tree cannot be written
   */
  carryOut(moves: readonly StatusMove[], to: StatusStoreKind): Moved {
    if (moves.length === 0) return { done: [], failed: [] };
    return to === 'state' ? this.#besideTheTree(moves) : this.#intoFiles(moves);
  }

  /** Notes in the index what was written. */
  close(): void {
    this.#known.flush();
  }

  #besideTheTree(moves: readonly StatusMove[]): Moved {
    const { file } = this.#statuses;
    appendStatuses(
      file,
      moves.map(({ key, status }) => [key, { status }]),
    );
    makeDurable(file);
    return this.#writeFiles(moves, () => NOTHING);
  }

  #intoFiles(moves: readonly StatusMove[]): Moved {
    const moved = this.#writeFiles(moves, ({ status }) => status);
    appendStatuses(
      this.#statuses.file,
      moved.done.map(({ key }) => [key, undefined]),
    );
    return moved;
  }

  #writeFiles(moves: readonly StatusMove[], statusOf: (move: StatusMove) => KeptStatus): Moved {
    const done: StatusMove[] = [];
    const failed: Problem[] = [];
    for (const move of moves) {
      try {
        this.#writeFile(move, statusOf(move));
        done.push(move);
      } catch (cause) {
        const hint = 'Run move-status again when the file is quiet and may be written.';
        failed.push(problem('file.unwritable', { path: move.shown, message: errorText(cause), hint }));
      }
    }
    return { done, failed };
  }

  #writeFile(move: StatusMove, status: KeptStatus): void {
    const { document, stat } = move.opened;
    const text = textWithStatus(document, formatOf(move.layout), status);
    if (text === document.text) return;
    this.#known.written(move, () => replaceFile(move.file, text, stat));
  }
}
