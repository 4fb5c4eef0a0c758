/**
 * References: values of a node that are paths of assets. AEM publishes along what a published asset
 * refers to, when that is unpublished or modified since.
 *
 * @module
 */
import type { NodeData } from '../../jcr/node.ts';

/** Properties that name the asset's own place, or places in Dynamic Media. */
const OWN = /^(?:cq:parentPath|dam:relativePath|dam:scene7.*|jcr:.*)$/;

/** The paths below a root that a node refers to, each once, in document order. */
export function referencesIn(data: NodeData, root: string): string[] {
  const found = new Set<string>();
  const visit = ({ properties, children }: NodeData) => {
    for (const [name, { values }] of properties) {
      if (OWN.test(name)) continue;
      for (const value of values) if (value.startsWith(`${root}/`)) found.add(value);
    }
    for (const child of children.values()) visit(child);
  };
  visit(data);
  return [...found];
}
