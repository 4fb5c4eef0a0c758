/**
 * Upload: a binary becomes an asset. One write of the node carries everything the rules decided.
 *
 * @module
 */
import { join } from 'node:path';
import { newAssetNode, originalNode } from '../dam/asset-node.ts';
import { createFile } from '../disk/write.ts';
import { docviewFormat } from '../docview/docview-format.ts';
import type { NodeEdit } from '../format/node-document.ts';
import { type NodeData, valueAt } from '../jcr/node.ts';
import { EMPTY_STATE } from '../publish/asset-state.ts';
import type { Effect } from '../publish/effect.ts';
import { scene7Name } from '../publish/scene7-name.ts';
import { effectProperties } from '../publish/status-edits.ts';
import { type BareEntry, fileOf, layoutOf } from '../repository/entry.ts';
import { isOpen, openNodeFile, saveEdits } from '../repository/node-file.ts';
import type { PendingChange } from '../repository/pair.ts';
import { stageAsset } from '../repository/staging.ts';
import { assetNodeFile, diskNameOf, type Layout } from '../vault/layout.ts';
import { yamlFormat } from '../yaml/yaml-format.ts';
import { checkYaml } from './check-yaml.ts';
import { decideChange, has } from './decide-change.ts';
import { type DescribedBinary, imageCount } from './describe-binary.ts';
import { commit, drop, type Emulation, hasScene7Name } from './emulation.ts';
import { ensureFolderNodes } from './folder-nodes.ts';
import { settleAsset } from './settle-asset.ts';
import { refuseUpload } from './upload-refusal.ts';

/**
 * Carries out an upload.
 * @returns the effects; empty when the file was refused and left alone
 * @throws StaleFileError when the file changed meanwhile
 */
export async function carryOutUpload(
  emulation: Emulation,
  change: PendingChange,
  bare: BareEntry,
  binary: DescribedBinary,
): Promise<readonly Effect[]> {
  const folder = bare.parent;
  if (!folder) return [];
  const { index, settings, clock, user, newUuid, store } = emulation;
  const file = fileOf(bare);
  const notes = openNodeFile(emulation.tree, assetNodeFile(file, 'plain'), 'plain');
  const layout: Layout = isOpen(notes) ? 'plain' : layoutOf(folder);
  const refusal = refuseUpload(emulation.tree, index, bare, layout);
  if (refusal) {
    emulation.report(refusal);
    commit(emulation, { ...bare, standing: 'refused' });
    return [];
  }
  ensureFolderNodes(emulation, folder);
  const effects = decideChange(emulation, change, folder, binary.mimeType, EMPTY_STATE);
  if (!has(effects, 'ingest')) {
    commit(emulation, { ...bare, standing: 'refused' });
    return effects;
  }
  if (isOpen(notes)) checkYaml(emulation, notes, 'asset', 'plain');
  store?.begin(change.path);
  // What people wrote in the notes wins, their identity as well.
  const uuid = (isOpen(notes) && valueAt(notes.document.root, [], 'jcr:uuid')) || newUuid();
  const at = clock();
  const node = newAssetNode({
    name: bare.name,
    uuid,
    at,
    by: user,
    sha1: binary.sha1,
    size: binary.size,
    mimeType: binary.mimeType,
    extracted: binary.extracted,
    extra: effectProperties(effects, {
      path: change.path,
      name: bare.name,
      uuid,
      scene7Name: scene7Name(bare.name, (name) => hasScene7Name(emulation, name)),
      at,
      user,
      configuration: settings.configuration(),
      mimeType: binary.mimeType,
      images: imageCount(binary.extracted['dam:Numberofimages']),
      newUuid,
    }),
  });
  const name = layout === 'vault' ? diskNameOf(bare.name, 'vault') : bare.name;
  const { node: written, undo } = emulation.statuses.recordNew(change.path, node);
  try {
    if (layout === 'vault') {
      stageAsset({
        file,
        expected: binary.stat,
        assetFolder: join(fileOf(folder), name),
        nodeText: docviewFormat.print(written),
        originalNodeText: docviewFormat.print(originalNode(binary.mimeType, user)),
      });
    } else if (isOpen(notes)) saveEdits(notes, completing(notes.document.root, written));
    else createFile(assetNodeFile(file, 'plain'), yamlFormat.print(written));
  } catch (cause) {
    undo();
    throw cause;
  }
  const former = folder.children.get(bare.name);
  if (former && name !== bare.name) drop(emulation, former);
  const place = { folder, name, layout };
  await settleAsset(emulation, change, effects, place, { sha1: binary.sha1, renditionsDue: true });
  return effects;
}

/** The edits that complete hand-written notes to an asset; what people wrote wins. */
function completing(notes: NodeData, asset: NodeData, path: readonly string[] = []): NodeEdit[] {
  const edits: NodeEdit[] = [];
  for (const [property, value] of asset.properties) {
    if (!notes.properties.has(property)) edits.push({ edit: 'set', node: path, property, value });
  }
  for (const [child, data] of asset.children) {
    const existing = notes.children.get(child);
    if (existing && !existing.placeholder) edits.push(...completing(existing, data, [...path, child]));
    else edits.push({ edit: 'addChild', node: path, child, data });
  }
  return edits;
}
