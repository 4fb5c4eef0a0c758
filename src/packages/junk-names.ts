/**
 * Names that neither go into a package nor come out of one: version control, operating systems, editors,
 * oakling itself. Hidden names alone are no reason: `.htaccess` is somebody's content.
 *
 * @module
 */
import { IGNORED_NAMES, IGNORED_PATTERNS } from '../vault/ignored-names.ts';

const names = new Set(IGNORED_NAMES.map((name) => name.toLowerCase()));
const patterns = new RegExp(IGNORED_PATTERNS.map((source) => `(?:${source})`).join('|'));

/** Whether a name is nobody's content; case does not matter, for some systems take `.GIT` for `.git`. */
export function isJunkName(name: string): boolean {
  return names.has(name.toLowerCase()) || patterns.test(name);
}
