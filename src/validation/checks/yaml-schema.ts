/**
 * YAML nodes of assets and folders against their JSON Schemas.
 *
 * @module
 */
import { isFolderType } from '../../jcr/node-types.ts';
import { validateYamlNode } from '../../schemas/validate.ts';
import type { StartCheck } from '../check.ts';

/** See the module. */
export const checkYamlSchema: StartCheck = () => ({
  *node({ layout, document, primaryType, file }) {
    if (layout !== 'plain') return;
    const kind = primaryType === 'dam:Asset' ? 'asset' : isFolderType(primaryType) ? 'folder' : undefined;
    if (!kind) return;
    for (const found of validateYamlNode(document, kind, file)) yield { problem: found };
  },
});
