/**
 * A conversion that was cut off while the asset already was, or still was, a folder of the vault layout: the
 * YAML node beside it says the same, and is taken in.
 *
 * @module
 */
import { diffNodes } from '../../format/diff-nodes.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { isOpen, openNodeFile } from '../../repository/node-file.ts';
import { displayPath, type Tree } from '../../repository/tree.ts';
import { assetNodeFile, SIDECAR } from '../../vault/layout.ts';
import { takeIn } from './beside.ts';

/**
 * Finishes it, if that is what a YAML node beside a folder is left over from.
 * @param sidecar absolute: `hero.jpg.yaml` beside `hero.jpg/`
 * @returns a problem telling so; `undefined` where the two are not one and the same asset
 * @throws the I/O error
 */
export function finishConversion(tree: Tree, sidecar: string): Problem | undefined {
  const asset = sidecar.slice(0, -SIDECAR.length);
  const plain = openNodeFile(tree, sidecar, 'plain');
  const vault = openNodeFile(tree, assetNodeFile(asset, 'vault'), 'vault');
  if (!isOpen(plain) || !isOpen(vault)) return undefined;
  if (diffNodes(vault.document.root, plain.document.root).length > 0) return undefined;
  takeIn(asset, asset);
  return problem('staging.recovered', {
    path: displayPath(tree, asset),
    message: 'An interrupted conversion was made good; the asset is in the vault layout.',
    hint: 'Convert it again if it shall be plain.',
  });
}
