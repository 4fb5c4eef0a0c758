/**
 * `node <path>`: a node as JCR has it, and the file that says so.
 *
 * @module
 */
import { isAbsolute, relative, sep } from 'node:path';
import { type NodeTree, openNodeTree } from '../../aggregates/node-tree.ts';
import type { TreeNode } from '../../aggregates/tree-node.ts';
import type { NodeData } from '../../jcr/node.ts';
import type { Problem } from '../../problems/problem.ts';
import { filterContains } from '../../vault/workspace-filter.ts';
import { printBody } from '../../yaml/print-node.ts';
import { chooseTreeOf } from '../choose-tree.ts';
import type { Verb } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printProblem } from '../print-problem.ts';
import { isInside, resolvePath } from '../resolve-path.ts';
import type { Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';

interface NodeOptions {
  readonly depth: string;
}

/** See the module. */
export const node: Verb = (command, act) => {
  command
    .description('show a node as JCR has it, and where it stands on disk')
    .argument('<path>', 'a JCR path, or a file or folder of the tree')
    .option('--depth <levels>', 'how many levels below it, or all', '0')
    .action(act((session, operand: string, options: NodeOptions) => runNode(session, operand, options)));
};

async function runNode(session: Session, operand: string, { depth }: NodeOptions): Promise<ExitCode> {
  const { printer, surroundings } = session;
  if (!/^(\d+|all)$/.test(depth)) throw new UsageError(`--depth takes a number or all, not ${depth}`);
  const levels = depth === 'all' ? Number.POSITIVE_INFINITY : Number(depth);
  const { location } = await chooseTreeOf(session, [operand], 'optional');
  const { folder, mount, filter } = location;
  const problems: Problem[] = [];
  const tree = openNodeTree({
    folder,
    mount,
    report: (found) => problems.push(found),
    ...(filter ? { isCovered: (path: string) => filterContains(filter, path) } : {}),
  });
  const named = resolvePath(operand, { cwd: surroundings.cwd, tree: location });
  const path = isAbsolute(named) && isInside(named, folder) ? tree.pathOf(named) : named;
  const found = path === undefined ? undefined : tree.node(path);
  const within = found ? [...nodesWithin(tree, found, levels)] : [];
  if (!found) printer.complain(`oakling: there is no node at ${operand}`);
  else if (printer.json) printer.value({ tree: folder, nodes: within.map((one) => rowOf(tree, one)) });
  else {
    printer.words(`${found.path}  ${placeOf(tree, found)}`);
    for (const line of printBody(dataOf(tree, found, levels), 0)) printer.data(line);
  }
  for (const one of problems) printProblem(printer, one);
  const isUnreadable = within.some(({ source }) => source.source === 'unreadable');
  return !found || isUnreadable ? EXIT.findings : EXIT.ok;
}

function* nodesWithin(tree: NodeTree, from: TreeNode, levels: number): Generator<TreeNode> {
  yield from;
  if (levels === 0) return;
  for (const child of tree.children(from.path)) yield* nodesWithin(tree, child, levels - 1);
}

/** A node to print; children below the last level are names alone. */
function dataOf(tree: NodeTree, { path, properties, children: names }: TreeNode, levels: number): NodeData {
  const placeholder: NodeData = { properties: new Map(), children: new Map(), placeholder: true };
  if (levels === 0) return { properties, children: new Map(names.map((name) => [name, placeholder])) };
  const children = [...tree.children(path)].map(
    (child) => [child.name, dataOf(tree, child, levels - 1)] as const,
  );
  return { properties, children: new Map(children) };
}

/** Where a node stands, as `file:line:column` relative to the tree. */
function placeOf(tree: NodeTree, found: TreeNode): string {
  const { file, line, column } = whereOf(tree, found);
  return line === null ? file : `${file}:${line}:${column}`;
}

function whereOf(tree: NodeTree, { path, source }: TreeNode) {
  const file = source.source === 'folder' ? source.folder : source.file;
  const at = tree.position(path)?.at;
  const shown = relative(tree.folder, file).split(sep).join('/');
  return { file: shown === '' ? '.' : shown, line: at?.line ?? null, column: at?.column ?? null };
}

/** A node as `--json` tells it. */
function rowOf(tree: NodeTree, found: TreeNode) {
  const { path, primaryType = null, properties, children, binaries, source } = found;
  const files = [...binaries].map(([property, values]) => [
    property,
    values.map((file) => relative(tree.folder, file).split(sep).join('/')),
  ]);
  return {
    path,
    primaryType,
    source: source.source,
    ...whereOf(tree, found),
    properties: Object.fromEntries(properties),
    binaries: Object.fromEntries(files),
    children,
  };
}
