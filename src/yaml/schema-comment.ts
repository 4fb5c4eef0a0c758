/**
 * The comment by which editors find the schema of a YAML node file.
 *
 * @module
 */
import { type NodeData, primaryType } from '../jcr/node.ts';
import { isFolderType } from '../jcr/node-types.ts';

/** Node files with a schema. */
export type NodeKind = 'asset' | 'folder';

/** Where the published package is served from; the files are this package's `schemas/`. */
const SCHEMAS = 'https://unpkg.com/oakling/schemas';

/** The comment line, without a line end, as yaml-language-server reads it. */
export function schemaComment(kind: NodeKind): string {
  return `# yaml-language-server: $schema=${SCHEMAS}/${kind}-node.schema.json`;
}

/** Which schema a node's type has. */
export function nodeKind(data: NodeData): NodeKind | undefined {
  const type = primaryType(data);
  if (type === 'dam:Asset') return 'asset';
  return isFolderType(type) ? 'folder' : undefined;
}
