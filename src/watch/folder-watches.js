/**
 * One non-recursive watch per folder of a tree. Plain JavaScript, because worker threads load it as it
 * stands.
 *
 * An event is never believed: it only says that its folder has to be listed again. A folder is watched
 * before it is listed, so nothing can appear in between unseen; and an event that names a folder we
 * watch may mean that another folder has taken its place, so its watches are opened anew.
 *
 * @module
 */
import { readdirSync, statSync, watch } from 'node:fs';
import { basename, join } from 'node:path';
import { NameRules } from './name-rules.js';
import { OverflowGuard } from './overflow-guard.js';

/** @import { FSWatcher } from 'node:fs' */
/** @import { WatchRules } from './watch-rules.ts' */

/** Events are collected this long before folders are listed again, in milliseconds. */
const COALESCE = 20;

/** Listing takes at most a fourth of the time, so that a steady stream in a huge folder costs no core. */
const REST = 3;

/** But hints never wait longer than this, in milliseconds. */
const LONGEST_REST = 1000;

/** How often a missing root is looked for, in milliseconds. */
const ROOT_RETURN = 1000;

/**
 * A watched folder.
 * @typedef {object} Folder
 * @property {string} name base name; of the root its whole path
 * @property {Folder | undefined} parent
 * @property {number} levels how many levels of folders matter in it
 * @property {FSWatcher | undefined} watcher absent where the system refused it
 * @property {Map<string, Folder>} folders the folders in it that matter, by name
 * @property {boolean} isForgotten
 */

/**
 * Whom to tell.
 * @typedef {object} Listeners
 * @property {(paths: string[]) => void} onHints paths that may differ, each deep
 * @property {(code: 'ENOSPC' | 'EMFILE') => void} onLimit the system refused a watch
 * @property {(folders: number) => void} onShallow there are too many folders to watch shallow ones
 * @property {(isThere: boolean) => void} onRoot the root is gone, or back
 */

/**
 * What to watch, and within which limits.
 * @typedef {object} Setting
 * @property {string} root absolute path
 * @property {WatchRules} rules
 * @property {number} watchLimit how many watches the system allows a user
 * @property {number} queueLength how many events the kernel's queue holds
 * @property {typeof watch} [watch] stands in for `fs.watch` in tests
 */

/** Watches the folders of a tree, and lists again those in which something happened. */
export class FolderWatches {
  #setting;
  #listeners;
  #names;
  #guard;
  #root;
  #rootIdentity = '';
  #count = 0;
  #entersShallow = false;
  /** While starting: shallow folders that wait for the decision, as parent and name. @type {[Folder, string][] | undefined} */
  #skipped = [];
  /** No further watches are asked for until the next sweep. */
  #isLimited = false;
  /** @type {Set<Folder>} */
  #unwatched = new Set();
  /** Folders to list again, each with names that may stand for another folder now. @type {Map<Folder, Set<string>>} */
  #dirty = new Map();
  #rootIsDirty = false;
  /** @type {Set<string>} */
  #hints = new Set();
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  /** @type {NodeJS.Timeout | undefined} */
  #rootTimer;
  #rest = COALESCE;
  #isClosed = false;

  /**
   * @param {Setting} setting
   * @param {Listeners} listeners
   */
  constructor(setting, listeners) {
    this.#setting = setting;
    this.#listeners = listeners;
    this.#names = new NameRules(setting.rules);
    this.#guard = new OverflowGuard(setting.queueLength, () => this.#suspect(this.#root));
    this.#root = newFolder(setting.root, undefined, Number.POSITIVE_INFINITY);
  }

  /** How many folders are watched. */
  get watched() {
    return this.#count - this.#unwatched.size;
  }

  /**
   * Watches everything. Where shallow folders would take more than half of what the system allows, they
   * are left to the sweep.
   */
  start() {
    this.#adoptRoot();
    const skipped = this.#skipped ?? [];
    this.#skipped = undefined;
    // A shallow folder has itself and, as a rule, one folder in it.
    const folders = this.#count + 2 * skipped.length;
    this.#entersShallow = folders < this.#setting.watchLimit / 2;
    if (this.#entersShallow) {
      for (const [parent, name] of skipped) this.#adopt(this.#addFolder(parent, name));
    } else if (skipped.length > 0) this.#listeners.onShallow(folders);
  }

  /** Asks again for what the system refused, and makes sure that the root is still the one we watch. */
  sweep() {
    this.#isLimited = false;
    for (const folder of this.#unwatched) this.#mark(folder);
    if (identityOf(this.#setting.root) !== this.#rootIdentity) this.#suspect(this.#root);
  }

  close() {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#rootTimer);
    this.#forget(this.#root);
  }

  /**
   * @param {Folder} folder
   * @param {string} type
   * @param {string | null} name
   */
  #noticed(folder, type, name) {
    if (folder.isForgotten) return;
    this.#guard.count();
    if (name === null) {
      this.#mark(folder);
      this.#hint(pathOf(folder));
      return;
    }
    // A folder's own end is told under its own name, like that of an entry of the same name.
    if (type === 'rename' && name === basename(folder.name)) this.#suspect(folder);
    if (this.#names.ignores(name)) return;
    this.#hint(join(pathOf(folder), name));
    const known = folder.folders.get(name);
    if (type === 'rename' || (known && !known.watcher)) this.#mark(folder, name);
  }

  /**
   * Another folder may stand where this one stood.
   * @param {Folder} folder
   */
  #suspect(folder) {
    if (folder.parent) this.#mark(folder.parent, folder.name);
    else this.#rootIsDirty = true;
    this.#schedule();
  }

  /**
   * Has a folder listed again.
   * @param {Folder} folder
   * @param {string} [suspect] a name in it that may stand for another folder now
   */
  #mark(folder, suspect) {
    const suspects = this.#dirty.get(folder) ?? new Set();
    if (suspect !== undefined) suspects.add(suspect);
    this.#dirty.set(folder, suspects);
    this.#schedule();
  }

  /** @param {string} path */
  #hint(path) {
    this.#hints.add(path);
    this.#schedule();
  }

