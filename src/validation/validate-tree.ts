/**
 * `validate`: everything that is wrong with a tree, told as it is found. Nothing is written unless asked.
 *
 * @module
 */
import { join, sep } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { errorText } from '../disk/errors.ts';
import { statAt } from '../disk/file-stat.ts';
import type { NodeData } from '../jcr/node.ts';
import { problem } from '../problems/problem.ts';
import { CLOUD_CONFIG_PATH } from '../publish/cloud-config.ts';
import { type DynamicMediaOptions, resolveConfiguration } from '../publish/configuration.ts';
import type { TreeLocation } from '../repository/locate-tree.ts';
import { isOpen, openNodeFile, saveEdits } from '../repository/node-file.ts';
import type { Tree } from '../repository/tree.ts';
import { NODE_FILES } from '../vault/ignored-names.ts';
import type { Check, NodeVisit } from './check.ts';
import { CHECKS } from './checks.ts';
import { fileOfNode, nodeFinder } from './find-node.ts';
import type { Finding } from './finding.ts';
import { type Visit, visitTree } from './visit-tree.ts';

/** What to validate, and how. */
export interface ValidationOptions {
  /** Absolute files or folders in the tree, or JCR paths; everything when there are none. */
  readonly paths?: readonly string[];
  /** Mends what has exactly one right answer. */
  readonly fix?: boolean;
  /** Overrides of the tree's Dynamic Media Configuration, as for opening it. */
  readonly dynamicMedia?: Partial<DynamicMediaOptions> | undefined;
  /** Told how many files and folders were looked at. */
  readonly onProgress?: (looked: number) => void;
}

/** Files between two moments in which others may run. */
const AT_ONCE = 200;

/**
 * Validates a tree. A path at which nothing stands is left out; ask {@link startOf} first.
 * @returns what was found, in the order of the walk
 * @throws the I/O error when the tree itself cannot be read
 */
export async function validateTree(
  location: TreeLocation,
  options: ValidationOptions = {},
): Promise<Finding[]> {
  const findings: Finding[] = [];
  let looked = 0;
  for (const found of walkTree(location, options)) {
    findings.push(...found);
    options.onProgress?.(++looked);
    if (looked % AT_ONCE === 0) await breathe();
  }
  return findings;
}

/** What is wrong with the tree as a whole, then with each thing on the walk. */
function* walkTree(location: TreeLocation, options: ValidationOptions): Generator<readonly Finding[]> {
  const tree = treeToValidate(location);
  const { paths = [], fix = false } = options;
  const { configuration, problems } = resolveConfiguration({
    options: options.dynamicMedia ?? {},
    ...cloudConfiguration(tree),
    defaultCompany: '',
    // A tree that sets Sync modes gets them obeyed unless somebody says otherwise; only that is a finding.
    explicitFolderSync: true,
  });
  const general = [...location.problems, ...problems];
  if (general.length > 0) yield general.map((found) => ({ problem: found }));
  const context = { tree, configuration, hasNode: nodeFinder(tree) };
  const checks = CHECKS.map((start) => start(context));
  for (const path of paths.length === 0 ? [undefined] : paths) {
    const start = path === undefined ? undefined : startOf(location, path);
    if (path !== undefined && start === undefined) continue;
    for (const visit of visitTree(tree, start)) {
      const findings = findingsOf(checks, visit);
      yield fix && visit.visit === 'node' ? mend(visit, findings) : findings;
    }
  }
}

/** The file or folder a path means; `undefined` when nothing stands there. */
export function startOf(location: TreeLocation, path: string): string | undefined {
  const { folder } = location;
  const isFile = path === folder || path.startsWith(folder + sep);
  const file = isFile ? path : fileOfNode(treeToValidate(location), path);
  return file !== undefined && statAt(file) ? file : undefined;
}

function findingsOf(checks: readonly Check[], visit: Visit): Finding[] {
  if (visit.visit === 'problem') return [{ problem: visit.problem }];
  return checks.flatMap((check) => {
    if (visit.visit === 'node') return [...(check.node?.(visit) ?? [])];
    if (visit.visit === 'folder') return [...(check.folder?.(visit) ?? [])];
    return [...(check.file?.(visit) ?? [])];
  });
}

/** Carries out all fixes of one node file in one write. */
function mend({ opened, file }: NodeVisit, findings: readonly Finding[]): readonly Finding[] {
  const edits = findings.flatMap(({ fix }) => fix?.edits ?? []);
  if (edits.length === 0) return findings;
  try {
    saveEdits(opened, edits);
    return findings.map((finding) => (finding.fix ? { ...finding, fixed: true } : finding));
  } catch (cause) {
    const hint = 'Run validate --fix again when the file is quiet and may be written.';
    const failure = problem('file.unwritable', { path: file, message: errorText(cause), hint });
    return [...findings, { problem: failure }];
  }
}

/** The tree at a location, for reading only. */
export function treeToValidate({ folder, mount, assetsFolder, assetsPath, filter }: TreeLocation): Tree {
  const query = { capture: [], volatile: () => false };
  return { folder, mount, assetsFolder, assetsPath, filter, query, settingProperties: [] };
}

function cloudConfiguration(tree: Tree): { readonly node?: NodeData } {
  const page = fileOfNode(tree, CLOUD_CONFIG_PATH);
  const opened = page === undefined ? undefined : openNodeFile(tree, join(page, NODE_FILES.vault), 'vault');
  return isOpen(opened) ? { node: opened.document.root } : {};
}
