/**
 * `jcr:uuid`s that a package brings and somebody else has (facts 6). As FileVault since 3.5.2: within the
 * package that is an error; a node of the tree that the filter covers gives way; any other is an error,
 * unless new ids are asked for.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { basename, join as joinFile, relative, sep } from 'node:path';
import { docviewFormat } from '../../docview/docview-format.ts';
import type { NodeEdit, NodePath } from '../../format/node-document.ts';
import type { NodeData } from '../../jcr/node.ts';
import { join, segmentsOf } from '../../jcr/path.ts';
import { firstValue, string } from '../../jcr/property.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { nodeOfFolder, nodeOfXml } from '../../vault/file-roles.ts';
import { NODE_FILES } from '../../vault/ignored-names.ts';
import { SIDECAR } from '../../vault/layout.ts';
import { filterContains, type WorkspaceFilter } from '../../vault/workspace-filter.ts';
import { yamlFormat } from '../../yaml/yaml-format.ts';
import { isJunkName } from '../junk-names.ts';
import type { OverlayFolder } from './overlay.ts';

const UUID = 'jcr:uuid';

/** A node file that holds ids. */
interface Holder {
  readonly folder: OverlayFolder;
  readonly name: string;
  /** JCR path of the file's root node. */
  readonly path: string;
  /** Whether this installation writes it. */
  readonly isNew: boolean;
  /** The folder that `folder` is in; absent at the root. */
  readonly above: OverlayFolder | undefined;
}

/** What to do about ids that are taken. */
export interface UuidOptions {
  /** The filters of all packages that are installed. */
  readonly filters: readonly WorkspaceFilter[];
  /** Gives a node of the package a new id where its own is taken, instead of refusing. */
  readonly newIds: boolean;
}

/**
 * Looks for ids that two nodes would have, and settles what can be settled in the overlay.
 * @param mount JCR path of the folder
 * @returns a problem for each id that cannot be settled
 */
export function settleUuids(root: OverlayFolder, mount: string, options: UuidOptions): Problem[] {
  const holders = new Map<string, Holder[]>();
  for (const [holder, text] of nodeFiles(root, mount)) {
    for (const uuid of idsIn(text)) holders.set(uuid, [...(holders.get(uuid) ?? []), holder]);
  }
  const problems: Problem[] = [];
  for (const [uuid, all] of holders) {
    if (all.length < 2) continue;
    const [first, ...others] = all.filter(({ isNew }) => isNew);
    if (!first) continue;
    const standing = all.filter(({ isNew }) => !isNew);
    const covered = (holder: Holder) => options.filters.some((filter) => filterContains(filter, holder.path));
    if (options.newIds) {
      const renewed = standing.length > 0 ? [first, ...others] : others;
      for (const holder of renewed) renew(holder, uuid);
    } else if (others.length > 0) problems.push(taken(root, uuid, others[0] ?? first, first));
    else if (standing.every(covered)) for (const holder of standing) giveWay(holder, uuid);
    else {
      const other = standing.find((holder) => !covered(holder)) ?? first;
      problems.push(taken(root, uuid, first, other));
    }
  }
  return problems;
}

/** Every node file of the tree as it will be, with its text. */
function* nodeFiles(
  folder: OverlayFolder,
  path: string,
  above?: OverlayFolder,
): Generator<readonly [Holder, string]> {
  for (const [name, entry] of folder.entries) {
    if (isJunkName(name)) continue;
    if (entry.kind === 'folder') {
      yield* nodeFiles(entry.folder, join(path, nodeOfFolder(name)), folder);
    } else if (entry.kind === 'file' && (name.endsWith('.xml') || name.endsWith(SIDECAR))) {
      const text = folder.read(name)?.toString('utf8') ?? '';
      if (!text.includes(UUID)) continue;
      const below = name === NODE_FILES.vault || name === NODE_FILES.plain ? [] : [ownName(name)];
      yield [{ folder, name, path: join(path, ...below), isNew: entry.source !== undefined, above }, text];
    }
  }
}

function ownName(name: string): string {
  return name.endsWith(SIDECAR) ? name.slice(0, -SIDECAR.length) : nodeOfXml(name);
}

/** Both formats at once: an attribute, or a line of YAML. */
function idsIn(text: string): string[] {
  const found = text.matchAll(
    /jcr:uuid\s*=\s*["']([^"']+)["']|^\s*["']?jcr:uuid["']?\s*:\s*["']?([^\s"']+)/gm,
  );
  return [...found].map((match) => match[1] ?? match[2] ?? '');
}

/** The new id follows from the old one and the place, so that installing again changes nothing. */
function renew(holder: Holder, uuid: string): void {
  editNodes(holder, uuid, (node, path) => ({
    edit: 'set',
    node,
    property: UUID,
    value: string(uuidFrom(`${uuid} ${path}`)),
  }));
}

/** The node that stood there goes, with everything below it. */
function giveWay(holder: Holder, uuid: string): void {
  const { folder, name, above } = holder;
  const isWhole = editNodes(holder, uuid, (node) => {
    const child = node.at(-1);
    return child === undefined ? undefined : { edit: 'removeChild', node: node.slice(0, -1), child };
  });
  if (!isWhole) return;
  if (name === NODE_FILES.vault || name === NODE_FILES.plain) above?.remove(basename(folder.file));
  else {
    folder.remove(name);
    if (name.endsWith(SIDECAR)) folder.remove(name.slice(0, -SIDECAR.length));
  }
}

/** Edits the nodes that bear an id; answers true, and edits nothing, when one of them admits no edit. */
function editNodes(
  { folder, name, path }: Holder,
  uuid: string,
  editOf: (node: NodePath, path: string) => NodeEdit | undefined,
): boolean {
  const text = folder.read(name)?.toString('utf8') ?? '';
  const format = name.endsWith('.xml') ? docviewFormat : yamlFormat;
  const { document } = format.parse(text, name);
  if (!document) return false;
  const edits = nodesWith(document.root, uuid).map((node) => editOf(node, join(path, ...node)));
  const known = edits.filter((edit) => edit !== undefined);
  if (known.length < edits.length) return true;
  folder.put(name, { bytes: Buffer.from(document.edit(known).text) });
  return false;
}

function nodesWith(data: NodeData, uuid: string, node: NodePath = []): NodePath[] {
  const own = firstValue(data.properties.get(UUID)) === uuid ? [node] : [];
  return [...own, ...[...data.children].flatMap(([name, child]) => nodesWith(child, uuid, [...node, name]))];
}

function uuidFrom(text: string): string {
  const hex = createHash('sha1').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function taken(root: OverlayFolder, uuid: string, holder: Holder, other: Holder): Problem {
  const file = relative(root.file, joinFile(holder.folder.file, holder.name)).split(sep).join('/');
  const isWithin = other.isNew && segmentsOf(other.path).length > 0;
  const where = isWithin ? `another node of the package, ${other.path}` : `${other.path} in the tree`;
  const message = `${holder.path} has the jcr:uuid ${uuid}, and so has ${where}.`;
  const hint = 'Remove one of the two ids, or install with --new-ids.';
  return problem('package.uuid', { path: file, message, hint });
}