  #schedule() {
    if (!this.#isClosed) this.#timer ??= setTimeout(() => this.#lookAgain(), this.#rest);
  }

  #lookAgain() {
    this.#timer = undefined;
    const startedAt = performance.now();
    const dirty = this.#dirty;
    this.#dirty = new Map();
    if (this.#rootIsDirty) this.#readoptRoot();
    for (const [folder, suspects] of dirty) if (!folder.isForgotten) this.#listAgain(folder, suspects);
    const hints = [...this.#hints];
    this.#hints.clear();
    if (hints.length > 0) this.#listeners.onHints(hints);
    const lasted = performance.now() - startedAt;
    this.#rest = Math.min(LONGEST_REST, Math.max(COALESCE, REST * lasted));
  }

  /**
   * @param {Folder} folder
   * @param {Set<string>} suspects
   */
  #listAgain(folder, suspects) {
    if (!folder.watcher) this.#open(folder);
    const path = pathOf(folder);
    const names = foldersIn(path);
    if (!names) {
      this.#hint(path);
      this.#suspect(folder);
      return;
    }
    const present = new Set(names);
    for (const [name, known] of folder.folders) {
      if (present.has(name) && !suspects.has(name)) continue;
      this.#forget(known);
      folder.folders.delete(name);
      this.#hint(join(path, name));
    }
    for (const name of names) {
      if (folder.folders.has(name) || !this.#isWanted(folder, name)) continue;
      this.#adopt(this.#addFolder(folder, name));
      this.#hint(join(path, name));
    }
  }

  /** Watches the root and everything in it, or waits for it to come back. */
  #adoptRoot() {
    const { root } = this.#setting;
    this.#rootIdentity = identityOf(root);
    this.#root = newFolder(root, undefined, Number.POSITIVE_INFINITY);
    if (this.#rootIdentity !== '') {
      this.#adopt(this.#root);
      return;
    }
    this.#listeners.onRoot(false);
    this.#awaitRoot();
  }

  #readoptRoot() {
    this.#rootIsDirty = false;
    this.#forget(this.#root);
    this.#adoptRoot();
    this.#hint(this.#setting.root);
  }

  #awaitRoot() {
    this.#rootTimer = setTimeout(() => {
      if (identityOf(this.#setting.root) === '') {
        this.#awaitRoot();
        return;
      }
      this.#listeners.onRoot(true);
      this.#readoptRoot();
    }, ROOT_RETURN);
  }

  /**
   * Watches a folder and everything in it. Watched first and listed then: what comes between raises an event.
   * @param {Folder} folder
   */
  #adopt(folder) {
    this.#count++;
    this.#open(folder);
    for (const name of foldersIn(pathOf(folder)) ?? []) {
      if (this.#isWanted(folder, name)) this.#adopt(this.#addFolder(folder, name));
    }
  }

  /**
   * Whether a folder in another is to be watched.
   * @param {Folder} parent
   * @param {string} name
   */
  #isWanted(parent, name) {
    if (this.#names.ignores(name) || this.#names.levelsIn(name, parent.levels) < 0) return false;
    if (!this.#names.isShallow(name)) return true;
    this.#skipped?.push([parent, name]);
    return this.#entersShallow && this.#count < this.#setting.watchLimit / 2;
  }

  /**
   * @param {Folder} parent
   * @param {string} name
   */
  #addFolder(parent, name) {
    const folder = newFolder(name, parent, this.#names.levelsIn(name, parent.levels));
    parent.folders.set(name, folder);
    return folder;
  }

  /** @param {Folder} folder */
  #open(folder) {
    this.#unwatched.add(folder);
    if (this.#isLimited) return;
    try {
      const { watch: start = watch } = this.#setting;
      const watcher = start(pathOf(folder), (type, name) => this.#noticed(folder, type, name));
      watcher.on('error', () => this.#suspect(folder));
      folder.watcher = watcher;
      this.#unwatched.delete(folder);
    } catch (cause) {
      // Anything else is a folder gone again, of which its parent tells, or one that may not be read.
      const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
      if (code !== 'ENOSPC' && code !== 'EMFILE') return;
      this.#isLimited = true;
      this.#listeners.onLimit(code);
    }
  }

  /** @param {Folder} folder */
  #forget(folder) {
    folder.isForgotten = true;
    folder.watcher?.close();
    this.#unwatched.delete(folder);
    this.#count--;
    for (const inner of folder.folders.values()) this.#forget(inner);
  }
}

/**
 * @param {string} name
 * @param {Folder | undefined} parent
 * @param {number} levels
 * @returns {Folder}
 */
function newFolder(name, parent, levels) {
  return { name, parent, levels, watcher: undefined, folders: new Map(), isForgotten: false };
}

/**
 * @param {Folder} folder
 * @returns {string}
 */
function pathOf({ parent, name }) {
  return parent ? join(pathOf(parent), name) : name;
}

/**
 * The names of the folders in a folder; `undefined` where it cannot be listed. Links are no folders.
 * @param {string} path
 */
function foldersIn(path) {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return undefined;
  }
}

/**
 * Tells a folder from another that takes its place; empty when there is none.
 * @param {string} path
 */
function identityOf(path) {
  try {
    const stats = statSync(path);
    return stats.isDirectory() ? `${stats.dev} ${stats.ino} ${stats.birthtimeMs}` : '';
  } catch {
    return '';
  }
}
