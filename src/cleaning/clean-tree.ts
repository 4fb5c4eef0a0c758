/**
 * `clean`: strips a tree's node files of what teams keep out of git.
 *
 * @module
 */
import { setImmediate as breathe } from 'node:timers/promises';
import { errorText } from '../disk/errors.ts';
import { replaceFile } from '../disk/write.ts';
import { type Problem, problem } from '../problems/problem.ts';
import type { TreeLocation } from '../repository/locate-tree.ts';
import type { NodeVisit } from '../validation/check.ts';
import { startOf, treeToValidate } from '../validation/validate-tree.ts';
import { visitTree } from '../validation/visit-tree.ts';
import { cleanDocument } from './clean-document.ts';
import type { CleanRule } from './clean-rules.ts';

/** What to clean, and how. */
export interface CleanTreeOptions {
  readonly rule: CleanRule;
  /** Absolute files or folders in the tree, or JCR paths; everything when there are none. */
  readonly paths?: readonly string[];
  /** Only tell what would be stripped. */
  readonly check?: boolean;
  /** Told how many files and folders were looked at. */
  readonly onProgress?: (looked: number) => void;
}

/** A file that was, or would be, stripped. */
export interface CleanedFile {
  /** Relative to the tree. */
  readonly file: string;
  /** Names of properties, each once. */
  readonly removed: readonly string[];
}

/** What cleaning found. */
export interface Cleaning {
  readonly cleaned: readonly CleanedFile[];
  /** How many node files were looked at. */
  readonly looked: number;
  /** Files that were left alone, and why. */
  readonly problems: readonly Problem[];
}

/** Files between two moments in which others may run. */
const AT_ONCE = 200;

/** Strips the node files of a tree; what cannot be understood is never written. */
export async function cleanTree(location: TreeLocation, options: CleanTreeOptions): Promise<Cleaning> {
  const { rule, paths = [], check = false, onProgress } = options;
  const tree = treeToValidate(location);
  const cleaned: CleanedFile[] = [];
  const problems: Problem[] = [];
  let [visited, looked] = [0, 0];
  for (const path of paths.length === 0 ? [undefined] : paths) {
    const start = path === undefined ? undefined : startOf(location, path);
    if (path !== undefined && start === undefined) continue;
    for (const visit of visitTree(tree, start)) {
      onProgress?.(++visited);
      if (visited % AT_ONCE === 0) await breathe();
      if (visit.visit === 'problem' && visit.problem.severity === 'error') problems.push(visit.problem);
      if (visit.visit !== 'node') continue;
      looked++;
      const outcome = cleanNode(visit, rule, check);
      if (outcome && 'code' in outcome) problems.push(outcome);
      else if (outcome) cleaned.push(outcome);
    }
  }
  return { cleaned, looked, problems };
}

function cleanNode(
  { opened, document, file }: NodeVisit,
  rule: CleanRule,
  check: boolean,
): CleanedFile | Problem | undefined {
  const { text, removed } = cleanDocument(document, rule);
  if (text === document.text) return undefined;
  if (check) return { file, removed };
  try {
    replaceFile(opened.file, text, opened.stat);
    return { file, removed };
  } catch (cause) {
    const hint = 'Run clean again when the file is quiet and may be written.';
    return problem('file.unwritable', { path: file, message: errorText(cause), hint });
  }
}
