/**
 * Identities that stand in the tree more than once. FileVault refuses a package with two of the same, and
 * oakling takes the second for a copy.
 *
 * @module
 */
import type { NodePath } from '../../format/node-document.ts';
import type { NodeData } from '../../jcr/node.ts';
import { join } from '../../jcr/path.ts';
import { firstValue } from '../../jcr/property.ts';
import { problem } from '../../problems/problem.ts';
import type { StartCheck } from '../check.ts';

/** See the module. */
export const checkDuplicateUuid: StartCheck = () => {
  const owners = new Map<string, string>();
  return {
    *node({ document, file, path }) {
      for (const [node, uuid] of identitiesIn(document.root)) {
        const owner = owners.get(uuid);
        if (owner === undefined) {
          owners.set(uuid, join(path, ...node));
          continue;
        }
        const message = `jcr:uuid ${uuid} belongs to ${owner} already.`;
        const hint = 'Give one of the two an identity of its own, or remove its jcr:uuid.';
        const at = document.locate(node, 'jcr:uuid');
        yield { problem: problem('uuid.duplicate', { path: file, at, message, hint }) };
      }
    },
  };
};

function* identitiesIn(data: NodeData, node: NodePath = []): Generator<readonly [NodePath, string]> {
  const uuid = firstValue(data.properties.get('jcr:uuid'));
  if (uuid) yield [node, uuid];
  for (const [name, child] of data.children) yield* identitiesIn(child, [...node, name]);
}
