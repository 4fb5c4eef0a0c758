/**
 * The journal: what happened to whom, when, by whom and why. It outlives the assets themselves.
 *
 * @module
 */
import { appendLines } from '../../disk/append.ts';
import { statAt } from '../../disk/file-stat.ts';
import { rename } from '../../disk/folders.ts';
import { readText } from '../../disk/read.ts';
import { isWithin } from '../../jcr/path.ts';
import { stateFiles } from './state-folder.ts';

/** A journal file of this many bytes is put aside as `.1`; so at most two such files are kept. */
const LONGEST = 8 * 1024 * 1024;

/** One line of the journal. */
export interface Activity {
  readonly at: string;
  readonly by: string;
  readonly kind: string;
  readonly path: string;
  readonly from?: string;
  readonly effects: readonly { readonly type: string; readonly reason: string }[];
}

/** Appends to the journal and reads it. */
export class ActivityLog {
  readonly #file: string;
  #bytes: number;

  constructor(stateFolder: string) {
    this.#file = stateFiles(stateFolder).journal;
    this.#bytes = statAt(this.#file)?.size ?? 0;
  }

  /** Appends activities. */
  append(activities: readonly Activity[]): void {
    const lines = activities.map((activity) => JSON.stringify(activity));
    if (this.#bytes > LONGEST) {
      rename(this.#file, `${this.#file}.1`);
      this.#bytes = 0;
    }
    appendLines(this.#file, lines);
    for (const line of lines) this.#bytes += Buffer.byteLength(line) + 1;
  }

  /** The activities at and below a path, newest first. Torn lines are passed over. */
  read(path: string): Activity[] {
    const texts = [`${this.#file}.1`, this.#file].map((file) => readText(file)?.text ?? '');
    const activities = texts.join('').split('\n').flatMap(parsed);
    return activities.filter((activity) => isWithin(activity.path, path) || activity.from === path).reverse();
  }
}

function parsed(line: string): Activity[] {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'path' in value ? [value as Activity] : [];
  } catch {
    return [];
  }
}
