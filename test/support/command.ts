/**
 * The built command in a process of its own.
 *
 * @module
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { expect, onTestFinished } from 'vitest';
import type { ChangeEvent, OaklingEvent } from '../../src/plugins/events.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'main.js');

/** Why the command cannot be run; `undefined` when it can. */
export const commandMissing = existsSync(MAIN) ? undefined : 'dist/ is not built: npm run build';

/** A command that runs, or has run. */
export class RunningCommand {
  stdout = '';
  stderr = '';
  /** Exit code, or the signal it died of. */
  readonly ended: Promise<number | string | null>;
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;

  constructor(args: readonly string[], cwd: string) {
    this.#child = spawn(process.execPath, [MAIN, ...args], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH },
    });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
    });
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.ended = new Promise((resolve) => this.#child.on('close', (code, signal) => resolve(code ?? signal)));
    onTestFinished(async () => {
      this.#child.kill('SIGKILL');
      await this.ended;
    });
  }

  /** The events it told as JSON. */
  get events(): OaklingEvent[] {
    const lines = this.stdout.slice(0, this.stdout.lastIndexOf('\n') + 1).split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
  }

  /** Sends a signal. */
  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Nobody reads its stdout any more. */
  closeStdout(): void {
    this.#child.stdout.destroy();
  }

  /** Waits until it told of all being quiet after it was ready, or after a number of idle events. */
  async idle(times = 1): Promise<void> {
    await this.until(() => this.events.filter(({ event }) => event === 'idle').length >= times);
  }

  /** Waits until it told of a change of a path, and answers it. */
  async change(kind: ChangeEvent['kind'], path: string): Promise<ChangeEvent> {
    const find = () =>
      this.events.find(
        (event): event is ChangeEvent =>
          event.event === 'change' && event.kind === kind && event.path === path,
      );
    await this.until(() => find() !== undefined);
    const found = find();
    if (!found) throw new Error('it was there a moment ago');
    return found;
  }

  /** Waits for something to become true. */
  async until(isTrue: () => boolean): Promise<void> {
    await expect.poll(isTrue, { timeout: 20_000, interval: 20 }).toBe(true);
  }
}

/** Runs a command to its end. */
export async function runCommand(
  args: readonly string[],
  cwd: string,
): Promise<{ readonly stdout: string; readonly stderr: string; readonly code: number | string | null }> {
  const command = new RunningCommand(args, cwd);
  const code = await command.ended;
  return { stdout: command.stdout, stderr: command.stderr, code };
}
