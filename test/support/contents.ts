/**
 * What a tree holds, whatever files it is in: for tests that ask whether anything was lost, doubled or torn.
 *
 * @module
 */
import { docviewFormat } from '../../src/docview/docview-format.ts';
import { yamlFormat } from '../../src/yaml/yaml-format.ts';
import { readFiles } from './temporary-tree.ts';

/** The bytes of every file that is no node file, oakling's own left out. */
export function contentsOf(root: string): Buffer[] {
  return Object.entries(readFiles(root)).flatMap(([path, bytes]) =>
    bytes && !formatOf(path) ? [bytes] : [],
  );
}

/** Node files that cannot be parsed. */
export function tornNodes(root: string): string[] {
  return Object.entries(readFiles(root)).flatMap(([path, bytes]) => {
    const format = formatOf(path);
    return !bytes || !format || format.parse(bytes.toString('utf8'), path).document ? [] : [path];
  });
}

function formatOf(path: string) {
  if (path.endsWith('.xml')) return docviewFormat;
  return path.endsWith('.yaml') ? yamlFormat : undefined;
}
