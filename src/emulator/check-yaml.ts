/**
 * People write YAML nodes by hand, so what does not match their schema is told; it stops nothing.
 *
 * @module
 */

import type { Problem } from '../problems/problem.ts';
import type { NodeFile } from '../repository/node-file.ts';
import { displayPath, type Tree } from '../repository/tree.ts';
import { validateYamlNode } from '../schemas/validate.ts';
import type { Layout } from '../vault/layout.ts';

/** Reports what a plain node file has that its schema does not expect; vault nodes have no schema. */
export function checkYaml(
  { tree, report }: { readonly tree: Tree; readonly report: (problem: Problem) => void },
  { document, file }: NodeFile,
  kind: 'asset' | 'folder',
  layout: Layout,
): void {
  if (layout === 'vault') return;
  for (const found of validateYamlNode(document, kind, displayPath(tree, file))) report(found);
}
