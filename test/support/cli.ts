/**
 * Runs the command line in surroundings of the test's own, and keeps what it writes.
 *
 * @module
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../src/cli/run.ts';
import type { StopSignal, Surroundings } from '../../src/cli/surroundings.ts';
import type { OaklingOptions } from '../../src/emulator/options.ts';
import { NOW } from './assets.ts';
import { FakeOakling } from './fake-oakling.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** How a run differs from a plain one. */
export interface CliRun {
  /** What opens, in place of a tree. */
  readonly oakling?: FakeOakling;
  /** Opens trees, in place of that. */
  readonly open?: Surroundings['createOakling'];
  /** What works on the tree already. */
  readonly remote?: Awaited<ReturnType<Surroundings['connectControl']>>;
  /** Thrown when a tree is opened. */
  readonly failure?: unknown;
  /** Width of the terminal; a pipe when absent. */
  readonly columns?: number;
  readonly environment?: Surroundings['environment'];
  /** Absolute; a temporary folder with an empty `content/` when absent. */
  readonly cwd?: string;
}

/** A run of the command line that is under way. */
export class RunningCli {
  stdout = '';
  stderr = '';
  /** What trees were opened with. */
  readonly opened: OaklingOptions[] = [];
  now = NOW;
  /** State folders of trees that other commands can reach. */
  readonly served: string[] = [];
  /** Exit code by which the process was ended at once. */
  endedAtOnce: number | undefined;
  readonly cwd: string;
  readonly exitCode: Promise<number>;
  #listener: ((signal: StopSignal) => void) | undefined;
  #breakStdout: () => void = () => undefined;

  constructor(args: readonly string[], { oakling = new FakeOakling(), ...options }: CliRun) {
    this.cwd = options.cwd ?? projectFolder();
    const isTTY = options.columns !== undefined;
    const columns = options.columns ?? 80;
    const broken = new Promise<void>((resolve) => {
      this.#breakStdout = resolve;
    });
    this.exitCode = run(args, {
      stdout: { write: (text) => (this.stdout += text), isTTY, columns, broken },
      stderr: { write: (text) => (this.stderr += text), isTTY, columns },
      stdin: (async function* () {})(),
      command: ['node', '/oakling/main.js'],
      environment: options.environment ?? { NO_COLOR: '1' },
      cwd: this.cwd,
      clock: () => this.now,
      createOakling: async (chosen) => {
        this.opened.push(chosen);
        if (options.failure !== undefined) throw options.failure;
        return options.open?.(chosen) ?? oakling;
      },
      connectControl: async () => options.remote,
      serveControl: async (_, stateFolder) => {
        this.served.push(stateFolder);
        return {
          address: stateFolder,
          close: async () => {
            this.served.pop();
          },
        };
      },
      onStopSignal: (listener) => {
        this.#listener = listener;
        return () => {
          this.#listener = undefined;
        };
      },
      exitNow: (code) => {
        this.endedAtOnce = code;
      },
    });
  }

  /** Whether signals are heard rather than deadly. */
  get hearsSignals(): boolean {
    return this.#listener !== undefined;
  }

  /** Sends a signal, some milliseconds after what was before. */
  signal(signal: StopSignal, after = 0): void {
    this.now = new Date(this.now.getTime() + after);
    this.#listener?.(signal);
  }

  /** The reader of stdout goes away. */
  breakStdout(): void {
    this.#breakStdout();
  }
}

/** Runs the command line to its end. */
export async function runCli(
  args: readonly string[],
  options: CliRun = {},
): Promise<RunningCli & { readonly code: number }> {
  const running = new RunningCli(args, options);
  const code = await running.exitCode;
  return Object.assign(running, { code });
}

/** A folder with an empty `content/`, which is the tree of whoever runs there. */
export function projectFolder(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'content'));
  return folder;
}
