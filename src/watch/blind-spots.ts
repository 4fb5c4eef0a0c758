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
  /** Nothing is known of what was made in it before it was watched. */
  isNew: boolean;
  /** Another folder has taken its name, or a folder that of a file. */
  isSwapped: boolean;
  /** So have the folders in it. */
  wasSwapped: boolean;
}

/** Finds folders that chokidar does not see, and has it see them. */
export class BlindSpots {
  readonly #watcher: FSWatcher;
  readonly #options: BlindSpotsOptions;
  /** The folders chokidar knows, each with what tells it from another of its name. */
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

  /** Whether chokidar knows a path as a folder. */
  isFolder(path: string): boolean {
    return this.#folders.has(path);
  }

  /** To be called once chokidar is ready; resolves when nothing is suspect any more. */
  async start(): Promise<void> {
    this.#isStarted = true;
    if (!this.pending) return;
    const isClear = new Promise<void>((resolve) => {
      this.#onClear = resolve;
    });
    await this.#round();
    await isClear;
  }

  /** chokidar told something, so it is at work. */
  heard(): void {
    this.#quietRounds = 0;
  }

  /** chokidar found a folder and is about to watch it. */
  added(path: string, stats: Stats): void {
    this.#folders.set(path, identityOf(stats));
    this.#suspect(path).isNew = true;
  }

  /** chokidar stopped watching a folder. */
  removed(path: string): void {
    this.#folders.delete(path);
    this.#suspect(path);
  }

  /** A name came or went; if chokidar knows a folder by it, another may stand there now. */
  renamed(path: string): void {
    if (this.#folders.has(path)) this.swapped(path);
    else this.#suspect(path);
  }

  /** A folder may stand where something else was watched. */
  swapped(path: string): void {
    this.#suspect(path).isSwapped = true;
  }

  /** Events may have been lost, so every folder is looked at. */
  doubtEverything(): void {
    for (const path of this.#folders.keys()) this.#suspect(path).isNew = true;
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
    for (const [path, suspicion] of [...this.#suspects]) {
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
      if (path === this.#options.root) this.#awaitRoot();
      return true;
    }
    const known = this.#folders.get(path);
    if (suspicion.isSwapped || (known !== undefined && known !== identity)) {
      this.#addAnew(path, identity, suspicion);
      return false;
    }
    if (!this.#isInPlace(path)) {
      if (this.#hasGivenUp) return true;
      const isHopeless = this.#quietRounds >= PATIENCE || ++suspicion.looks >= LONG_PATIENCE;
      if (isHopeless) this.#addAnew(path, identity, suspicion);
      return false;
    }
    if (suspicion.isNew) this.#suspectFoldersIn(path, suspicion.wasSwapped);
    return true;
  }

  #addAnew(path: string, identity: string, suspicion: Suspicion): void {
    this.#watcher.unwatch(path);
    this.#watcher.add(path);
    this.#folders.set(path, identity);
    this.#quietRounds = 0;
    Object.assign(suspicion, { looks: 0, isNew: true, isSwapped: false, wasSwapped: true });
  }

  /** Whether the watch of a folder is set; chokidar tells nowhere else when a new folder's is. */
  #isInPlace(path: string): boolean {
    return this.#folders.has(path) && this.#watcher._closers.has(path);
  }

  /** From here on everything in the folder is told; what came before is looked up. */
  #suspectFoldersIn(path: string, areSwapped: boolean): void {
    for (const folder of foldersIn(path)) {
      if (areSwapped) this.renamed(folder);
      else if (!this.#folders.has(folder)) this.#suspect(folder);
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
  return { looks: 0, isNew: false, isSwapped: false, wasSwapped: false };
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
