/**
 * Test trees whose publish state is kept beside them.
 *
 * @module
 */

import { docviewFormat } from '../../src/docview/docview-format.ts';
import type { NodeFormat } from '../../src/format/node-document.ts';
import type { NodeData } from '../../src/jcr/node.ts';
import { valueAt } from '../../src/jcr/node.ts';
import { statusIn, withoutStatus } from '../../src/publish/status-store/kept-status.ts';
import { lineOf } from '../../src/publish/status-store/status-file.ts';
import { yamlFormat } from '../../src/yaml/yaml-format.ts';
import type { Files } from './temporary-tree.ts';

/** The same tree with all publish state moved out of the node files. */
export function keptBeside(files: Files): Files {
  const lines: string[] = [];
  const moved = Object.entries(files).map(([path, content]) => {
    const node = nodeIn(path, content);
    if (!node || statusIn(node.root).size === 0) return [path, content];
    lines.push(lineOf(valueAt(node.root, [], 'jcr:uuid') ?? '', { status: statusIn(node.root) }));
    return [path, node.format.print(withoutStatus(node.root))];
  });
  return {
    ...Object.fromEntries(moved),
    '.oakling/status.ndjson': lines.map((line) => `${line}\n`).join(''),
  };
}

/** The node files that hold publish state. */
export function filesWithStatus(files: Readonly<Record<string, string | Buffer>>): string[] {
  return Object.entries(files).flatMap(([path, content]) => {
    const node = nodeIn(path, content);
    return node && statusIn(node.root).size > 0 ? [path] : [];
  });
}

function nodeIn(
  path: string,
  content: string | Buffer,
): { readonly root: NodeData; readonly format: NodeFormat } | undefined {
  if (!/\.(xml|yaml)$/.test(path)) return undefined;
  const format = path.endsWith('.xml') ? docviewFormat : yamlFormat;
  const { document } = format.parse(content.toString(), path);
  return document && { root: document.root, format };
}
