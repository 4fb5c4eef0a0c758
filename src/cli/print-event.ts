/**
 * The stream of `start` and `scan`: NDJSON for programs, a line per change for people.
 *
 * @module
 */

import stringWidth from 'string-width';
import type { ChangeEvent, OaklingEvent, PublicationEvent } from '../plugins/events.ts';
import type { ChangeKind } from '../repository/change.ts';
import {
  CHANGE_LETTERS,
  describeChange,
  describePublication,
  PUBLICATION_LETTER,
} from './describe-change.ts';
import { printProblem } from './print-problem.ts';
import type { Printer } from './printer.ts';
import { pad, truncateEnd, truncateMiddle } from './truncate.ts';

const COLOURS = {
  upload: 'green',
  copy: 'cyan',
  move: 'blue',
  update: 'yellow',
  delete: 'red',
  arrive: 'magenta',
  settings: 'magenta',
} as const satisfies Record<ChangeKind, string>;

/** Paths take at most this share of a terminal's line. */
const PATH_SHARE = 0.55;

/** The path column begins with this many cells, and grows with the paths. */
const USUAL_PATH = 40;

/** Writes events, and counts them. */
export class EventPrinter {
  /** Changes carried out so far. */
  changes = 0;
  /** Problems of severity error so far. */
  errors = 0;
  readonly #printer: Printer;
  #pathWidth = USUAL_PATH;

  constructor(printer: Printer) {
    this.#printer = printer;
  }

  /** Writes one event. */
  print(event: OaklingEvent): void {
    if (event.event === 'change' || event.event === 'publication') this.changes++;
    if (event.event === 'problem' && event.severity === 'error') this.errors++;
    if (this.#printer.json) this.#printer.data(JSON.stringify(event));
    else if (event.event === 'change' || event.event === 'publication') this.#printChange(event);
    else if (event.event === 'problem') printProblem(this.#printer, event);
  }

  #printChange(change: ChangeEvent | PublicationEvent): void {
    const { paint, isForEyes, verbose, width } = this.#printer;
    const isChange = change.event === 'change';
    const letter = isChange ? CHANGE_LETTERS[change.kind] : PUBLICATION_LETTER;
    const words = isChange ? describeChange(change) : describePublication(change);
    if (isForEyes) {
      const limit = Math.max(16, Math.floor(width * PATH_SHARE));
      const path = truncateMiddle(change.path, limit);
      this.#pathWidth = Math.min(limit, Math.max(this.#pathWidth, stringWidth(path)));
      const room = Math.max(16, width - this.#pathWidth - 5);
      const colour = paint[isChange ? COLOURS[change.kind] : 'green'];
      this.#printer.data(
        `${colour(letter)}  ${pad(path, this.#pathWidth)}  ${paint.dim(truncateEnd(words, room))}`,
      );
    } else this.#printer.data(`${letter}  ${change.path}  ${words}`);
    if (!verbose) return;
    for (const { type, reason, ruling, vetoed } of change.effects) {
      const marks = `${ruling ? ' (ruling)' : ''}${vetoed ? ` Stopped by ${vetoed.by}: ${vetoed.reason}` : ''}`;
      this.#printer.data(paint.dim(`   ${type}: ${reason}${marks}`));
    }
  }
}
