/**
 * Names that mean something else to FileVault: `X.dir` decorates a file `X`, `X.binary` is a property
 * (facts on FileVault 3.2 and 3.4).
 *
 * @module
 */
import { basename, dirname, join } from 'node:path';
import { statAt } from '../../disk/file-stat.ts';
import { isWithin } from '../../jcr/path.ts';
import { problem } from '../../problems/problem.ts';
import { SIDECAR } from '../../vault/layout.ts';
import type { StartCheck } from '../check.ts';

/** See the module. */
export const checkReservedEndings: StartCheck = ({ tree }) => ({
  *folder({ isCompanion, file, hasNode, names }) {
    if (!isCompanion) return;
    const decorated = file.slice(0, -'.dir'.length);
    const stands = statAt(join(tree.folder, decorated));
    // A plain asset's companion is oakling's own affair: what YAML has no place for.
    if (stands && (hasNode || statAt(join(tree.folder, decorated + SIDECAR)))) return;
    // A missing original is told of the asset.
    if (!stands && decorated.endsWith('_jcr_content/renditions/original')) return;
    if (!stands && !hasNode && names.size === 0) return;
    const name = basename(file);
    const [message, hint] = stands
      ? [
          `${name} has no .content.xml, and FileVault refuses such a companion.`,
          'Restore it, or remove the folder.',
        ]
      : [
          `FileVault takes ${name} for the companion of a file ${basename(decorated)}, which is not there.`,
          'Restore the file, or give the folder another name.',
        ];
    yield { problem: problem('file.companion', { path: file, message, hint }) };
  },

  *file({ name, file, path }) {
    if (!name.endsWith('.binary') || !isWithin(path, tree.assetsPath)) return;
    if (statAt(join(tree.folder, dirname(file), '.content.xml')) || file.includes('_jcr_content/')) return;
    const message = `FileVault takes ${name} for a binary property of the node it is in.`;
    yield { problem: problem('name.reserved', { path: file, message, hint: 'Give the file another name.' }) };
  },
});
