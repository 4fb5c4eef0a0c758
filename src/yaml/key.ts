/**
 * Keys of a node's mapping: JCR names, marked only where a property and a child share one.
 *
 * JCR allows both under one name, a mapping does not. Since no JCR name contains a slash, `./name` is
 * the property and `name/` the child node wherever the plain name is taken (*ruling*).
 *
 * @module
 */
import { printString } from './print-scalar.ts';

/** What a key says: the name, and which of both it must be. */
export interface Key {
  readonly name: string;
  readonly kind?: 'property' | 'child';
}

/** Reads a key's text. */
export function readKey(text: string): Key {
  if (text.startsWith('./')) return { name: text.slice(2), kind: 'property' };
  if (text.endsWith('/')) return { name: text.slice(0, -1), kind: 'child' };
  return { name: text };
}

/** Whether a key's name can be one in a repository at all; the rest is the repository's to judge. */
export function isKeyName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !name.includes('/');
}

/** Prints the key of a property; `taken` when a child has the plain name. */
export function propertyKey(name: string, taken: boolean, flow: boolean): string {
  return printString(taken ? `./${name}` : name, { flow });
}

/** Prints the key of a child; `taken` when a property has the plain name. */
export function childKey(name: string, taken: boolean, flow: boolean): string {
  return printString(taken ? `${name}/` : name, { flow });
}
