/**
 * The thread of the polling watcher: walks and rests, so that neither a large tree nor a mount that
 * answers slowly holds the main thread.
 *
 * @module
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PolledTree } from './polled-tree.js';

/** @import { FromThread } from './thread-watcher.ts' */

/** Walking takes at most a tenth of the time. */
const REST = 9;

/** Differences are collected this long before they are told, in milliseconds. */
const COALESCE = 20;

const { root, rules, interval } = workerData;
/** @type {string[]} */
let paths = [];
let isThere = true;
const tree = new PolledTree(root, rules, (path) => {
  if (paths.length === 0) setTimeout(tellPaths, COALESCE);
  paths.push(path);
});

/** @param {FromThread} message */
function tell(message) {
  parentPort?.postMessage(message);
}

function tellPaths() {
  tell({ kind: 'hints', paths });
  paths = [];
}

async function walk() {
  const startedAt = performance.now();
  const wasThere = isThere;
  isThere = await tree.walk();
  if (isThere !== wasThere) tell({ kind: 'root', isThere });
  return performance.now() - startedAt;
}

let lasted = await walk();
tell({ kind: 'ready' });
for (;;) {
  await wait(Math.max(interval, REST * lasted));
  lasted = await walk();
}
