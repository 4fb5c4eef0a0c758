/**
 * Telling listeners: plugins, hooks, the journal and whoever asked.
 *
 * @module
 */
import { errorText } from '../disk/errors.ts';
import type { OaklingEvent } from '../plugins/events.ts';
import type { OaklingPlugin } from '../plugins/plugin.ts';
import { problem } from '../problems/problem.ts';

/** How many events are kept for a listener that is yet to come. */
const KEPT = 10_000;

/** Passes events on to everybody who listens. */
export class TreeEvents {
  readonly #listeners = new Set<(event: OaklingEvent) => void>();
  /** What was told while a tree opened, before its caller could listen; for the first listener. */
  #early: OaklingEvent[] | undefined = [];

  /** Adds a listener from outside; the answer removes it. The first one hears what it missed. */
  on(listener: (event: OaklingEvent) => void): () => void {
    const missed = this.#early ?? [];
    this.#early = undefined;
    for (const event of missed) listener(event);
    return this.#add(listener);
  }

  /** Adds a listener that belongs to the tree and hears everything from the beginning. */
  addOwn(listener: (event: OaklingEvent) => void): void {
    this.#add(listener);
  }

  /** Lets a plugin listen; its failures become problems, of which it is not told. */
  addPlugin({ name, onEvent }: OaklingPlugin): void {
    if (!onEvent) return;
    this.#add((event) => {
      Promise.resolve(event)
        .then(onEvent)
        .catch((cause: unknown) => {
          if (event.event === 'problem') return;
          const message = `The plugin failed on an event: ${errorText(cause)}`;
          const found = problem('plugin.failed', { path: name, message, hint: 'Mend or remove the plugin.' });
          this.emit({ event: 'problem', ...found });
        });
    });
  }

  /** Tells everybody. */
  emit(event: OaklingEvent): void {
    if (this.#early && this.#early.length < KEPT) this.#early.push(event);
    for (const listener of this.#listeners) listener(event);
  }

  #add(listener: (event: OaklingEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
