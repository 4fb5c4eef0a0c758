/**
 * Changes that edit an asset's node where it is: copy, update, reprocess. All effects of one change are
 * one list of edits and one write.
 *
 * @module
 */

import { join } from 'node:path';
import { binaryProperties } from '../dam/asset-node.ts';
import { list } from '../disk/read.ts';
import type { NodeEdit } from '../format/node-document.ts';
import { descendant, type NodeData } from '../jcr/node.ts';
import { type AssetState, readAssetState } from '../publish/asset-state.ts';
import type { Effect } from '../publish/effect.ts';
import { identityEdits } from '../publish/identity-edits.ts';
import { scene7Name } from '../publish/scene7-name.ts';
import { effectEdits } from '../publish/status-edits.ts';
import type { Change } from '../repository/change.ts';
import { type AssetEntry, fileOf, jcrNameOfEntry } from '../repository/entry.ts';
import { isOpen, openNodeFile, saveEdits } from '../repository/node-file.ts';
import { assetNodeFile } from '../vault/layout.ts';
import { checkYaml } from './check-yaml.ts';
import { decideChange, has } from './decide-change.ts';
import { type DescribedBinary, describeBinary, imageCount } from './describe-binary.ts';
import { type Emulation, hasScene7Name } from './emulation.ts';
import { openEntry, saveEntry } from './entry-node.ts';
import { settleAsset } from './settle-asset.ts';

/** Decides the effects of a change from the state the node is in. */
export type Decide = (state: AssetState, mimeType: string) => readonly Effect[];

/**
 * Carries out a change of an asset that stays where it is.
 * @param binary the bytes' new facts, when they changed
 * @throws StaleFileError when the node changed meanwhile
 */
export async function carryOutEdit(
  emulation: Emulation,
  change: Change,
  asset: AssetEntry,
  binary: DescribedBinary | undefined,
  decide: Decide = (state, mimeType) =>
    asset.parent ? decideChange(emulation, change, asset.parent, mimeType, state) : [],
): Promise<readonly Effect[]> {
  const { parent: folder, layout, name } = asset;
  const node = openEntry(emulation, asset);
  if (!folder || !node) return [];
  if (change.updated?.metadata) checkYaml(emulation, node.opened, 'asset', layout);
  const { root } = node;
  const state = readAssetState(root);
  const mimeType = binary?.mimeType ?? state.mimeType ?? 'application/octet-stream';
  const effects = decide(state, mimeType);
  const uuid = has(effects, 'identify') ? emulation.newUuid() : (asset.uuid ?? emulation.newUuid());
  if (has(effects, 'identify') && layout === 'vault') renewNestedIdentities(emulation, fileOf(asset));
  const edits = [
    ...(binary && has(effects, 'extract') ? extractEdits(emulation, root, binary) : []),
    ...statusEdits(emulation, { change, asset, binary, state, root, mimeType, uuid, effects }),
  ];
  saveEntry(emulation, node, edits);
  const renditionsDue = has(effects, 'extract') || asset.renditionsDue;
  await settleAsset(
    emulation,
    change,
    effects,
    { folder, name, layout },
    {
      sha1: binary?.sha1 ?? asset.sha1,
      renditionsDue,
    },
  );
  return effects;
}

/** The facts of an asset's bytes as they are now. */
export function describeAsset(
  emulation: Emulation,
  asset: AssetEntry,
  file: string,
): Promise<DescribedBinary> | undefined {
  return asset.binary && describeBinary(emulation, file, jcrNameOfEntry(asset), asset.binary);
}

interface Subject {
  readonly change: Change;
  readonly asset: AssetEntry;
  readonly binary: DescribedBinary | undefined;
  readonly state: AssetState;
  readonly root: NodeData;
  readonly mimeType: string;
  readonly uuid: string;
  readonly effects: readonly Effect[];
}

function statusEdits(emulation: Emulation, subject: Subject): NodeEdit[] {
  const { clock, user, settings, newUuid } = emulation;
  const { change, asset, binary, state, root, mimeType, uuid, effects } = subject;
  const metadata = descendant(root, ['jcr:content', 'metadata']);
  const name = jcrNameOfEntry(asset);
  const keepsName = state.sync.name !== undefined && !has(effects, 'clear');
  return effectEdits(
    effects,
    {
      path: change.path,
      name,
      uuid,
      scene7Name: keepsName
        ? (state.sync.name ?? name)
        : scene7Name(name, (taken) => hasScene7Name(emulation, taken)),
      at: clock(),
      user,
      configuration: settings.configuration(),
      mimeType,
      images: imageCount(
        binary?.extracted['dam:Numberofimages'] ?? metadata?.properties.get('dam:Numberofimages'),
      ),
      newUuid,
    },
    root,
  );
}

/** What the new bytes change in the metadata; properties they lack go. */
function extractEdits(
  { clock }: Pick<Emulation, 'clock'>,
  root: NodeData,
  binary: DescribedBinary,
): NodeEdit[] {
  const node = ['jcr:content', 'metadata'];
  const metadata = descendant(root, node);
  if (!metadata) return [];
  const { set, remove } = binaryProperties({ ...binary, at: clock() }, metadata.properties.keys());
  return [
    ...Object.entries(set).map(([property, value]): NodeEdit => ({ edit: 'set', node, property, value })),
    ...remove.map((property): NodeEdit => ({ edit: 'remove', node, property })),
  ];
}

/** A copied asset's renditions may hold referenceable nodes of their own. */
function renewNestedIdentities(emulation: Emulation, folder: string): void {
  for (const { name, kind } of list(folder) ?? []) {
    if (kind !== 'folder') continue;
    const below = join(folder, name);
    const opened = openNodeFile(emulation.tree, assetNodeFile(below, 'vault'), 'vault');
    if (isOpen(opened)) saveEdits(opened, identityEdits(opened.document.root, emulation.newUuid));
    renewNestedIdentities(emulation, below);
  }
}
