/**
 * What the index keeps of a YAML node file. Files in the form oakling prints take a quick reader, all
 * others the parser; both lead to the same summary.
 *
 * @module
 */
import type { NodeSummary, SummaryQuery } from '../format/node-document.ts';
import { summarizeNode } from '../format/summarize-node.ts';
import { readYaml } from './read-node.ts';
import { readSimpleYaml } from './read-simple-yaml.ts';

/** Summarizes a YAML node file; `undefined` when it cannot be parsed. */
export function summarizeYaml(text: string, query: SummaryQuery): NodeSummary | undefined {
  const root = readSimpleYaml(text) ?? readYaml(text, '').source?.data;
  return root && summarizeNode(root, query);
}
