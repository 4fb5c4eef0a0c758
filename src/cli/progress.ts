/**
 * One line on a terminal that tells how far something long has come. It appears only when the thing
 * really takes long, and is gone when it is done.
 *
 * @module
 */
import { count } from './counts.ts';
import type { OutputStream } from './surroundings.ts';
import { truncateEnd } from './truncate.ts';

/** How long something takes before the line appears, in milliseconds. */
const PATIENCE = 300;

/** Time between two pictures, in milliseconds. */
const INTERVAL = 80;

const BAR = 24;
const ERASE_LINE = '\r\u001b[2K';

/** How far it has come. */
export interface Step {
  /** What is going on: `Looking at the tree`. */
  readonly label: string;
  readonly done: number;
  /** How much there is, where that is known. */
  readonly total?: number;
}

/** Draws the line; without a stream it draws nothing. */
export class Progress {
  readonly #stream: OutputStream | undefined;
  readonly #now: () => number;
  #label: string | undefined;
  #startedAt = 0;
  #drawnAt = 0;
  #isShown = false;

  constructor(stream: OutputStream | undefined, now: () => number = () => performance.now()) {
    this.#stream = stream;
    this.#now = now;
  }

  /** Notes a step; cheap enough to be called for every file. */
  show(step: Step): void {
    if (!this.#stream) return;
    const now = this.#now();
    if (step.label !== this.#label) {
      this.#label = step.label;
      this.#startedAt = now;
    }
    if (now - this.#startedAt < PATIENCE || now - this.#drawnAt < INTERVAL) return;
    this.#drawnAt = now;
    this.#isShown = true;
    this.#stream.write(ERASE_LINE + truncateEnd(drawing(step), (this.#stream.columns ?? 80) - 1));
  }

  /** Takes the line away, so that something else can be written; the next step shows it again. */
  clear(): void {
    if (!this.#isShown) return;
    this.#isShown = false;
    this.#drawnAt = 0;
    this.#stream?.write(ERASE_LINE);
  }

  /** Takes the line away for good. */
  done(): void {
    this.clear();
    this.#label = undefined;
  }
}

function drawing({ label, done, total }: Step): string {
  if (total === undefined || total === 0) return `${label}  ${count(done)}`;
  const share = Math.min(1, done / total);
  const filled = Math.round(share * BAR);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR - filled);
  return `${label}  ${bar} ${Math.floor(share * 100)} %  ${count(done)} of ${count(total)}`;
}
