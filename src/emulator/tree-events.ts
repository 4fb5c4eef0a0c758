/**
 * Telling listeners: plugins, hooks, the journal and whoever asked.
 *
 * @module
 */
import { errorText } from '../disk/errors.ts';
import type { OaklingEvent } from '../plugins/events.ts';
import type { OaklingPlugin } from '../plugins/plugin.ts';
import { problem } from '../problems/problem.ts';

/** Passes events on to everybody who listens. A listener that throws stops nobody else. */
export class TreeEvents {
  readonly #listeners = new Set<(event: OaklingEvent) => void>();

  /** Adds a listener; the answer removes it. */
  on(listener: (event: OaklingEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Lets a plugin listen; its failures become problems, and those it is not told of. */
  addPlugin({ name, onEvent }: OaklingPlugin): void {
    if (!onEvent) return;
    this.on((event) => {
      Promise.resolve()
        .then(() => onEvent(event))
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
    for (const listener of this.#listeners) listener(event);
  }
}
