/**
 * The node types of a tree: the built-in ones, and those its `.cnd` files define (facts on FileVault 3.2
 * and 5.3). They are read beside a `jcr_root`, at the top of any tree, and where FileVault looks by default.
 *
 * @module
 */
import { basename, dirname, relative, sep } from 'node:path';
import { errorText } from '../disk/errors.ts';
import { list, readText } from '../disk/read.ts';
import type { NodeType } from '../jcr/node-type.ts';
import { builtInTypes, type NodeTypes } from '../jcr/node-types.ts';
import { parseCnd } from '../jcr/parse-cnd.ts';
import { type Problem, problem } from '../problems/problem.ts';
import type { NodeTreeOptions } from './node-tree.ts';

/** Hears what the files say besides types. */
export interface TypeListener {
  readonly report: (problem: Problem) => void;
  /** Namespaces the files declare, URI by prefix. */
  readonly learn: (namespaces: ReadonlyMap<string, string>) => void;
}

/** Reads them; what cannot be read is reported and counts as unknown. */
export function readTreeTypes(options: NodeTreeOptions, listener: TypeListener): NodeTypes {
  const found = [...definitionFiles(options)].flatMap((file) => typesIn(file, options.folder, listener));
  return (options.types ?? builtInTypes()).with(found);
}

function* definitionFiles({ folder, mount }: NodeTreeOptions): Generator<string> {
  if (basename(folder) === 'jcr_root') yield* cndsIn([dirname(folder), 'META-INF', 'vault'].join(sep));
  yield* cndsIn(folder);
  // FileVault's default pattern: ^/(apps|libs)/([^/]+/){1,2}nodetypes/.+\.cnd$
  if (mount !== '/') return;
  for (const top of ['apps', 'libs']) {
    for (const application of foldersIn(folder + sep + top)) {
      yield* cndsIn(`${application + sep}nodetypes`);
      for (const part of foldersIn(application)) yield* cndsIn(`${part + sep}nodetypes`);
    }
  }
}

function cndsIn(folder: string): string[] {
  const listed = listing(folder).filter(({ name, kind }) => kind === 'file' && name.endsWith('.cnd'));
  return listed.map(({ name }) => folder + sep + name).sort();
}

function foldersIn(folder: string): string[] {
  return listing(folder)
    .filter(({ kind }) => kind === 'folder')
    .map(({ name }) => folder + sep + name);
}

function listing(folder: string) {
  try {
    return list(folder) ?? [];
  } catch {
    // What cannot be listed is told where its nodes are asked for.
    return [];
  }
}

function typesIn(file: string, folder: string, { report, learn }: TypeListener): readonly NodeType[] {
  const path = relative(folder, file).split(sep).join('/');
  try {
    const text = readText(file, 'refuse')?.text;
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
