/**
 * Content of the plain layout as FileVault wants it: an asset's bytes and its node beside them become an
 * asset folder, a folder's `.content.yaml` becomes its `.content.xml`.
 *
 * @module
 */
import { basename } from 'node:path';
import { originalNode } from '../../dam/asset-node.ts';
import { detectMimeType } from '../../dam/mime-type.ts';
import { readHead } from '../../disk/read.ts';
import { readBytes } from '../../disk/read-bytes.ts';
import { docviewFormat } from '../../docview/docview-format.ts';
import { type NodeData, node, valueAt } from '../../jcr/node.ts';
import { name } from '../../jcr/property.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { yamlFormat } from '../../yaml/yaml-format.ts';
import type { PackItem } from './pack-item.ts';

/** A plain node file as DocView, or why it cannot be. */
export type Converted =
  | { readonly text: string; readonly root: NodeData }
  | { readonly problems: readonly Problem[] };

/** Reads a YAML node file as DocView. */
export function convertNodeFile(file: string, displayed: string): Converted {
  const bytes = readBytes(file);
  const { document, problems } = yamlFormat.parse(bytes?.toString('utf8') ?? '', displayed);
  return document ? { text: docviewFormat.print(document.root), root: document.root } : { problems };
}

/** The node of a plain folder that has none of its own: without it FileVault would make an nt:folder of it. */
export function bareFolderNode(): string {
  return docviewFormat.print(node({ 'jcr:primaryType': name('sling:Folder') }));
}

/**
 * The entries of a plain asset: its folder with the node, and the bytes as its original.
 * @param folder where the asset goes in the zip, ending in a slash
 * @param text the asset's node, as DocView
 */
export async function* assetItems(
  folder: string,
  file: string,
  text: string,
  root: NodeData,
): AsyncGenerator<PackItem> {
  const metadata = ['jcr:content', 'metadata'];
  const mimeType =
    valueAt(root, metadata, 'dc:format') ?? (await detectMimeType(readHead(file), basename(file)));
  const by = valueAt(root, ['jcr:content'], 'jcr:lastModifiedBy') ?? 'admin';
  const renditions = `${folder}_jcr_content/renditions/`;
  yield { name: folder, folder: true };
  yield { name: `${folder}.content.xml`, bytes: Buffer.from(text) };
  yield { name: `${folder}_jcr_content/`, folder: true };
  yield { name: renditions, folder: true };
  yield { name: `${renditions}original`, file };
  yield { name: `${renditions}original.dir/`, folder: true };
  const companion = docviewFormat.print(originalNode(mimeType, by));
  yield { name: `${renditions}original.dir/.content.xml`, bytes: Buffer.from(companion) };
}

/** Says that files are packed as plain files, one sentence a folder. */
export function notAssets(folder: string, count: number): Problem {
  const message = `${count === 1 ? 'One file is' : `${count} files are`} no assets yet and go along as plain files.`;
  const hint = 'Run oakling ingest on the folder first to pack them as assets.';
  return problem('package.not-assets', { path: folder, message, hint });
}
