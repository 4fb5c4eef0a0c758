/**
 * Running hooks: each has a queue of its own, so that its commands run in the order of events and a slow
 * hook delays neither the others nor the tree.
 *
 * @module
 */
import type { Problem } from '../problems/problem.ts';
import { problem } from '../problems/problem.ts';
import type { OaklingEvent } from './events.ts';
import type { Hook } from './hook.ts';
import { hookMatcher, pathOfEvent } from './match-hook.ts';
import { type CommandOutcome, runCommand } from './run-command.ts';

/** Seconds a command may take unless the hook says otherwise. */
const TIME_LIMIT = 60;

/** How many of the last lines of stderr a failure repeats. */
const LINES = 5;

interface HookQueue {
  readonly hook: Hook;
  readonly matches: (event: OaklingEvent) => boolean;
  readonly waiting: OaklingEvent[];
  running: number;
}

/** Runs the commands of hooks on events. A failure is reported as `hook.failed` and stops nothing. */
export class HookRunner {
  readonly #queues: readonly HookQueue[];
  readonly #report: (problem: Problem) => void;
  #whenIdle: (() => void)[] = [];
  #closed = false;

  constructor(hooks: readonly Hook[], report: (problem: Problem) => void) {
    this.#queues = hooks.map((hook) => ({ hook, matches: hookMatcher(hook), waiting: [], running: 0 }));
    this.#report = report;
  }

  /** How many commands run or wait. */
  get pending(): number {
    return this.#queues.reduce((sum, { waiting, running }) => sum + waiting.length + running, 0);
  }

  /** Queues the commands of an event; returns at once. */
  run(event: OaklingEvent): void {
    if (this.#closed) return;
    for (const queue of this.#queues) {
      if (!queue.matches(event)) continue;
      queue.waiting.push(event);
      this.#startNext(queue);
    }
  }

  /** Resolves when no command runs or waits. */
  async idle(): Promise<void> {
    if (this.pending > 0) await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
  }

  /** Takes no more events, and resolves when the commands of those it took have ended. */
  close(): Promise<void> {
    this.#closed = true;
    return this.idle();
  }

  #startNext(queue: HookQueue): void {
    while (queue.running < (queue.hook.concurrency ?? 1)) {
      const event = queue.waiting.shift();
      if (!event) return;
      queue.running++;
      void this.#runOne(queue.hook, event).finally(() => {
        queue.running--;
        this.#startNext(queue);
        if (this.pending > 0) return;
        for (const resolve of this.#whenIdle.splice(0)) resolve();
      });
    }
  }

  async #runOne(hook: Hook, event: OaklingEvent): Promise<void> {
    const path = pathOfEvent(event);
    const outcome = await runCommand({
      line: hook.run,
      input: `${JSON.stringify(event)}\n`,
      environment: {
        OAKLING_EVENT: event.event,
        OAKLING_PATH: path ?? '',
        OAKLING_KIND: event.event === 'change' ? event.kind : '',
      },
      cwd: hook.cwd,
      timeLimit: (hook.timeout ?? TIME_LIMIT) * 1000,
    });
    const failure = describeFailure(hook, outcome);
    if (failure === undefined) return;
    this.#report(
      problem('hook.failed', {
        path: path ?? '.',
        message: failure,
        hint: 'Run the command by hand with this event on its stdin; the tree is not affected.',
      }),
    );
  }
}

/** One sentence, or `undefined` when the command did well. */
function describeFailure(hook: Hook, outcome: CommandOutcome): string | undefined {
  const { code, timedOut, startFailure, lastWords } = outcome;
  if (code === 0 && !timedOut) return undefined;
  const how = startFailure
    ? `could not be started: ${startFailure.message}`
    : timedOut
      ? `was stopped after ${hook.timeout ?? TIME_LIMIT} s`
      : code === null
        ? 'was ended by a signal'
        : `failed with exit code ${code}`;
  const said = lastWords.trimEnd().split('\n').slice(-LINES).join('\n');
  return `The hook \`${hook.run}\` ${how}${said === '' ? '.' : `: ${said}`}`;
}
