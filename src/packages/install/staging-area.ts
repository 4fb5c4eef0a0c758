/**
 * Where an installation is prepared: a folder beside the tree, on the same file system, that one process
 * at a time works in. It holds the new files, what they replace, and the journal of the exchange; no
 * journal means that the tree is whole.
 *
 * @module
 */
import { join } from 'node:path';
import { makeDurable } from '../../disk/durable.ts';
import { exists, makeFolder, remove } from '../../disk/folders.ts';
import { readOwnText } from '../../disk/own-text.ts';
import { writeOwnFile, writeUnseen } from '../../disk/write.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { TreeLockedError, takeLock } from '../../repository/state/lock.ts';
import type { Operation } from './operations.ts';
import type { OverlayFolder, Source } from './overlay.ts';
import { finishSteps, type Leftover, SwapError, type SwapStep, takeSteps } from './swap.ts';

/** A staging area that is ours until released. */
export class StagingArea {
  readonly #folder: string;
  readonly #release: () => Promise<void>;
  #count = 0;

  private constructor(folder: string, release: () => Promise<void>) {
    this.#folder = folder;
    this.#release = release;
  }

  /**
   * Takes the area beside a tree, and makes good what an installation before left.
   * @param stateFolder the folder beside the tree that is oakling's own
   * @throws TreeLockedError when another installation is under way
   */
  static async open(
    stateFolder: string,
  ): Promise<{ readonly area: StagingArea; readonly problems: readonly Problem[] }> {
    const folder = areaOf(stateFolder);
    const lock = await takeLock(folder);
    const area = new StagingArea(folder, () => lock.release());
    try {
      return { area, problems: area.#recover() };
    } catch (cause) {
      await lock.release();
      throw cause;
    }
  }

  /**
   * Carries out operations, all or none.
   * @throws DamagedEntryError, or the I/O error; the tree is as it was then
   */
  async carryOut(
    operations: readonly Operation[],
    onProgress: ((written: number) => void) | undefined,
  ): Promise<void> {
    makeFolder(this.#work);
    let written = 0;
    const steps: SwapStep[] = [];
    try {
      for (const operation of operations) {
        steps.push(await this.#stage(operation, () => onProgress?.(++written)));
      }
      this.#swap(steps);
    } catch (cause) {
      if (!(cause instanceof SwapError)) {
        this.#clear();
        throw cause;
      }
      if (cause.leftovers.length > 0) throw cause;
      this.#clear();
      throw cause.cause;
    }
    this.#clear();
  }

  /** Gives the area back. */
  async release(): Promise<void> {
    await this.#release();
  }

  get #work(): string {
    return join(this.#folder, 'work');
  }

  get #journal(): string {
    return join(this.#folder, 'journal.json');
  }

  #swap(steps: readonly SwapStep[]): void {
    writeOwnFile(this.#journal, JSON.stringify(steps));
    makeDurable(this.#journal);
    takeSteps(steps);
  }

  /** The journal goes first: without it nothing is moved any more. */
  #clear(): void {
    remove(this.#journal);
    remove(this.#work);
  }

  async #stage(operation: Operation, onFile: () => void): Promise<SwapStep> {
    const { file } = operation;
    const old = () => join(this.#work, `old-${this.#count++}`);
    const staged = () => join(this.#work, `new-${this.#count++}`);
    if (operation.do === 'remove') return { step: 'remove', file, old: old() };
    const place = staged();
    if (operation.do === 'createFolder') {
      await writeFolder(operation.folder, place, onFile);
      return { step: 'create', file, staged: place };
    }
    await writeFile(operation.source, place);
    onFile();
    if (operation.do === 'create') return { step: 'create', file, staged: place };
    // A loss of power must not take the old bytes and the new ones.
    makeDurable(place);
    return { step: 'replace', file, old: old(), staged: place };
  }

  #recover(): Problem[] {
    const steps = journalIn(readOwnText(this.#journal));
    if (steps) {
      const leftovers = finishSteps(steps);
      if (leftovers.length > 0) return leftovers.map(leftBehind);
    }
    const isLeft = steps !== undefined || exists(this.#work);
    this.#clear();
    if (!isLeft) return [];
    const message = `An interrupted installation was ${steps ? 'finished' : 'undone'}.`;
    return [problem('install.recovered', { path: '.', message, hint: 'Nothing needs to be done.' })];
  }
}

/**
 * Makes good what an interrupted installation left, unless one is under way right now.
 * @param stateFolder the folder beside the tree that is oakling's own
 */
export async function recoverInstallation(stateFolder: string): Promise<readonly Problem[]> {
  const folder = areaOf(stateFolder);
  if (!exists(join(folder, 'journal.json')) && !exists(join(folder, 'work'))) return [];
  try {
    const { area, problems } = await StagingArea.open(stateFolder);
    await area.release();
    return problems;
  } catch (cause) {
    if (cause instanceof TreeLockedError) return [];
    throw cause;
  }
}

function areaOf(stateFolder: string): string {
  return join(stateFolder, 'install');
}

async function writeFolder(folder: OverlayFolder, place: string, onFile: () => void): Promise<void> {
  makeFolder(place);
  for (const [name, entry] of folder.entries) {
    const file = join(place, name);
    if (entry.kind === 'folder') await writeFolder(entry.folder, file, onFile);
    else if (entry.kind === 'file' && entry.source) {
      await writeFile(entry.source, file);
      onFile();
    }
  }
}

async function writeFile(source: Source, file: string): Promise<void> {
  if ('bytes' in source) writeUnseen(file, source.bytes);
  else await source.archive.extract(source.entry, file);
}

/** The steps of a journal; a damaged one was never acted on, for it is made durable before the first step. */
function journalIn(text: string | undefined): SwapStep[] | undefined {
  if (text === undefined) return undefined;
  try {
    const steps: unknown = JSON.parse(text);
    return Array.isArray(steps) ? (steps as SwapStep[]) : undefined;
  } catch {
    return undefined;
  }
}

function leftBehind({ file, kept, reason }: Leftover): Problem {
  return problem('install.left', {
    path: file,
    message: `An interrupted installation cannot be finished here: ${reason}.`,
    hint: `What belongs there is kept at ${kept}; move it there, or remove what stands there and start again.`,
  });
}
