/**
 * Where the command line writes: data to stdout, words to stderr, colour and progress only for eyes.
 *
 * @module
 */
import pc from 'picocolors';
import { Progress } from './progress.ts';
import type { OutputStream, Surroundings } from './surroundings.ts';

/** How much is said, and in which form. */
export interface PrinterOptions {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** Colours of a stream; they do nothing where nobody sees them. */
export type Paint = ReturnType<typeof pc.createColors>;

/** Writes lines. */
export class Printer {
  readonly json: boolean;
  readonly verbose: boolean;
  /** Colours of stdout. */
  readonly paint: Paint;
  /** Colours of stderr. */
  readonly paintWords: Paint;
  /** Whether stdout is a terminal that wants text. */
  readonly isForEyes: boolean;
  /** Cells of a line on stdout; without end where it is not a terminal. */
  readonly width: number;
  /** Shows what takes long; does nothing where nobody sees it. */
  readonly progress: Progress;
  readonly #quiet: boolean;
  readonly #stdout: OutputStream;
  readonly #stderr: OutputStream;

  constructor({ stdout, stderr, environment }: Surroundings, { json, quiet, verbose }: PrinterOptions) {
    this.json = json;
    this.verbose = verbose;
    this.#quiet = quiet;
    this.#stdout = stdout;
    this.#stderr = stderr;
    const mayColour = !environment.NO_COLOR && !environment.CI && environment.TERM !== 'dumb';
    this.isForEyes = stdout.isTTY === true && !json;
    this.width = this.isForEyes ? (stdout.columns ?? 80) : Number.POSITIVE_INFINITY;
    this.paint = pc.createColors(this.isForEyes && mayColour);
    this.paintWords = pc.createColors(stderr.isTTY === true && mayColour);
    this.progress = new Progress(stderr.isTTY === true && !quiet && !environment.CI ? stderr : undefined);
  }

  /** Cells of a line on stderr. */
  get wordsWidth(): number {
    return this.#stderr.isTTY ? (this.#stderr.columns ?? 80) : Number.POSITIVE_INFINITY;
  }

  /** Whether stderr is a terminal. */
  get hasListener(): boolean {
    return this.#stderr.isTTY === true;
  }

  /** A line of data on stdout. */
  data(line: string): void {
    this.progress.clear();
    this.#stdout.write(`${line}\n`);
  }

  /** A value as JSON on stdout: one line, or indented where somebody reads it. */
  value(value: unknown): void {
    this.data(JSON.stringify(value, null, this.#stdout.isTTY ? 2 : undefined));
  }

  /** A line of words on stderr, left out when quiet. */
  words(line: string): void {
    if (!this.#quiet) this.complain(line);
  }

  /** A line of words on stderr that is said even when quiet. */
  complain(line: string): void {
    this.progress.clear();
    this.#stderr.write(`${line}\n`);
  }
}
