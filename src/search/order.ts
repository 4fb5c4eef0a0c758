/**
 * The orders of search results.
 *
 * @module
 */
import { jcrNameOfEntry } from '../repository/entry.ts';
import type { SearchColumns } from './search-columns.ts';
import { ORDERS, type SearchOrder } from './search-query.ts';

/** Compares two rows. */
export type CompareRows = (a: number, b: number) => number;

/**
 * How rows compare in an order; what is equal follows by path.
 * @param folderPaths paths of the folders by their number
 * @throws RangeError when there is no such order
 */
export function orderOf(
  order: SearchOrder,
  columns: SearchColumns,
  folderPaths: readonly string[],
): CompareRows {
  const isDownwards = order.startsWith('-');
  const key = isDownwards ? order.slice(1) : order;
  const byPath = pathOrder(columns, folderPaths);
  const compare = keyOrder(key, columns, byPath);
  if (!compare) throw new RangeError(`there is no order "${order}": it is one of ${ORDERS.join(', ')}`);
  return isDownwards ? (a, b) => compare(b, a) || byPath(a, b) : (a, b) => compare(a, b) || byPath(a, b);
}

function keyOrder(key: string, columns: SearchColumns, byPath: CompareRows): CompareRows | undefined {
  switch (key) {
    case 'path':
      return byPath;
    case 'name':
      return (a, b) => byText(nameOf(columns, a), nameOf(columns, b));
    case 'size':
      return byNumber(columns.sizes);
    case 'modified':
      return byNumber(columns.modified);
    case 'published':
      return byNumber(columns.published);
    default:
      return undefined;
  }
}

/** Folders are ordered once, so that most rows are compared by two numbers. */
function pathOrder(columns: SearchColumns, folderPaths: readonly string[]): CompareRows {
  const ranks = new Uint32Array(folderPaths.length);
  const inOrder = [...folderPaths.keys()].sort((a, b) => byText(folderPaths[a] ?? '', folderPaths[b] ?? ''));
  for (const [rank, folder] of inOrder.entries()) ranks[folder] = rank;
  const { parents } = columns;
  return (a, b) => {
    const [folderA = 0, folderB = 0] = [parents[a], parents[b]];
    if (folderA !== folderB) return (ranks[folderA] ?? 0) - (ranks[folderB] ?? 0);
    return byText(nameOf(columns, a), nameOf(columns, b));
  };
}

/** What is not known counts as least. */
function byNumber(column: Float64Array): CompareRows {
  const of = (row: number) => {
    const value = column[row];
    return value === undefined || Number.isNaN(value) ? -1 : value;
  };
  return (a, b) => of(a) - of(b);
}

function nameOf({ entries }: SearchColumns, row: number): string {
  const entry = entries[row];
  return entry ? jcrNameOfEntry(entry) : '';
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
