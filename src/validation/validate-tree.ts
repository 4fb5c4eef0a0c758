/**
 * `validate`: everything that is wrong with a tree, told as it is found. Nothing is written unless asked.
 *
 * @module
 */
import { join, sep } from 'node:path';
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

/**
 * Validates a tree. A path at which nothing stands is left out; ask {@link startOf} first.
 * @throws the I/O error when the tree itself cannot be read
 */
export function* validateTree(location: TreeLocation, options: ValidationOptions = {}): Generator<Finding> {
  const tree = treeToValidate(location);
  const { paths = [], fix = false, onProgress } = options;
  for (const found of location.problems) yield { problem: found };
  const { configuration, problems } = resolveConfiguration({
    options: options.dynamicMedia ?? {},
    ...cloudConfiguration(tree),
    defaultCompany: '',
    // A tree that sets Sync modes gets them obeyed unless somebody says otherwise; only that is a finding.
    explicitFolderSync: true,
  });
  for (const found of problems) yield { problem: found };
  const context = { tree, configuration, hasNode: nodeFinder(tree) };
  const checks = CHECKS.map((start) => start(context));
  let looked = 0;
  for (const path of paths.length === 0 ? [undefined] : paths) {
    const start = path === undefined ? undefined : startOf(location, path);
    if (path !== undefined && start === undefined) continue;
    for (const visit of visitTree(tree, start)) {
      onProgress?.(++looked);
      const findings = [...findingsOf(checks, visit)];
      yield* fix && visit.visit === 'node' ? mend(visit, findings) : findings;
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

function* findingsOf(checks: readonly Check[], visit: Visit): Generator<Finding> {
  if (visit.visit === 'problem') {
    yield { problem: visit.problem };
    return;
  }
  for (const check of checks) {
    if (visit.visit === 'node') yield* check.node?.(visit) ?? [];
    else if (visit.visit === 'folder') yield* check.folder?.(visit) ?? [];
    else yield* check.file?.(visit) ?? [];
  }
}

/** Carries out all fixes of one node file in one write. */
function* mend({ opened, file }: NodeVisit, findings: readonly Finding[]): Generator<Finding> {
  const edits = findings.flatMap(({ fix }) => fix?.edits ?? []);
  try {
    if (edits.length > 0) saveEdits(opened, edits);
    for (const finding of findings) yield finding.fix ? { ...finding, fixed: true } : finding;
  } catch (cause) {
    yield* findings;
    const hint = 'Run validate --fix again when the file is quiet and may be written.';
    yield { problem: problem('file.unwritable', { path: file, message: errorText(cause), hint }) };
  }
}

function treeToValidate({ folder, mount, assetsFolder, assetsPath, filter }: TreeLocation): Tree {
  const query = { capture: [], volatile: () => false };
  return { folder, mount, assetsFolder, assetsPath, filter, query, settingProperties: [] };
}

function cloudConfiguration(tree: Tree): { readonly node?: NodeData } {
  const page = fileOfNode(tree, CLOUD_CONFIG_PATH);
  const opened = page === undefined ? undefined : openNodeFile(tree, join(page, NODE_FILES.vault), 'vault');
  return isOpen(opened) ? { node: opened.document.root } : {};
}
