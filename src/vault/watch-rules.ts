/**
 * What a watcher need not look at in a tree, as data: watchers may live in another thread.
 *
 * @module
 */
import { IGNORED_NAMES, IGNORED_PATTERNS } from './ignored-names.ts';

/** Names and patterns nobody watches, and folders whose inside changes only with the asset's bytes. */
export const WATCH_RULES = {
  ignoredNames: IGNORED_NAMES,
  ignoredPatterns: [
    ...IGNORED_PATTERNS,
    '^cq5?dam\\.', // generated renditions
    '\\.dir$', // companions of files
  ],
  shallowNames: ['_jcr_content'],
} as const;
