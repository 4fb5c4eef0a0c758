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

function pathOrder(columns: SearchColumns, folderPaths: readonly string[]): CompareRows {
  return (a, b) => {
    const [folderA, folderB] = [columns.parents[a] ?? 0, columns.parents[b] ?? 0];
    if (folderA !== folderB) return byText(folderPaths[folderA] ?? '', folderPaths[folderB] ?? '');
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
