/**
 * Where a new property stands: in its alphabetical place where properties are in that order, as in nodes
 * oakling made, so that what is taken out and put back leaves no trace; else after the last one.
 *
 * @module
 */
import type { Entry, NodeSource } from './node-source.ts';

/** What a node is stands first, in any order. */
const FIRST = new Set(['jcr:primaryType', 'jcr:mixinTypes', 'jcr:uuid']);

/** The property after which a new one goes; `undefined` where there is none. */
export function predecessorOf({ entries, style }: NodeSource, name: string): Entry | undefined {
  const properties = entries.filter(({ property }) => property);
  const others = properties.slice(properties.findLastIndex((entry) => FIRST.has(entry.name)) + 1);
  const last = properties.at(-1);
  // Between braces there is no line of its own to stand on.
  if (style === 'flow' || FIRST.has(name) || !isSorted(others)) return last;
  const follower = others.find((entry) => entry.name > name);
  // Without one to stand below it would come above everything, the remarks at the head of a file too.
  return follower ? (properties[properties.indexOf(follower) - 1] ?? last) : last;
}

function isSorted(entries: readonly Entry[]): boolean {
  return entries.every(({ name }, i) => name >= (entries[i - 1]?.name ?? ''));
}
