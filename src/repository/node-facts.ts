/**
 * Reading what the index keeps of a node file: the fast summary where it is certain, the full parser
 * otherwise.
 *
 * @module
 */

import { isUtf8 } from 'node:buffer';
import { errorText } from '../disk/errors.ts';
import type { FileStat } from '../disk/file-stat.ts';
import { readBorrowed } from '../disk/read.ts';
import { docviewFormat } from '../docview/docview-format.ts';
import { summarizeDocView } from '../docview/summarize-docview.ts';
import type { NodeFormat, NodeSummary } from '../format/node-document.ts';
import { summarizeNode } from '../format/summarize-node.ts';
import type { Property } from '../jcr/property.ts';
import { type Problem, problem } from '../problems/problem.ts';
import { summarizeYaml } from '../yaml/summarize-yaml.ts';
import { yamlFormat } from '../yaml/yaml-format.ts';
import type { NodeFacts } from './entry.ts';
import { displayPath, type Tree } from './tree.ts';

/** What was found in a node file. */
export interface ReadNode {
  readonly facts: NodeFacts;
  readonly uuid: string | undefined;
  readonly captured: Readonly<Record<string, string>>;
  readonly located: Readonly<Record<string, Property>>;
}

/** The outcome of looking at a node file: its facts, nothing there, or why it cannot be understood. */
export type NodeReading =
  | ReadNode
  | 'absent'
  | { readonly problems: readonly Problem[]; readonly stat?: FileStat };

/** Whether a reading found a node. */
export function isNode(reading: NodeReading): reading is ReadNode {
  return reading !== 'absent' && 'facts' in reading;
}

/** Reads a node file. A file that cannot be read or parsed is a located problem, not an exception. */
export function readNodeFacts(
  tree: Pick<Tree, 'folder' | 'query'>,
  file: string,
  format: NodeFormat,
): NodeReading {
  try {
    const read = readBorrowed(file, 'refuse');
    if (read === undefined) return 'absent';
    const bytes = read.bytes.subarray(0, read.length);
    const { stat } = read;
    const quick =
      format === docviewFormat ? summarizeDocView(read.bytes, read.length, tree.query) : undefined;
    if (quick) return nodeOf(quick, stat);
    if (!isUtf8(bytes)) {
      const message = 'The file is not valid UTF-8.';
      const hint = 'Save it as UTF-8; until then oakling reads nothing from it and never writes it.';
      return { problems: [problem('file.encoding', { path: displayPath(tree, file), message, hint })], stat };
    }
    const text = bytes.toString('utf8');
    const simple = format === yamlFormat ? summarizeYaml(text, tree.query) : undefined;
    if (simple) return nodeOf(simple, stat);
    const { document, problems } = format.parse(text, displayPath(tree, file));
    return document ? nodeOf(summarizeNode(document.root, tree.query), stat) : { problems, stat };
  } catch (cause) {
    return { problems: [unreadable(tree, file, cause)] };
  }
}

/** The problem of a file or folder the system does not let us read. */
export function unreadable(tree: Pick<Tree, 'folder'>, file: string, cause: unknown): Problem {
  return problem('file.unreadable', {
    path: displayPath(tree, file),
    message: errorText(cause),
    hint: 'Put a file there that oakling may read; until then what is known of it is kept.',
  });
}

function nodeOf(summary: NodeSummary, stat: FileStat): ReadNode {
  const { primaryType, uuid, captured, located, contentDigest, volatileDigest } = summary;
  return {
    facts: {
      stat,
      primaryType,
      content: contentDigest,
      state: volatileDigest,
      ...(captured['cq:lastReplicationAction'] === undefined ? {} : { replicated: true }),
    },
    uuid,
    captured,
    located,
  };
}
