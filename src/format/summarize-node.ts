/**
 * The summary of a node that was parsed in full: what the fast paths answer, found the plain way.
 *
 * @module
 */
import type { NodeData } from '../jcr/node.ts';
import { firstValue } from '../jcr/property.ts';
import type { NodeSummary, SummaryQuery } from './node-document.ts';

/** Summarizes a parsed node. Digests are sums, so order does not matter; they stay below 2^53. */
export function summarizeNode(root: NodeData, query: SummaryQuery): NodeSummary {
  const captured: Record<string, string> = {};
  let content = 0;
  let state = 0;
  const visit = (path: string, data: NodeData) => {
    content = add(content, hashText(path));
    for (const [name, property] of data.properties) {
      const value = firstValue(property);
      if (query.capture.includes(name) && value !== undefined && !(name in captured)) captured[name] = value;
      const hash = hashText(
        [path, name, property.type, String(property.multiple), ...property.values].join('\u0000'),
      );
      if (query.volatile(name)) state = add(state, hash);
      else content = add(content, hash);
    }
    for (const [name, child] of data.children) visit(`${path}/${name}`, child);
  };
  visit('', root);
  return {
    primaryType: firstValue(root.properties.get('jcr:primaryType')),
    uuid: firstValue(root.properties.get('jcr:uuid')),
    captured,
    contentDigest: content,
    volatileDigest: state,
  };
}

/** Two FNV-1a passes with different offsets, joined to 53 bits. */
export function hashText(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca6b);
  }
  return (high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0);
}

/** Adds two digests, staying below 2^53. */
export function add(a: number, b: number): number {
  const sum = a + b;
  return sum > Number.MAX_SAFE_INTEGER ? sum - Number.MAX_SAFE_INTEGER : sum;
}
