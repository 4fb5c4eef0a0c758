/**
 * Exchanging parts of a tree for staged ones, so that a kill at any point is made good: every step is
 * written down before the first is taken, each is a rename, and each tells from what stands where whether
 * it was taken. What a kill leaves is finished by whoever comes next; what fails on the way is undone.
 *
 * @module
 */
import { linked } from '../../disk/durable.ts';
import { errorText } from '../../disk/errors.ts';
import { statAt } from '../../disk/file-stat.ts';
import { rename } from '../../disk/folders.ts';

/** A step. Paths are absolute; `old` and `staged` are names in the staging folder. */
export type SwapStep =
  /** Takes a file or folder away. */
  | { readonly step: 'remove'; readonly file: string; readonly old: string }
  /** Puts a file in the place of another. */
  | { readonly step: 'replace'; readonly file: string; readonly old: string; readonly staged: string }
  /** Puts a file or folder where nothing is. */
  | { readonly step: 'create'; readonly file: string; readonly staged: string };

/** A step that could not be taken back: what it moved away is still where the message says. */
export interface Leftover {
  readonly file: string;
  readonly kept: string;
  readonly reason: string;
}

/**
 * Takes all steps. When one fails, those before it are undone.
 * @throws the I/O error of the step that failed, with what could not be undone as `leftovers`
 */
export function takeSteps(steps: readonly SwapStep[], onStep?: (taken: number) => void): void {
  let taken = 0;
  try {
    for (const step of steps) {
      take(step);
      onStep?.(++taken);
    }
  } catch (cause) {
    throw new SwapError(undoSteps(steps), { cause });
  }
}

/** A step failed, and those before it were undone, save the leftovers. */
export class SwapError extends Error {
  readonly leftovers: readonly Leftover[];

  constructor(leftovers: readonly Leftover[], options: { readonly cause: unknown }) {
    super(errorText(options.cause), options);
    this.name = 'SwapError';
    this.leftovers = leftovers;
  }
}

/** Takes the steps that a kill left out; answers those that cannot be taken any more. */
export function finishSteps(steps: readonly SwapStep[]): Leftover[] {
  return steps.flatMap((step) => attempt(step, step.step === 'remove' ? step.old : step.staged, take));
}

function undoSteps(steps: readonly SwapStep[]): Leftover[] {
  return steps
    .toReversed()
    .flatMap((step) => attempt(step, step.step === 'create' ? step.staged : step.old, undo));
}

function attempt(step: SwapStep, kept: string, act: (step: SwapStep) => void): Leftover[] {
  try {
    act(step);
    return [];
  } catch (cause) {
    return [{ file: step.file, kept, reason: errorText(cause) }];
  }
}

function take(step: SwapStep): void {
  if (step.step === 'remove') {
    if (stands(step.file) && !stands(step.old)) rename(step.file, step.old);
    return;
  }
  if (!stands(step.staged)) return;
  if (step.step === 'replace') {
    // With a second name the file is never missing, not even for a moment.
    if (!stands(step.old) && stands(step.file) && !linked(step.file, step.old)) rename(step.file, step.old);
  } else if (stands(step.file)) throw new Error('something was put there meanwhile');
  rename(step.staged, step.file);
}

function undo(step: SwapStep): void {
  if (step.step === 'create') {
    if (!stands(step.staged) && stands(step.file)) rename(step.file, step.staged);
  } else if (step.step === 'replace') {
    if (stands(step.old) && (!stands(step.staged) || !stands(step.file))) rename(step.old, step.file);
  } else if (stands(step.old)) {
    if (stands(step.file)) throw new Error('something was put there meanwhile');
    rename(step.old, step.file);
  }
}

/** Links count as what they are, wherever they lead. */
function stands(path: string): boolean {
  return statAt(path) !== undefined;
}
