/**
 * The thread of the directory watcher. It does nothing but read events and list folders, so that the
 * kernel's queue is emptied however busy the main thread is.
 *
 * @module
 */
import { parentPort, workerData } from 'node:worker_threads';
import { FolderWatches } from './folder-watches.js';

/** @import { FromThread, ToThread } from './thread-watcher.ts' */

/** @param {FromThread} message */
const tell = (message) => parentPort?.postMessage(message);

const watches = new FolderWatches(workerData, {
  onHints: (paths) => tell({ kind: 'hints', paths }),
  onLimit: (code) => tell({ kind: 'limit', code }),
  onShallow: (folders) => tell({ kind: 'shallow', folders }),
  onRoot: (isThere) => tell({ kind: 'root', isThere }),
});

parentPort?.on('message', (/** @type {ToThread} */ message) => {
  if (message === 'sweep') watches.sweep();
});

watches.start();
tell({ kind: 'ready' });
