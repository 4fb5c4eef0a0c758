/**
 * What goes into a package, in the order in which it does.
 *
 * @module
 */

/** One entry to be. Names are paths in the zip; a folder's ends in a slash. */
export type PackItem =
  | { readonly name: string; readonly folder: true }
  | { readonly name: string; readonly bytes: Buffer }
  | { readonly name: string; readonly file: string };
