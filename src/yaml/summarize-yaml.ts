/**
 * What the index keeps of a YAML node file. Files in the form oakling prints take a quick reader, all
 * others the parser; both lead to the same summary.
 *
 * @module
 */
import type { NodeSummary, SummaryQuery } from '../format/node-document.ts';
import { summarizeNode } from '../format/summarize-node.ts';
import { readYaml } from './read-node.ts';

/** Summarizes a YAML node file; `undefined` when it cannot be parsed. */
export function summarizeYaml(text: string, query: SummaryQuery): NodeSummary | undefined {
  const root = readYaml(text, '').source?.data;
  if (!root) return undefined;
  const { primaryType, uuid, captured, ...digests } = summarizeNode(root, query);
  const detachedCaptured = Object.entries(captured).map(([name, value]) => [name, detached(value)] as const);
  return {
    ...digests,
    primaryType: primaryType && detached(primaryType),
    uuid: uuid && detached(uuid),
    captured: Object.fromEntries(detachedCaptured),
  };
}

/** A copy of a part of the text: an index of many parts must not keep every text alive. */
function detached(part: string): string {
  return Buffer.from(part, 'utf16le').toString('utf16le');
}
