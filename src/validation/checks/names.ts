/**
 * Names of assets and of their folders that AEM refuses.
 *
 * @module
 */
import { checkAssetName, checkFolderName, type NameFault } from '../../dam/names.ts';
import { LONGEST_NAME } from '../../disk/temporary-name.ts';
import { isFolderType } from '../../jcr/node-types.ts';
import { isWithin, nameOf } from '../../jcr/path.ts';
import { problem } from '../../problems/problem.ts';
import { diskNameOf, SIDECAR } from '../../vault/layout.ts';
import type { StartCheck } from '../check.ts';
import type { Finding } from '../finding.ts';

/** See the module. */
export const checkNames: StartCheck = ({ tree }) => ({
  *node({ path, file, primaryType, inAsset }) {
    if (inAsset || path === tree.assetsPath || !isWithin(path, tree.assetsPath)) return;
    if (primaryType === 'dam:Asset') yield* faultsOf(checkAssetName(nameOf(path)), file);
    else if (isFolderType(primaryType)) yield* faultsOf(checkFolderName(nameOf(path), 'existing'), file);
  },

  *folder({ path, file, hasNode, inAsset, isCompanion }) {
    if (hasNode || inAsset || isCompanion || path === tree.assetsPath) return;
    if (!isWithin(path, tree.assetsPath)) return;
    yield* faultsOf(checkFolderName(nameOf(path), 'existing'), file);
  },

  *file({ role, name, file, layout }) {
    if (role !== 'bare') return;
    yield* faultsOf(checkAssetName(name), file);
    const length = Buffer.byteLength(layout === 'vault' ? diskNameOf(name, 'vault') : name + SIDECAR);
    if (length <= LONGEST_NAME) return;
    const message = `As an asset it would need a file name of ${length} bytes.`;
    const hint = `Shorten it; ${LONGEST_NAME} bytes are possible.`;
    yield { problem: problem('name.too-long', { path: file, message, hint }) };
  },
});

function* faultsOf(fault: NameFault | undefined, path: string): Generator<Finding> {
  if (!fault) return;
  yield { problem: problem(fault.code, { path, message: fault.message, hint: fault.hint }) };
}
