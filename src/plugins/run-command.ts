/**
 * Runs one shell command to its end: text on stdin, a time limit, and a process group of its own, so
 * that what the command started ends with it when the time is up.
 *
 * @module
 */
import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** How long a command that was asked to stop may take before it is killed, in milliseconds. */
const GRACE = 2_000;

/** How long output may trickle in after the command itself ended, in milliseconds: what it left running may hold the pipe. */
const TRICKLE = 250;

/** How many characters of stderr are remembered. */
const REMEMBERED = 4_000;

/** A command to run. */
export interface Command {
  /** For the system's shell. */
  readonly line: string;
  /** Text on stdin. */
  readonly input: string;
  /** Added to the environment of this process. */
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd?: string | undefined;
  /** Milliseconds. */
  readonly timeLimit: number;
}

/** How a command ended. */
export interface CommandOutcome {
  /** Exit code; `null` when a signal ended it or it could not be started. */
  readonly code: number | null;
  readonly timedOut: boolean;
  /** Why it could not be started. */
  readonly startFailure?: Error;
  /** The end of what it said on stderr. */
  readonly lastWords: string;
}

/** Runs a command; never rejects. What it prints on stdout is dropped. */
export async function runCommand(command: Command): Promise<CommandOutcome> {
  try {
    return await outcomeOf(start(command), command);
  } catch (cause) {
    // Too long an environment is thrown at once, a missing folder is told by an event.
    const startFailure = cause instanceof Error ? cause : new Error(String(cause));
    return { code: null, timedOut: false, startFailure, lastWords: '' };
  }
}

type Running = ChildProcessByStdio<Writable, null, Readable>;

function start({ line, environment, cwd }: Command): Running {
  return spawn(line, {
    shell: true,
    detached: process.platform !== 'win32',
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { ...process.env, ...environment },
    ...(cwd === undefined ? {} : { cwd }),
  });
}

function outcomeOf(child: Running, { input, timeLimit }: Command): Promise<CommandOutcome> {
  endWithThisProcess(child);
  let lastWords = '';
  let timedOut = false;
  let killTimer: NodeJS.Timeout | undefined;
  const limitTimer = setTimeout(() => {
    timedOut = true;
    signalGroup(child, 'SIGTERM');
    killTimer = setTimeout(() => {
      signalGroup(child, 'SIGKILL');
      child.stderr.destroy();
    }, GRACE);
  }, timeLimit);
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-REMEMBERED);
  });
  // A command need not read its stdin: writing to a closed pipe is no failure of the hook.
  child.stdin.on('error', () => undefined).end(input);
  child.on('exit', () => {
    if (!timedOut) setTimeout(() => child.stderr.destroy(), TRICKLE).unref();
  });
  return new Promise<CommandOutcome>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (timedOut) signalGroup(child, 'SIGKILL');
      resolve({ code, timedOut, lastWords });
    });
  }).finally(() => {
    clearTimeout(limitTimer);
    clearTimeout(killTimer);
  });
}

const running = new Set<ChildProcess>();
let watchesExit = false;

/** A group of its own does not hear the terminal's Ctrl-C, so this process takes it along when it ends. */
function endWithThisProcess(child: ChildProcess): void {
  running.add(child);
  child.on('close', () => running.delete(child));
  if (watchesExit) return;
  watchesExit = true;
  process.on('exit', () => {
    for (const left of running) signalGroup(left, 'SIGTERM');
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}
