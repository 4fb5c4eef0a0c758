/**
 * The JSON Schemas this package ships, which editors read from the same files.
 *
 * @module
 */
import { createRequire } from 'node:module';
import type { AnySchemaObject } from 'ajv';

/** The schemas, by the beginning of their file names. */
export type SchemaName = 'asset-node' | 'folder-node' | 'configuration';

// Leads to the package's own folder from `src/schemas/` and from `dist/schemas/` alike. An import of JSON
// would have to lie within the sources, and warns on Node 20.
const require = createRequire(import.meta.url);

/** Reads a schema. */
export function readSchema(name: SchemaName): AnySchemaObject {
  return require(`../../schemas/${name}.schema.json`);
}
