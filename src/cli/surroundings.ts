/**
 * Everything the command line touches outside itself, so that tests can bring their own.
 *
 * @module
 */
import type { Environment } from '../configuration/read-environment.ts';
import type { ControlClient } from '../control/connect.ts';
import type { ControlServer } from '../control/serve.ts';
import type { Oakling } from '../emulator/oakling.ts';
import type { OaklingOptions } from '../emulator/options.ts';

/** The part of a stream that is written to. */
export interface OutputStream {
  write(data: string | Uint8Array): unknown;
  readonly isTTY?: boolean;
  /** Width of the terminal in cells. */
  readonly columns?: number;
  /** Resolves when the reader went away; a pipe into `head` does that. */
  readonly broken?: Promise<void>;
}

/** Signals that ask to stop. */
export type StopSignal = 'SIGINT' | 'SIGTERM';

/** What the command line works with. */
export interface Surroundings {
  /** Data. */
  readonly stdout: OutputStream;
  /** Words. */
  readonly stderr: OutputStream;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** How this command line is run by others: program and first arguments, absolute. */
  readonly command: readonly string[];
  readonly environment: Environment;
  /** Absolute. */
  readonly cwd: string;
  readonly clock: () => Date;
  readonly createOakling: (options: OaklingOptions) => Promise<Oakling>;
  /** Reaches the oakling that works on a tree; `undefined` when none does. */
  readonly connectControl: (stateFolder: string) => Promise<ControlClient | undefined>;
  /** Lets other commands reach an open tree. */
  readonly serveControl: (oakling: Oakling, stateFolder: string) => Promise<ControlServer>;
  /** Listens to signals that ask to stop, instead of dying of them; call the answer to stop listening. */
  readonly onStopSignal: (listener: (signal: StopSignal) => void) => () => void;
  /** Ends the process, whatever is under way. */
  readonly exitNow: (code: number) => void;
}
