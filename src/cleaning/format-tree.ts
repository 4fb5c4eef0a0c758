/**
 * `fmt`: DocView files of a tree in FileVault's canonical form. YAML files are their authors' own.
 *
 * @module
 */
import { setImmediate as breathe } from 'node:timers/promises';
import { errorText } from '../disk/errors.ts';
import { replaceFile } from '../disk/write.ts';
import { DocViewDocument } from '../docview/docview-document.ts';
import { formatDocView } from '../docview/format-docview.ts';
import { type Problem, problem } from '../problems/problem.ts';
import type { TreeLocation } from '../repository/locate-tree.ts';
import type { NodeVisit } from '../validation/check.ts';
import { startOf, treeToValidate } from '../validation/validate-tree.ts';
import { visitTree } from '../validation/visit-tree.ts';

/** What to format, and how. */
export interface FormatOptions {
  /** Absolute files or folders in the tree, or JCR paths; everything when there are none. */
  readonly paths?: readonly string[];
  /** Only tell which files are not in canonical form. */
  readonly check?: boolean;
  /** Told how many files and folders were looked at. */
  readonly onProgress?: (looked: number) => void;
}

/** What formatting found. */
export interface Formatting {
  /** Files that were not in canonical form, relative to the tree; they are now, unless `check` was set. */
  readonly formatted: readonly string[];
  /** How many DocView files were looked at. */
  readonly looked: number;
  /** Files that were left alone, and why. */
  readonly problems: readonly Problem[];
}

/** Files between two moments in which others may run. */
const AT_ONCE = 200;

/** Formats the DocView files of a tree; what is no well-formed XML is never written. */
export async function formatTree(location: TreeLocation, options: FormatOptions = {}): Promise<Formatting> {
  const { paths = [], check = false, onProgress } = options;
  const tree = treeToValidate(location);
  const formatted: string[] = [];
  const problems: Problem[] = [];
  let [visited, looked] = [0, 0];
  for (const path of paths.length === 0 ? [undefined] : paths) {
    const start = path === undefined ? undefined : startOf(location, path);
    if (path !== undefined && start === undefined) continue;
    for (const visit of visitTree(tree, start)) {
      onProgress?.(++visited);
      if (visited % AT_ONCE === 0) await breathe();
      if (visit.visit === 'problem' && CONCERNING.has(visit.problem.code)) problems.push(visit.problem);
      if (visit.visit !== 'node' || visit.layout !== 'vault') continue;
      looked++;
      const outcome = formatNode(visit, check);
      if (outcome === 'formatted') formatted.push(visit.file);
      else if (outcome !== 'canonical') problems.push(outcome);
    }
  }
  return { formatted, looked, problems };
}

/** Problems that say why a file is not formatted. */
const CONCERNING = new Set(['docview.syntax', 'docview.root', 'file.encoding', 'file.unreadable']);

function formatNode(visit: NodeVisit, check: boolean): 'formatted' | 'canonical' | Problem {
  const { opened, document, file } = visit;
  if (!(document instanceof DocViewDocument)) return 'canonical';
  const text = document.problems.find(({ code }) => code === 'docview.text');
  if (text) return { ...text, hint: 'Formatting would drop the text: remove it, or make it a comment.' };
  const formatted = formatDocView(document);
  if (formatted === document.text) return 'canonical';
  if (check) return 'formatted';
  try {
    replaceFile(opened.file, formatted, opened.stat);
    return 'formatted';
  } catch (cause) {
    const hint = 'Run fmt again when the file is quiet and may be written.';
    return problem('file.unwritable', { path: file, message: errorText(cause), hint });
  }
}
