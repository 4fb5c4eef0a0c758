/**
 * A folder's own node between the layouts. Where both node files stand, as after a kill, the vault's counts.
 *
 * @module
 */
import { remove } from '../../disk/folders.ts';
import { readText } from '../../disk/read.ts';
import { createFile } from '../../disk/write.ts';
import { type FolderEntry, fileOf, layoutOf } from '../../repository/entry.ts';
import { isOpen, openNodeFile } from '../../repository/node-file.ts';
import type { Tree } from '../../repository/tree.ts';
import { folderNodeFile, jcrNameOf, type Layout } from '../../vault/layout.ts';
import { asDocView, asYaml, isConverted } from './node-text.ts';

/** Why a folder's node stays as it is; `undefined` when it was converted, or there is none. */
export function convertFolder(tree: Tree, folder: FolderEntry, to: Layout): string | undefined {
  const file = fileOf(folder);
  const from = layoutOf(folder);
  if (!folder.facts.node || from === to) return undefined;
  // A name would become another: references to what is in it would break.
  if (folder.parent && jcrNameOf(folder.name, from) !== jcrNameOf(folder.name, to)) {
    return 'Its name on disk means another name in the other layout: rename it first.';
  }
  const opened = openNodeFile(tree, folderNodeFile(file, from), from);
  if (!isOpen(opened)) return 'Its node cannot be read.';
  const { document } = opened;
  if (to === 'plain' && /<!--/.test(document.text)) {
    return 'Its node has comments, which YAML cannot keep in their places: remove them first.';
  }
  const node = to === 'plain' ? asYaml(document.root) : asDocView(document, undefined);
  if (!isConverted(node)) return node.refusal;
  // One that says the same is what a conversion left that was cut off here.
  if (readText(folderNodeFile(file, to), 'refuse')?.text !== node.text) {
    createFile(folderNodeFile(file, to), node.text);
  }
  remove(folderNodeFile(file, from));
  return undefined;
}
