/**
 * The search index of one tree: built when it is first asked, kept current by what the tree's index learns
 * and forgets. It is in memory only; building it again takes about as long as reading it would.
 *
 * @module
 */
import type { Entry } from '../repository/entry.ts';
import type { TreeIndex } from '../repository/tree-index.ts';
import type { EntryFacts } from './entry-facts.ts';
import { firstOf } from './first-of.ts';
import { matcherOf, type QueryContext } from './match-query.ts';
import { orderOf } from './order.ts';
import { type Findable, SearchColumns } from './search-columns.ts';
import type { SearchQuery, SearchResult } from './search-query.ts';

/** With this share of dead rows the columns are made anew. */
const TOO_MUCH_GARBAGE = 0.5;

/** Finds assets and folders of a tree. */
export class SearchIndex {
  readonly #index: TreeIndex;
  readonly #read: (entry: Findable) => EntryFacts;
  readonly #rows = new Map<Findable, number>();
  /** What is known and was not read yet. */
  readonly #due = new Set<Findable>();
  #columns = new SearchColumns();

  /** @param read tells what the node of an asset or folder says */
  constructor(index: TreeIndex, read: (entry: Findable) => EntryFacts) {
    this.#index = index;
    this.#read = read;
    for (const entry of index.entries()) this.#learn(entry);
    index.listen({ learned: (entry) => this.#learn(entry), forgot: (entry) => this.#forget(entry) });
  }

  /** Bytes it takes outside the heap. */
  get byteLength(): number {
    return this.#columns.byteLength;
  }

  /** How many assets and folders are still to be read before a search sees them. */
  get due(): number {
    return this.#due.size;
  }

  /** Reads what is new since the last time; yields after each, so that the caller can let others run. */
  *refresh(): Generator<void> {
    for (const entry of this.#due) {
      this.#due.delete(entry);
      this.#forgetRow(entry);
      if (entry.parent) this.#rows.set(entry, this.#columns.add(entry, entry.parent, this.#read(entry)));
      yield;
    }
    if (this.#columns.garbage > TOO_MUCH_GARBAGE) this.#compact();
  }

  /**
   * Finds what a query asks for, as of the last {@link refresh}.
   * @throws RangeError when the query says something that cannot be understood
   */
  search(query: SearchQuery, context: QueryContext): SearchResult {
    const columns = this.#columns;
    const { candidates, matches } = matcherOf(query, columns, context);
    const found: number[] = [];
    for (const row of candidates ?? columns.entries.keys()) if (matches(row)) found.push(row);
    const folderPaths = columns.folders.map((folder) => this.#index.pathOf(folder));
    const { offset, end } = pageOf(query, found.length);
    const page = firstOf(found, end, orderOf(query.order ?? 'path', columns, folderPaths)).slice(offset);
    return { total: found.length, offset, paths: page.flatMap((row) => this.#pathOf(row)) };
  }

  #pathOf(row: number): string[] {
    const entry = this.#columns.entries[row];
    return entry ? [this.#index.pathOf(entry)] : [];
  }

  #learn(entry: Entry): void {
    if (isFindable(entry)) this.#due.add(entry);
  }

  #forget(entry: Entry): void {
    if (!isFindable(entry)) return;
    this.#due.delete(entry);
    this.#forgetRow(entry);
  }

  #forgetRow(entry: Findable): void {
    const row = this.#rows.get(entry);
    if (row === undefined) return;
    this.#columns.remove(row);
    this.#rows.delete(entry);
  }

  #compact(): void {
    const columns = new SearchColumns();
    for (const [entry, row] of this.#rows) {
      if (entry.parent) this.#rows.set(entry, columns.addFrom(this.#columns, row, entry, entry.parent));
    }
    this.#columns = columns;
  }
}

/** The root is where one searches, not what one finds. */
function isFindable(entry: Entry): entry is Findable {
  return (entry.kind === 'asset' || entry.kind === 'folder') && entry.parent !== undefined;
}

function pageOf({ offset = 0, limit }: SearchQuery, total: number): { offset: number; end: number } {
  for (const [name, value] of Object.entries({ offset, limit })) {
    if (value !== undefined && !(Number.isInteger(value) && value >= 0)) {
      throw new RangeError(`${name} is a whole number from 0, not ${value}`);
    }
  }
  return { offset, end: limit === undefined ? total : offset + limit };
}
