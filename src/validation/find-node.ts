/**
 * Whether a node stands at a JCR path: in a file or folder of its own, or inside a node file above it.
 * Answers are remembered, for many values name the same few paths.
 *
 * @module
 */
import { join as joinFile } from 'node:path';
import { statAt } from '../disk/file-stat.ts';
import { descendant } from '../jcr/node.ts';
import { isWithin, segmentsOf } from '../jcr/path.ts';
import { isOpen, openNodeFile } from '../repository/node-file.ts';
import type { Tree } from '../repository/tree.ts';
import { NODE_FILES } from '../vault/ignored-names.ts';
import { SIDECAR } from '../vault/layout.ts';
import { encodeName } from '../vault/platform-name.ts';

/** Makes the question for one tree. */
export function nodeFinder(tree: Tree): (path: string) => boolean {
  const known = new Map<string, boolean>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const answer = isWithin(path, tree.mount) && stands(tree, path);
    known.set(path, answer);
    return answer;
  };
}

/** The file or folder of a JCR path, where it has one of its own. */
export function fileOfNode(tree: Tree, path: string): string | undefined {
  if (!isWithin(path, tree.mount)) return undefined;
  const { file, rest } = deepest(tree, path);
  return rest.length === 0 ? file : undefined;
}

function stands(tree: Tree, path: string): boolean {
  const { file, rest } = deepest(tree, path);
  if (rest.length === 0) return true;
  const candidates = [
    [joinFile(file, NODE_FILES.vault), 'vault'],
    [`${file}.xml`, 'vault'],
    [`${file}${SIDECAR}`, 'plain'],
    [joinFile(file, NODE_FILES.plain), 'plain'],
  ] as const;
  return candidates.some(([nodeFile, layout]) => {
    const opened = openNodeFile(tree, nodeFile, layout);
    return isOpen(opened) && descendant(opened.document.root, rest) !== undefined;
  });
}

/** The deepest file or folder on the way to a path, and the names that are left from there. */
function deepest(tree: Tree, path: string): { readonly file: string; readonly rest: readonly string[] } {
  const names = segmentsOf(path).slice(segmentsOf(tree.mount).length);
  let file = tree.folder;
  for (const [i, name] of names.entries()) {
    const next = [encodeName(name), name, `_${name}`]
      .map((onDisk) => joinFile(file, onDisk))
      .find((candidate) => statAt(candidate) ?? statAt(`${candidate}.xml`));
    if (next === undefined) return { file, rest: names.slice(i) };
    file = next;
  }
  return { file, rest: [] };
}
