/**
 * A tree as it was at the last walk, and what the next walk finds different. Plain JavaScript, because
 * worker threads load it as it stands.
 *
 * @module
 */
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { NameRules } from './name-rules.js';

/** @import { Dirent } from 'node:fs' */
/** @import { WatchRules } from './watch-rules.ts' */

/** How many folders are looked at at once: network mounts are slow to answer, not to work. */
const AT_ONCE = 8;

/** How many files of one folder are looked at at once. */
const FILES_AT_ONCE = 16;

/**
 * What was seen of a file. A fresh one had changed when it was last looked at, so it may have changed
 * again within one tick of the file system's clock.
 * @typedef {{ version: string, isFresh: boolean }} SeenFile
 */

/**
 * What was seen of a folder.
 * @typedef {{ files: Map<string, SeenFile>, folders: Map<string, SeenFolder> }} SeenFolder
 */

/**
 * A folder to look at, and how many levels of folders matter in it.
 * @typedef {{ path: string, folder: SeenFolder, levels: number }} Visit
 */

/** Remembers a tree and tells differences. */
export class PolledTree {
  #root;
  #names;
  #onDifference;
  /** @type {SeenFolder} */
  #seen = { files: new Map(), folders: new Map() };
  #isThere = true;
  #isFirstWalk = true;

  /**
   * @param {string} root absolute path
   * @param {WatchRules} rules
   * @param {(path: string) => void} onDifference called for every path that may differ since the last walk
   */
  constructor(root, rules, onDifference) {
    this.#root = root;
    this.#names = new NameRules(rules);
    this.#onDifference = onDifference;
  }

  /** Walks the tree and tells what differs; the first walk only learns. Resolves to whether the root is there. */
  async walk() {
    /** @type {Visit[]} */
    const visits = [{ path: this.#root, folder: this.#seen, levels: Number.POSITIVE_INFINITY }];
    while (visits.length > 0) {
      const found = await Promise.all(visits.splice(-AT_ONCE).map((visit) => this.#visit(visit)));
      for (const inner of found) visits.push(...inner);
    }
    this.#isFirstWalk = false;
    return this.#isThere;
  }

  /**
   * Looks at one folder; resolves to the folders in it.
   * @param {Visit} visit
   */
  async #visit({ path, folder, levels }) {
    const entries = await listing(path);
    if (folder === this.#seen) this.#isThere = entries !== 'absent';
    /** @type {Visit[]} */
    const visits = [];
    if (entries === 'unreadable') return visits;
    /** @type {string[]} */
    const files = [];
    const present = new Set();
    for (const entry of entries === 'absent' ? [] : entries) {
      const { name } = entry;
      const inner = this.#names.levelsIn(name, levels);
      if (this.#names.ignores(name)) continue;
      if (!entry.isDirectory()) files.push(name);
      else if (inner >= 0) {
        present.add(name);
        visits.push({ path: join(path, name), folder: this.#enter(path, folder, name), levels: inner });
      }
    }
    this.#dropMissing(path, folder.folders, present);
    this.#dropMissing(path, folder.files, await this.#lookAtFiles(path, folder, files));
    return visits;
  }

  /**
   * @param {string} path
   * @param {SeenFolder} parent
   * @param {string} name
   */
  #enter(path, parent, name) {
    const known = parent.folders.get(name);
    if (known) return known;
    /** @type {SeenFolder} */
    const folder = { files: new Map(), folders: new Map() };
    parent.folders.set(name, folder);
    this.#tell(join(path, name));
    return folder;
  }

  /**
   * Compares files with what was seen of them; resolves to the names of those that are there.
   * @param {string} path
   * @param {SeenFolder} folder
   * @param {string[]} names
   */
  async #lookAtFiles(path, folder, names) {
    const present = new Set();
    for (let i = 0; i < names.length; i += FILES_AT_ONCE) {
      const look = async (/** @type {string} */ name) => {
        const version = await versionOf(join(path, name));
        if (version === undefined) return;
        present.add(name);
        this.#compareFile(path, folder, name, version);
      };
      await Promise.all(names.slice(i, i + FILES_AT_ONCE).map(look));
    }
    return present;
  }

  /**
   * @param {string} path
   * @param {SeenFolder} folder
   * @param {string} name
   * @param {string} version
   */
  #compareFile(path, folder, name, version) {
    const known = folder.files.get(name);
    const differs = known?.version !== version;
    if (!differs && !known?.isFresh) return;
    folder.files.set(name, { version, isFresh: differs && !this.#isFirstWalk });
    this.#tell(join(path, name));
  }

  /**
   * @param {string} path
   * @param {Map<string, unknown>} seen
   * @param {Set<string>} present
   */
  #dropMissing(path, seen, present) {
    for (const name of seen.keys()) {
      if (present.has(name)) continue;
      seen.delete(name);
      this.#tell(join(path, name));
    }
  }

  /** @param {string} path */
  #tell(path) {
    if (!this.#isFirstWalk) this.#onDifference(path);
  }
}

/**
 * The entries of a folder. What cannot be read now is not gone: mounts have hiccups.
 * @param {string} path
 * @returns {Promise<Dirent[] | 'absent' | 'unreadable'>}
 */
async function listing(path) {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (cause) {
    return isAbsence(cause) ? 'absent' : 'unreadable';
  }
}

/**
 * Changes whenever the file does, as far as its times tell; `undefined` when it is gone.
 * @param {string} path
 */
async function versionOf(path) {
  try {
    const { ino, size, mtimeMs, ctimeMs } = await lstat(path);
    return `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
  } catch (cause) {
    return isAbsence(cause) ? undefined : 'unreadable';
  }
}

/** @param {unknown} cause */
function isAbsence(cause) {
  return cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR');
}
