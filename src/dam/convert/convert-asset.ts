/**
 * Moving one asset between the layouts. What the plain layout has no place for (other renditions, nodes of
 * their own, DocView text that is not canonical) stays beside in `hero.jpg.dir/`, FileVault's own place for
 * what accompanies a file, and comes back from there.
 *
 * @module
 */
import { basename, dirname, join } from 'node:path';
import { fileStatAt } from '../../disk/file-stat.ts';
import { exists, makeFolder, remove, rename } from '../../disk/folders.ts';
import { readText } from '../../disk/read.ts';
import { stagingName } from '../../disk/temporary-name.ts';
import { createFile } from '../../disk/write.ts';
import { docviewFormat } from '../../docview/docview-format.ts';
import type { NodeDocument } from '../../format/node-document.ts';
import { type NodeData, valueAt } from '../../jcr/node.ts';
import { type AssetEntry, fileOf, jcrNameOfEntry } from '../../repository/entry.ts';
import { isOpen, openNodeFile } from '../../repository/node-file.ts';
import { stageAsset } from '../../repository/staging.ts';
import type { Tree } from '../../repository/tree.ts';
import { NODE_FILES } from '../../vault/ignored-names.ts';
import {
  assetNodeFile,
  companionFolder,
  companionNodeFile,
  diskNameOf,
  originalFile,
} from '../../vault/layout.ts';
import { originalNode } from '../asset-node.ts';
import { moveFiles, takeIn } from './beside.ts';
import { asDocView, asYaml, isCanonical, isConverted } from './node-text.ts';

/** The name on disk the asset has now, or one sentence why it stays as it is. */
export type AssetConversion = { readonly name: string } | { readonly refusal: string };

/**
 * A vault asset becomes bytes with a YAML node beside them.
 * @throws StaleFileError when somebody takes a name meanwhile; the I/O error
 */
export function assetToPlain(tree: Tree, asset: AssetEntry): AssetConversion {
  const folder = fileOf(asset);
  const opened = openNodeFile(tree, assetNodeFile(folder, 'vault'), 'vault');
  if (!isOpen(opened)) return { refusal: 'Its node cannot be read.' };
  if (!asset.binary) return { refusal: 'It has no bytes, and a plain asset is its bytes.' };
  const name = jcrNameOfEntry(asset);
  const bytes = join(dirname(folder), name);
  const nodeFile = assetNodeFile(bytes, 'plain');
  if (bytes !== folder && exists(bytes)) return { refusal: `${name} is there already.` };
  if (exists(nodeFile)) return { refusal: `${basename(nodeFile)} is there already.` };
  if (exists(companionFolder(bytes))) {
    return { refusal: `${basename(companionFolder(bytes))} is there already.` };
  }
  const node = asYaml(opened.document.root);
  if (!isConverted(node)) return node;
  const staging = join(dirname(folder), stagingName(basename(folder)));
  // Beside the folder of the asset the YAML says that what follows was cut off, if it was.
  createFile(nodeFile, node.text);
  try {
    rename(folder, staging);
    keepBeside(staging, companionFolder(bytes), opened.document);
    rename(originalFile(staging, 'vault'), bytes);
  } catch (cause) {
    if (!exists(folder)) rename(staging, folder);
    takeIn(bytes, folder);
    throw cause;
  }
  remove(staging);
  return { name };
}

/** Leaves beside the bytes what the plain layout has no place for; the node stays until the bytes have left. */
function keepBeside(staging: string, companion: string, { text, root }: NodeDocument): void {
  const madeAgain: Readonly<Record<string, string>> = {
    [companionNodeFile(originalFile('', 'vault'))]: companionText(root),
  };
  const isKept = (file: string) => {
    if (file === `/${NODE_FILES.vault}` || file === originalFile('', 'vault')) return false;
    const again = madeAgain[file];
    return again === undefined || readText(staging + file)?.text !== again;
  };
  if (!isCanonical({ text, root })) {
    makeFolder(companion);
    createFile(assetNodeFile(companion, 'vault'), text);
  }
  moveFiles(staging, companion, isKept);
}

/**
 * A plain asset becomes a folder with a DocView node.
 * @throws StaleFileError when the bytes change meanwhile; the I/O error
 */
export function assetToVault(tree: Tree, asset: AssetEntry): AssetConversion {
  const bytes = fileOf(asset);
  const nodeFile = assetNodeFile(bytes, 'plain');
  const opened = openNodeFile(tree, nodeFile, 'plain');
  if (!isOpen(opened) || !asset.binary) return { refusal: 'Its node or its bytes cannot be read.' };
  const companion = companionFolder(bytes);
  const node = asDocView(opened.document, readText(assetNodeFile(companion, 'vault'), 'refuse')?.text);
  if (!isConverted(node)) return node;
  const name = diskNameOf(asset.name, 'vault');
  const assetFolder = join(dirname(bytes), name);
  if (assetFolder !== bytes && exists(assetFolder)) return { refusal: `${name} is there already.` };
  const stat = fileStatAt(bytes);
  if (!stat) return { refusal: 'Its bytes cannot be read.' };
  const original = companionNodeFile(originalFile(companion, 'vault'));
  stageAsset({
    file: bytes,
    expected: stat,
    assetFolder,
    nodeText: node.text,
    originalNodeText: readText(original, 'refuse')?.text ?? companionText(opened.document.root),
  });
  takeIn(bytes, assetFolder);
  return { name };
}

/** The node of the original that follows from the asset's own; another one is kept. */
function companionText(root: NodeData): string {
  const mimeType = valueAt(root, ['jcr:content', 'metadata'], 'dc:format');
  const by = valueAt(root, ['jcr:content'], 'jcr:lastModifiedBy');
  return docviewFormat.print(originalNode(mimeType ?? 'application/octet-stream', by ?? 'admin'));
}
