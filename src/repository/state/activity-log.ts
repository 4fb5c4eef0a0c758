/**
 * The journal: what happened to whom, when, by whom and why. It outlives the assets themselves.
 *
 * @module
 */
import { appendLines } from '../../disk/append.ts';
import { isAbsence } from '../../disk/errors.ts';
import { fileStatAt } from '../../disk/file-stat.ts';
import { rename } from '../../disk/folders.ts';
import { readOwnLines } from '../../disk/own-text.ts';
import { writeOwnFile } from '../../disk/write.ts';
import { isWithin } from '../../jcr/path.ts';
import { makeStateFolder, stateFiles } from './state-folder.ts';

/** A journal file of this many bytes is put aside as `.1`; so at most two such files are kept. */
const LONGEST = 8 * 1024 * 1024;

/** One line of the journal. */
export interface Activity {
  /** ISO 8601. */
  readonly at: string;
  readonly by: string;
  readonly kind: string;
  readonly path: string;
  readonly resource?: 'asset' | 'folder';
  /** The `jcr:uuid` of the asset, where it had one. */
  readonly uuid?: string;
  /** The path it had before, or that of which it is a copy. */
  readonly from?: string;
  /** Of an update: what differed. Neither for one that only went through the rules again. */
  readonly updated?: { readonly binary: boolean; readonly metadata: boolean };
  readonly effects: readonly {
    readonly type: string;
    readonly reason: string;
    /** Set when a plugin stopped it. */
    readonly vetoed?: object;
  }[];
}

/** Appends to the journal and reads it. */
export class ActivityLog {
  readonly #stateFolder: string;
  readonly #file: string;
  /** Whether the file is known to end in a whole line; a torn one must not be continued. */
  #isFit = false;

  constructor(stateFolder: string) {
    this.#stateFolder = stateFolder;
    this.#file = stateFiles(stateFolder).journal;
  }

  /**
   * Appends activities.
   * @throws the I/O error when they cannot be written
   */
  append(activities: readonly Activity[]): void {
    const lines = activities.map((activity) => JSON.stringify(activity));
    try {
      this.#makeFit();
      appendLines(this.#file, lines);
    } catch (cause) {
      this.#isFit = false;
      if (!isAbsence(cause)) throw cause;
      // The first activity, or somebody removed the state, which is allowed at any time.
      makeStateFolder(this.#stateFolder);
      writeOwnFile(this.#file, '');
      appendLines(this.#file, lines);
    }
  }

  /** The activities that concern a path or one below it, newest first. */
  read(path: string): Activity[] {
    return [...this.newestFirst()].filter(
      ({ path: to, from }) => isWithin(to, path) || (from !== undefined && isWithin(from, path)),
    );
  }

  /**
   * All activities, newest first. Torn lines are passed over.
   * @param mayMatter tells of a line, before it is parsed, whether it is worth that
   */
  *newestFirst(mayMatter: (line: string) => boolean = () => true): Generator<Activity> {
    for (const file of [this.#file, `${this.#file}.1`]) {
      for (const line of readOwnLines(file).lines.toReversed()) {
        if (line !== undefined && mayMatter(line)) yield* parsed(line);
      }
    }
  }

  #makeFit(): void {
    const size = fileStatAt(this.#file)?.size ?? 0;
    if (size > LONGEST) {
      rename(this.#file, `${this.#file}.1`);
      writeOwnFile(this.#file, '');
    } else if (!this.#isFit && !readOwnLines(this.#file).isWhole) {
      appendLines(this.#file, ['']);
    }
    this.#isFit = true;
  }
}

function parsed(line: string): Activity[] {
  try {
    const value: unknown = JSON.parse(line);
    return isActivity(value) ? [value] : [];
  } catch {
    return [];
  }
}

function isActivity(value: unknown): value is Activity {
  if (typeof value !== 'object' || value === null) return false;
  const { at, by, kind, path, from = '', effects } = value as Partial<Record<keyof Activity, unknown>>;
  return [at, by, kind, path, from].every((part) => typeof part === 'string') && Array.isArray(effects);
}
