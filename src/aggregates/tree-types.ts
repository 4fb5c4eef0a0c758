/**
 * The node types of a tree: the built-in ones, and those its `.cnd` files define (facts on FileVault 3.2
 * and 5.3). They are read beside a `jcr_root`, at the top of any tree, and where FileVault looks by default;
 * before them those that installed packages brought, which the tree's own replace.
 *
 * @module
 */
import { basename, dirname, relative, sep } from 'node:path';
import { errorText } from '../disk/errors.ts';
import type { NodeType } from '../jcr/node-type.ts';
import { builtInTypes, type NodeTypes } from '../jcr/node-types.ts';
import { parseCnd } from '../jcr/parse-cnd.ts';
import { type Problem, problem } from '../problems/problem.ts';
import type { NodeTreeOptions } from './node-tree.ts';
import type { ReadableStorage } from './storage.ts';

/** The folder of oakling's own beside a tree where types of installed packages are kept. */
export const REGISTERED_TYPES = 'nodetypes';

/** Hears what the files say besides types. */
export interface TypeListener {
  readonly report: (problem: Problem) => void;
  /** Namespaces the files declare, URI by prefix. */
  readonly learn: (namespaces: ReadonlyMap<string, string>) => void;
}

/** Reads them; what cannot be read is reported and counts as unknown. */
export function readTreeTypes(
  storage: ReadableStorage,
  options: NodeTreeOptions,
  listener: TypeListener,
): NodeTypes {
  const found = [...definitionFiles(storage, options)].flatMap((file) =>
    typesIn(storage, file, options.folder, listener),
  );
  return (options.types ?? builtInTypes()).with(found);
}

function* definitionFiles(storage: ReadableStorage, { folder, mount }: NodeTreeOptions): Generator<string> {
  const isRoot = basename(folder) === 'jcr_root';
  const project = isRoot ? dirname(folder) : folder;
  yield* cndsIn(storage, [project, '.oakling', REGISTERED_TYPES].join(sep));
  if (isRoot) yield* cndsIn(storage, [project, 'META-INF', 'vault'].join(sep));
  yield* cndsIn(storage, folder);
  // FileVault's default pattern: ^/(apps|libs)/([^/]+/){1,2}nodetypes/.+\.cnd$
  if (mount !== '/') return;
  for (const top of ['apps', 'libs']) {
    for (const application of foldersIn(storage, folder + sep + top)) {
      yield* cndsIn(storage, `${application + sep}nodetypes`);
      for (const part of foldersIn(storage, application)) yield* cndsIn(storage, `${part + sep}nodetypes`);
    }
  }
}

function cndsIn(storage: ReadableStorage, folder: string): string[] {
  const listed = listing(storage, folder).filter(
    ({ name, kind }) => kind === 'file' && name.endsWith('.cnd'),
  );
  return listed.map(({ name }) => folder + sep + name).sort();
}

function foldersIn(storage: ReadableStorage, folder: string): string[] {
  return listing(storage, folder)
    .filter(({ kind }) => kind === 'folder')
    .map(({ name }) => folder + sep + name);
}

function listing(storage: ReadableStorage, folder: string) {
  try {
    return storage.list(folder) ?? [];
  } catch {
    // What cannot be listed is told where its nodes are asked for.
    return [];
  }
}

function typesIn(
  storage: ReadableStorage,
  file: string,
  folder: string,
  { report, learn }: TypeListener,
): readonly NodeType[] {
  const path = relative(folder, file).split(sep).join('/');
  try {
    const text = storage.readText(file)?.text;
    if (text === undefined) return [];
    const { types, namespaces, problems } = parseCnd(text, path);
    learn(namespaces);
    problems.forEach(report);
    return types;
  } catch (cause) {
    const hint = 'Put a file there that oakling may read.';
    report(problem('file.unreadable', { path, message: errorText(cause), hint }));
    return [];
  }
}
