/**
 * Assets that are one and the same in Dynamic Media: the name must be unique in a company, and two assets
 * that share it show each other's picture (facts on AEM's vocabulary §8).
 *
 * @module
 */
import { valueAt } from '../../jcr/node.ts';
import { problem } from '../../problems/problem.ts';
import type { StartCheck } from '../check.ts';

const METADATA = ['jcr:content', 'metadata'];

/** See the module. */
export const checkCollidingScene7Names: StartCheck = () => {
  const owners = new Map<string, string>();
  return {
    *node({ document, file, path, primaryType }) {
      if (primaryType !== 'dam:Asset') return;
      const property = ['dam:scene7File', 'dam:scene7Name'].find((name) =>
        valueAt(document.root, METADATA, name),
      );
      const name = property && valueAt(document.root, METADATA, property);
      if (!property || !name) return;
      const owner = owners.get(name);
      if (owner === undefined) {
        owners.set(name, path);
        return;
      }
      const message = `${property} "${name}" belongs to ${owner} already: both are one asset in Dynamic Media.`;
      const hint = 'Rename one of the files and reprocess it, or remove its dam:scene7 properties.';
      const at = document.locate(METADATA, property);
      yield { problem: problem('scene7.collision', { path: file, at, message, hint }) };
    },
  };
};
