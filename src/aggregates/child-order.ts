/**
 * The order of children (facts on FileVault 3.6).
 *
 * @module
 */
import { compareNames } from '../docview/attribute-order.ts';

/**
 * The names of all children in order.
 * @param listed names in the order the node's document has them
 * @param onDisk names of those with files of their own, folders first
 * @param isOrderable whether the node's type keeps an order; `undefined` where it is not known
 */
export function orderedNames(
  listed: readonly string[],
  onDisk: readonly string[],
  isOrderable: boolean | undefined,
): string[] {
  const names = [...new Set([...listed, ...onDisk])];
  return isOrderable === false ? names.sort(compareSiblings) : names;
}

/** Compares siblings as FileVault writes those without an order. */
export function compareSiblings(a: string, b: string): number {
  const [nameA, indexA] = split(a);
  const [nameB, indexB] = split(b);
  return compareNames(nameA, nameB, 'new') || indexA - indexB;
}

function split(name: string): [string, number] {
  const [, base = name, index] = /^(.*)\[(\d+)\]$/s.exec(name) ?? [];
  return [base, Number(index ?? 1)];
}
