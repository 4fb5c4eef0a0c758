/**
 * The node types that packages bring (`META-INF/vault/*.cnd`), kept beside a tree whose own `META-INF` stays
 * as it is: AEM, too, knows them from the first installation on, whatever becomes of the package.
 *
 * @module
 */
import { join } from 'node:path';
import { REGISTERED_TYPES } from '../../aggregates/tree-types.ts';
import { makeFolder } from '../../disk/folders.ts';
import { readOwnText } from '../../disk/own-text.ts';
import { writeOwnFile } from '../../disk/write.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import type { VaultPackage } from '../vault-package.ts';

/** Definitions of node types. */
export interface TypeDefinitions {
  /** File name among those that are kept, the same for every version of the package. */
  readonly name: string;
  readonly text: string;
}

/** The definitions in a package. */
export function definitionsIn({ archive, meta, id }: VaultPackage): TypeDefinitions[] {
  const owner = id ? `${id.group}.${id.name}` : 'package';
  const files = [...(meta.folders.get('vault')?.files ?? [])].filter(([name]) => name.endsWith('.cnd'));
  return files.map(([name, entry]) => ({
    name: `${owner}.${name}`.replaceAll(/[^\w.-]/g, '-'),
    text: archive.read(entry).toString('utf8'),
  }));
}

/**
 * Keeps definitions for everybody who reads the tree's nodes.
 * @returns a problem telling of those that were not kept before
 * @throws the I/O error when they cannot be written
 */
export function registerTypes(stateFolder: string, definitions: readonly TypeDefinitions[]): Problem[] {
  const folder = join(stateFolder, REGISTERED_TYPES);
  const unknown = definitions.filter(({ name, text }) => readOwnText(join(folder, name)) !== text);
  if (unknown.length > 0) makeFolder(folder);
  return unknown.map(({ name, text }) => {
    writeOwnFile(join(folder, name), text);
    const message = `The package brings node types; they are known from now on by .oakling/${REGISTERED_TYPES}/${name}.`;
    const hint = 'Copy the file into META-INF/vault if the tree shall be packed with them.';
    return problem('package.node-types', { path: name, message, hint });
  });
}
