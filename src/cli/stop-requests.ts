/**
 * Ctrl-C, once and twice: the first asks to finish what is under way, the second to stop at once.
 *
 * @module
 */
import type { StopSignal, Surroundings } from './surroundings.ts';

/** A signal this soon after the first is the same keypress, told by the terminal and by npm. In milliseconds. */
const ECHO = 100;

/** Listens to signals from its making until it is closed. */
export class StopRequests {
  /** Resolves at the first request. */
  readonly first: Promise<StopSignal>;
  /** Resolves at the second one. */
  readonly second: Promise<StopSignal>;
  readonly #stopListening: () => void;

  constructor({ onStopSignal, clock }: Pick<Surroundings, 'onStopSignal' | 'clock'>) {
    let firstAt: number | undefined;
    let tellFirst: (signal: StopSignal) => void = () => undefined;
    let tellSecond = tellFirst;
    this.first = new Promise((resolve) => {
      tellFirst = resolve;
    });
    this.second = new Promise((resolve) => {
      tellSecond = resolve;
    });
    this.#stopListening = onStopSignal((signal) => {
      if (firstAt === undefined) {
        firstAt = clock().getTime();
        tellFirst(signal);
      } else if (clock().getTime() - firstAt >= ECHO) tellSecond(signal);
    });
  }

  /** Signals have their ordinary effect again. */
  close(): void {
    this.#stopListening();
  }
}
