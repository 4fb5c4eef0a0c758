/**
 * `validate` of the library: a folder in, its findings out.
 *
 * @module
 */
import { resolve } from 'node:path';
import { locateTree } from '../repository/locate-tree.ts';
import type { Finding } from './finding.ts';
import { type ValidationOptions, validateTree } from './validate-tree.ts';

/** Which tree to validate, and how. */
export interface ValidateOptions extends ValidationOptions {
  /** A content package, a `jcr_root`, or a plain folder of pictures. */
  readonly root: string;
  /** JCR path of the folder, where `jcr_root` and `content/dam` do not tell it. */
  readonly mount?: string | undefined;
}

/** What is wrong with a tree. */
export interface Validation {
  /** The folder that paths of findings are relative to. */
  readonly tree: string;
  readonly findings: readonly Finding[];
}

/**
 * Validates a tree; writes nothing unless `fix` is set.
 * @throws NoTreeError when there is no such folder
 */
export async function validate({ root, mount, ...options }: ValidateOptions): Promise<Validation> {
  const location = locateTree(resolve(root), mount, 'optional');
  return { tree: location.folder, findings: await validateTree(location, options) };
}
