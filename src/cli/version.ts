/**
 * Which oakling this is.
 *
 * @module
 */
import { readText } from '../disk/read.ts';

/** The package's own description stands two folders up, from the sources as from `dist/`. */
const PACKAGE_FILE = new URL('../../package.json', import.meta.url);

/** The version, as in package.json. */
export function version(): string {
  const { version: found }: { version: string } = JSON.parse(readText(PACKAGE_FILE.pathname)?.text ?? '{}');
  return found;
}
