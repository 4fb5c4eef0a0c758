/**
 * Turning a dropped file into an asset folder of the same name, so that a kill at any point loses
 * nothing. The asset is built in a staging folder beside the file; then two renames:
 *
 * 1. the file into the staging folder, as `original`
 * 2. the staging folder to the file's name
 *
 * The staging folder is its own journal record: it carries its target's name, and whether the bytes are
 * inside tells which step was reached (docs/decisions/staging.md).
 *
 * @module
 */
import { basename, dirname, join } from 'node:path';
import { type FileStat, fileStatAt } from '../disk/file-stat.ts';
import { exists, makeNewFolders, remove, rename } from '../disk/folders.ts';
import { putBack } from '../disk/put-back.ts';
import { readText } from '../disk/read.ts';
import { stagingName, stagingTarget } from '../disk/temporary-name.ts';
import { StaleFileError, writeUnseen } from '../disk/write.ts';
import { docviewFormat } from '../docview/docview-format.ts';
import { valueAt } from '../jcr/node.ts';
import { type Problem, problem } from '../problems/problem.ts';
import {
  assetNodeFile,
  companionFolder,
  companionNodeFile,
  diskNameOf,
  jcrNameOf,
  originalFile,
  renditionsFolder,
} from '../vault/layout.ts';
import { displayPath, type Tree } from './tree.ts';

/** A vault asset about to be made of a bare file. */
export interface NewVaultAsset {
  /** Absolute file of the bytes as the user dropped them. */
  readonly file: string;
  /** The version of the bytes the node describes. */
  readonly expected: FileStat;
  /** Absolute folder of the asset; usually the file's own name. */
  readonly assetFolder: string;
  readonly nodeText: string;
  readonly originalNodeText: string;
}

/**
 * Makes the asset.
 * @throws StaleFileError when the file changed meanwhile, or its name was taken again; no byte is lost
 */
export function stageAsset({ file, expected, assetFolder, nodeText, originalNodeText }: NewVaultAsset): void {
  const staging = join(dirname(assetFolder), stagingName(basename(assetFolder)));
  const original = originalFile(staging, 'vault');
  const renditions = renditionsFolder(staging);
  makeNewFolders(staging, dirname(renditions), renditions, companionFolder(original));
  try {
    writeUnseen(assetNodeFile(staging, 'vault'), nodeText);
    writeUnseen(companionNodeFile(original), originalNodeText);
    if (!isVersion(fileStatAt(file), expected)) throw new StaleFileError(file);
    rename(file, original);
  } catch (cause) {
    remove(staging);
    throw cause;
  }
  try {
    rename(staging, assetFolder);
  } catch (cause) {
    // Somebody took the name between the renames: their file stays, ours goes back beside it.
    putBack(original, file);
    remove(staging);
    throw new StaleFileError(file, { cause });
  }
}

/**
 * Finishes or undoes what a staging folder is left over from.
 * @returns a problem telling what was done
 */
export function recoverStaging(tree: Tree, staging: string): Problem {
  const path = displayPath(tree, staging);
  const original = originalFile(staging, 'vault');
  const node = readStagedNode(staging);
  const cqName = node && valueAt(node, ['jcr:content'], 'cq:name');
  const name = stagingTarget(basename(staging)) ?? (cqName && diskNameOf(cqName, 'vault'));
  if (!exists(original)) {
    remove(staging);
    return recovered(path, 'An upload was interrupted before its file was touched; it starts again.');
  }
  if (name === undefined) {
    return problem('staging.left', {
      path,
      message: 'An upload was interrupted and its name is not known any more.',
      hint: `The file is safe at ${displayPath(tree, original)}: move it to where it belongs.`,
    });
  }
  const target = join(dirname(staging), name);
  if (node && !exists(target)) {
    rename(staging, target);
    return recovered(displayPath(tree, target), 'An interrupted upload was finished.');
  }
  const restored = putBack(original, join(dirname(staging), jcrNameOf(name, 'vault')));
  remove(staging);
  return recovered(displayPath(tree, restored), 'An interrupted upload was undone; it starts again.');
}

function recovered(path: string, message: string): Problem {
  return problem('staging.recovered', { path, message, hint: 'Nothing needs to be done.' });
}

function readStagedNode(staging: string) {
  const text = readText(assetNodeFile(staging, 'vault'), 'refuse')?.text;
  return text === undefined ? undefined : docviewFormat.parse(text, staging).document?.root;
}

/** A rename elsewhere changes the ctime, so it does not count. */
function isVersion(now: FileStat | undefined, expected: FileStat): boolean {
  return now?.ino === expected.ino && now.size === expected.size && now.mtimeMs === expected.mtimeMs;
}
