/**
 * Absolute JCR paths: `/content/dam/campaign/hero.jpg`. `/` is the root; no path ends in a slash.
 *
 * @module
 */

/** The last segment; empty for the root. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The parent; the root's parent is `undefined`. */
export function parentOf(path: string): string | undefined {
  if (path === '/') return undefined;
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

/** A path below another: `join('/a', 'b', 'c')` is `/a/b/c`. */
export function join(parent: string, ...names: readonly string[]): string {
  const rest = names.join('/');
  if (rest === '') return parent;
  return parent === '/' ? `/${rest}` : `${parent}/${rest}`;
}

/** The segments of a path; none for the root. */
export function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** Whether `path` is `ancestor` or lies below it. */
export function isWithin(path: string, ancestor: string): boolean {
  return path === ancestor || ancestor === '/' || path.startsWith(`${ancestor}/`);
}

/** Whether a name can be a path's segment: not empty, no step up or on the spot, no slash, no NUL. */
export function isSegment(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\0]/.test(name);
}
