/**
 * A consumer of hints as simple as can be: what it was not told to look at, it does not know.
 *
 * @module
 */
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { statAt } from '../../src/disk/file-stat.ts';

/** A file or folder as it was when it was looked at. */
interface Seen {
  readonly version: string;
  readonly inside: Map<string, Seen>;
}

/** How many differences are worth telling. */
const ENOUGH = 10;

/** A tree as far as hints told of it. */
export class TreeModel {
  readonly #root: string;
  readonly #ignored: (path: string) => boolean;
  readonly #top = new Map<string, Seen>();

  constructor(root: string, ignored: (path: string) => boolean) {
    this.#root = root;
    this.#ignored = ignored;
    this.learn(root);
  }

  /** Copies what is at a path and below it, and nothing else. */
  learn(path: string): void {
    if (this.#ignored(path)) return;
    if (path === this.#root) {
      this.#top.clear();
      for (const [name, seen] of this.#look(path)?.inside ?? []) this.#top.set(name, seen);
      return;
    }
    const names = relative(this.#root, path).split(sep);
    const name = names.pop() ?? '';
    let inside: Map<string, Seen> | undefined = this.#top;
    for (const folder of names) inside = inside?.get(folder)?.inside;
    const found = this.#look(path);
    if (found) inside?.set(name, found);
    else inside?.delete(name);
  }

  /** Where the model and the disk differ, as paths relative to the root; at most ten of them. */
  differences(): string[] {
    const found: string[] = [];
    compare('', this.#top, this.#look(this.#root)?.inside ?? new Map(), found);
    return found;
  }

  #look(path: string): Seen | undefined {
    const stats = statAt(path);
    if (!stats) return undefined;
    if (!stats.isDirectory()) {
      const { ino, size, mtimeMs, ctimeMs } = stats;
      return { version: `${ino} ${size} ${mtimeMs} ${ctimeMs}`, inside: new Map() };
    }
    const inside = new Map<string, Seen>();
    for (const name of namesIn(path)) {
      const inner = join(path, name);
      const seen = this.#ignored(inner) ? undefined : this.#look(inner);
      if (seen) inside.set(name, seen);
    }
    return { version: 'folder', inside };
  }
}

/** The names in a folder; none when it went away just now. */
function namesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function compare(path: string, known: Map<string, Seen>, actual: Map<string, Seen>, found: string[]): void {
  for (const name of new Set([...known.keys(), ...actual.keys()])) {
    if (found.length >= ENOUGH) return;
    const a = known.get(name);
    const b = actual.get(name);
    if (a?.version !== b?.version) found.push(`${join(path, name)}: ${a?.version} is ${b?.version}`);
    else if (a && b) compare(join(path, name), a.inside, b.inside, found);
  }
}
