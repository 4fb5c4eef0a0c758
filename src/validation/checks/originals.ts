/**
 * The bytes of assets: missing although the metadata speaks of them, empty, or there without a node.
 *
 * @module
 */
import { sep } from 'node:path';
import { statAt } from '../../disk/file-stat.ts';
import { valueAt } from '../../jcr/node.ts';
import { problem } from '../../problems/problem.ts';
import { NODE_FILES } from '../../vault/ignored-names.ts';
import { originalFile, renditionsFolder } from '../../vault/layout.ts';
import type { StartCheck } from '../check.ts';

const METADATA = ['jcr:content', 'metadata'];

/** What AEM learns from the bytes and from nothing else. */
const LEARNED = ['dam:sha1', 'dam:size'];

/** See the module. */
export const checkOriginals: StartCheck = ({ tree }) => ({
  *node({ document, primaryType, file, form, childrenFolder, original }) {
    if (primaryType !== 'dam:Asset' || form === 'sidecar' || original !== undefined) return;
    const property = LEARNED.find((name) => valueAt(document.root, METADATA, name) !== undefined);
    const isFragment = valueAt(document.root, ['jcr:content'], 'contentFragment') === 'true';
    if (property === undefined || isFragment || isElsewhere(childrenFolder)) return;
    const message = `${property} speaks of a file, and there is no original.`;
    const hint = 'Restore _jcr_content/renditions/original; git may ignore or filter it.';
    const at = document.locate(METADATA, property);
    yield { problem: problem('asset.no-original', { path: file, at, message, hint }) };
  },

  *folder({ hasNode, inAsset, isCompanion, file, layout, names }) {
    if (hasNode || inAsset || isCompanion || layout === 'plain' || !names.has('_jcr_content')) return;
    if (!statAt(originalFile(file === '.' ? tree.folder : `${tree.folder}${sep}${file}`, 'vault'))) return;
    const message = `There are renditions but no ${NODE_FILES.vault} that makes this an asset.`;
    const hint = 'Restore the missing file, or move the original out to upload it anew.';
    yield { problem: problem('asset.incomplete', { path: file, message, hint }) };
  },

  *file({ role, size, file }) {
    if (role === 'other' || size > 0) return;
    const message = role === 'original' ? 'The asset has no bytes.' : 'The file has no bytes.';
    const hint = 'Restore it; what is empty cannot be shown.';
    yield { problem: problem('file.empty', { path: file, message, hint }) };
  },
});

/** Other forms the bytes of a node take (facts on FileVault 3.4). */
function isElsewhere(asset: string): boolean {
  const places = ['original.xml', 'original.binary', `original${sep}${NODE_FILES.vault}`];
  return places.some((place) => statAt(`${renditionsFolder(asset)}${sep}${place}`));
}
