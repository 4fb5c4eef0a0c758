/**
 * `search`: finds assets and folders. The search index is built when it is first needed, in slices, so
 * that a large tree goes on answering meanwhile.
 *
 * @module
 */
import { setImmediate as letOthersRun } from 'node:timers/promises';
import { readEntryFacts } from '../../search/entry-facts.ts';
import { SearchIndex } from '../../search/search-index.ts';
import type { SearchQuery, SearchResult } from '../../search/search-query.ts';
import type { Emulation } from '../emulation.ts';
import { pendingIn } from '../publishing/pending.ts';
import { entryAt } from './find-entries.ts';

/** How long reading may hold the event loop, in milliseconds. */
const SLICE = 25;

/** Told how far something has come. */
type OnProgress = (done: number, total: number) => void;

/** Answers the searches of one open tree. */
export class Searches {
  readonly #emulation: Emulation;
  #index: SearchIndex | undefined;

  constructor(emulation: Emulation) {
    this.#emulation = emulation;
  }

  /**
   * Finds what a query asks for. Nothing else may be on the road meanwhile.
   * @param onProgress told how many of the nodes that are new since the last search were read
   * @throws RangeError when the query says something that cannot be understood
   */
  async search(query: SearchQuery, onProgress?: OnProgress): Promise<SearchResult> {
    const { index, settings, clock } = this.#emulation;
    this.#index ??= new SearchIndex(index, (entry) => readEntryFacts(this.#emulation, entry));
    const total = this.#index.due;
    let read = 0;
    let sliceStart = performance.now();
    for (const _ of this.#index.refresh()) {
      read++;
      if (performance.now() - sliceStart < SLICE) continue;
      onProgress?.(read, total);
      await letOthersRun();
      sliceStart = performance.now();
    }
    if (read > 0) onProgress?.(read, total);
    return this.#index.search(query, {
      now: clock(),
      entryAt: (path) => entryAt(this.#emulation, path),
      publishModeIn: (folder) => settings.of(folder).publishMode.mode,
      isPending: pendingIn(this.#emulation),
    });
  }
}
