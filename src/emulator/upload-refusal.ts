/**
 * Why a binary cannot become an asset. It is left alone, and the reason is reported.
 *
 * @module
 */
import { checkAssetName } from '../dam/names.ts';
import { LONGEST_NAME } from '../disk/temporary-name.ts';
import { type Problem, problem } from '../problems/problem.ts';
import { type BareEntry, fileOf } from '../repository/entry.ts';
import { displayPath, isOurs, type Tree } from '../repository/tree.ts';
import type { TreeIndex } from '../repository/tree-index.ts';
import { childNamed } from '../repository/tree-index.ts';
import { diskNameOf, type Layout, SIDECAR } from '../vault/layout.ts';

/** The reason to leave a binary alone, if there is one. */
export function refuseUpload(
  tree: Tree,
  index: TreeIndex,
  bare: BareEntry,
  layout: Layout,
): Problem | undefined {
  const { name, stat, parent } = bare;
  const at = displayPath(tree, fileOf(bare));
  const path = index.pathOf(bare);
  if (!isOurs(tree, path)) {
    const message = `${path} is outside the package filter.`;
    return problem('filter.outside', {
      path: at,
      message,
      hint: 'Add a filter root in META-INF/vault/filter.xml.',
    });
  }
  const illegal = checkAssetName(name);
  if (illegal) return problem(illegal.code, { path: at, message: illegal.message, hint: illegal.hint });
  const diskName = layout === 'vault' ? diskNameOf(name, 'vault') : name + SIDECAR;
  if (Buffer.byteLength(diskName) > LONGEST_NAME) {
    const message = `As an asset it would need a file name of ${Buffer.byteLength(diskName)} bytes.`;
    return problem('name.too-long', {
      path: at,
      message,
      hint: `Shorten it; ${LONGEST_NAME} bytes are possible.`,
    });
  }
  const other = parent && childNamed(parent, name);
  if (other && other.name !== name) {
    const message = `There is already an asset of this name, on disk as ${other.name}.`;
    return problem('name.taken', {
      path: at,
      message,
      hint: 'Rename the file, or replace that asset’s original.',
    });
  }
  if (stat.size === 0) {
    const message = 'The file is empty; it becomes an asset as soon as it has bytes.';
    return problem('file.empty', { path: at, message, hint: 'Write the file again, or remove it.' });
  }
  return undefined;
}
