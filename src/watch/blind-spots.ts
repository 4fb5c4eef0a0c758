/**
 * Keeps chokidar from going blind. It lists a new folder first and watches it then, so that a folder
 * made in between stays unknown; and it keeps watching what is gone where another folder, or a folder
 * instead of a file, has taken a name over. Such folders are found here and added anew.
 *
 * @module
 */
import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { FSWatcher } from 'chokidar';

/** Between two looks at what is suspect, in milliseconds. */
const ROUND = 50;

/** After this many rounds without any event of chokidar's it will not find a folder by itself. */
const PATIENCE = 10;

/** Nor after this many in all, however busy it is. */
const LONG_PATIENCE = 100;

/** How often a folder is added anew before it is taken for one that cannot be watched, such as for want of rights. */
const ATTEMPTS = 2;

/** How often a missing root is looked for, in milliseconds. */
const ROOT_RETURN = 1000;

/** How long looking may hold the event loop, in milliseconds. */
const SLICE = 20;

/** What is watched, and whom to tell. */
export interface BlindSpotsOptions {
  /** Absolute path of the watched folder. */
  readonly root: string;
  readonly ignored: (path: string) => boolean;
  readonly onHint: (path: string) => void;
  /** The root is gone, or back. */
  readonly onRoot: (isThere: boolean) => void;
}

/** Why a path is looked at, and how often it was. */
interface Suspicion {
  looks: number;
  attempts: number;
  /** Something else may stand there than what chokidar watches. */
  isSwapped: boolean;
  /** Which of the folders in it chokidar may not see either. */
  inside: 'none' | 'unwatched' | 'all' | 'swapped';
}

/** Finds folders that chokidar does not see, and has it see them. */
export class BlindSpots {
  readonly #watcher: FSWatcher;
  readonly #options: BlindSpotsOptions;
  /** The folders chokidar sees, each with what tells it from another of its name. */
  readonly #folders = new Map<string, string>();
  readonly #suspects = new Map<string, Suspicion>();
  #quietRounds = 0;
  #timer: NodeJS.Timeout | undefined;
  #rootTimer: NodeJS.Timeout | undefined;
  #onClear: (() => void) | undefined;
  #isStarted = false;
  #hasGivenUp = false;
  #isClosed = false;

  constructor(watcher: FSWatcher, options: BlindSpotsOptions) {
    this.#watcher = watcher;
    this.#options = options;
  }

  /** Whether something is being looked at, so that hints may follow. */
  get pending(): boolean {
    return this.#suspects.size > 0;
  }

  /** Looks at everything; to be called once chokidar is ready. Resolves when nothing is suspect any more. */
  async start(): Promise<void> {
    this.#isStarted = true;
    this.#suspect(this.#options.root).inside = 'all';
    await new Promise<void>((resolve) => {
      this.#onClear = resolve;
    });
  }

  /** chokidar told something, so it is at work. */
  heard(): void {
    this.#quietRounds = 0;
  }

  /** chokidar found a folder and is about to watch it; what was made in it until then is not told. */
  added(path: string): void {
    const suspicion = this.#suspect(path);
    if (suspicion.inside === 'none') suspicion.inside = 'unwatched';
  }

  /** chokidar stopped watching a folder. */
  removed(path: string): void {
    this.#folders.delete(path);
    this.#suspect(path);
  }

