/**
 * Notices when the kernel may have dropped file events. Plain JavaScript, because worker threads load
 * it as it stands.
 *
 * @module
 */

/**
 * Linux drops events silently once its queue is full, and Node does not pass the notice on (measured:
 * 3,808 of 12,000 lost without a word). But the queue is always read to its end in one turn of the
 * event loop, so a queue that overflowed shows as a turn with very many events.
 */
export class OverflowGuard {
  #limit;
  #onSuspicion;
  #events = 0;

  /**
   * @param {number} queueLength how many events the queue holds (`fs.inotify.max_queued_events`)
   * @param {() => void} onSuspicion called after a turn whose events may have filled the queue
   */
  constructor(queueLength, onSuspicion) {
    // Half of it, because events of watches closed meanwhile take up the queue but never arrive.
    this.#limit = queueLength / 2;
    this.#onSuspicion = onSuspicion;
  }

  /** Counts an event in the turn it arrives in. */
  count() {
    if (this.#events++ === 0) setImmediate(() => this.#endTurn());
  }

  #endTurn() {
    const events = this.#events;
    this.#events = 0;
    if (events >= this.#limit) this.#onSuspicion();
  }
}