  /** A name came or went; if chokidar watches something by it, something else may stand there now. */
  renamed(path: string): void {
    if (this.#isWatched(path)) this.swapped(path);
    else this.#suspect(path);
  }

  /** A folder may stand where something else is watched. */
  swapped(path: string): void {
    this.#suspect(path).isSwapped = true;
  }

  /** Events may have been lost, so every folder is looked at. */
  doubtEverything(): void {
    for (const path of this.#folders.keys()) this.added(path);
  }

  /** The system allows no further watches, so there is no use in waiting for them. */
  giveUp(): void {
    this.#hasGivenUp = true;
  }

  /** Looks at nothing more. */
  close(): void {
    this.#isClosed = true;
    this.#suspects.clear();
    clearTimeout(this.#timer);
    clearTimeout(this.#rootTimer);
  }

  #suspect(path: string): Suspicion {
    const suspicion = this.#suspects.get(path) ?? newSuspicion();
    if (this.#isClosed || this.#options.ignored(path)) return suspicion;
    this.#suspects.set(path, suspicion);
    this.#schedule();
    return suspicion;
  }

  #schedule(): void {
    if (this.#isStarted) this.#timer ??= setTimeout(() => this.#round(), ROUND);
  }

  async #round(): Promise<void> {
    this.#quietRounds++;
    let sliceStart = performance.now();
    // What becomes suspect meanwhile is looked at in the same round.
    for (const [path, suspicion] of this.#suspects) {
      if (this.#isDispelled(path, suspicion)) this.#suspects.delete(path);
      if (performance.now() - sliceStart < SLICE) continue;
      await letOthersRun();
      if (this.#isClosed) return;
      sliceStart = performance.now();
    }
    this.#timer = undefined;
    if (this.pending) this.#schedule();
    else this.#onClear?.();
  }

  #isDispelled(path: string, suspicion: Suspicion): boolean {
    const identity = folderIdentity(path);
    if (identity === undefined) {
      this.#folders.delete(path);
      if (path === this.#options.root) this.#awaitRoot();
      return true;
    }
    const known = this.#folders.get(path);
    if (suspicion.isSwapped || (known !== undefined && known !== identity)) {
      return this.#addAnew(path, suspicion);
    }
    if (!this.#isWatched(path)) {
      const isHopeless = this.#quietRounds >= PATIENCE || ++suspicion.looks >= LONG_PATIENCE;
      return this.#hasGivenUp || (isHopeless && this.#addAnew(path, suspicion));
    }
    this.#folders.set(path, identity);
    if (suspicion.inside !== 'none') this.#lookInside(path, suspicion.inside);
    return true;
  }

  /** Has chokidar watch a folder that it does not see. Returns whether that is in vain. */
  #addAnew(path: string, suspicion: Suspicion): boolean {
    if (++suspicion.attempts > ATTEMPTS) return true;
    this.#watcher.unwatch(path);
    this.#watcher.add(path);
    this.#folders.delete(path);
    this.#quietRounds = 0;
    Object.assign(suspicion, { looks: 0, isSwapped: false, inside: 'swapped' });
    return false;
  }

  /** Whether chokidar has set a watch on a path; it tells nowhere else when. */
  #isWatched(path: string): boolean {
    return this.#watcher._closers.has(path);
  }

  /** From here on everything in the folder is told; what came before is looked up. */
  #lookInside(path: string, inside: Exclude<Suspicion['inside'], 'none'>): void {
    for (const folder of foldersIn(path)) {
      if (inside === 'swapped') this.swapped(folder);
      else if (inside === 'all') this.#suspect(folder).inside = 'all';
      else if (!this.#isWatched(folder)) this.#suspect(folder);
    }
    this.#options.onHint(path);
  }

  #awaitRoot(): void {
    if (this.#rootTimer) return;
    const { root, onRoot } = this.#options;
    onRoot(false);
    this.#rootTimer = setInterval(() => {
      if (folderIdentity(root) === undefined) return;
      clearInterval(this.#rootTimer);
      this.#rootTimer = undefined;
      onRoot(true);
      this.swapped(root);
    }, ROOT_RETURN);
  }
}

function newSuspicion(): Suspicion {
  return { looks: 0, attempts: 0, isSwapped: false, inside: 'none' };
}

/** Inodes are used again at once, so the time of birth has to be the same, too. */
function identityOf({ ino, birthtimeMs }: Stats): string {
  return `${ino} ${birthtimeMs}`;
}

function folderIdentity(path: string): string | undefined {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    return stats?.isDirectory() ? identityOf(stats) : undefined;
  } catch {
    return undefined;
  }
}

function foldersIn(path: string): string[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(path, name));
  } catch {
    return [];
  }
}
