/**
 * `plan`: what an action on publication would do, row by row. Carrying it out does exactly that.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import type { NodeData } from '../../jcr/node.ts';
import { type AssetState, EMPTY_STATE, readAssetState, readFolderState } from '../../publish/asset-state.ts';
import type { Include } from '../../publish/include.ts';
import { type PlannedAction, planAsset, planFolder } from '../../publish/plan-action.ts';
import type { PublishAction } from '../../publish/publish-target.ts';
import type { Emulation } from '../emulation.ts';
import { type EntryNode, openEntry } from '../entry-node.ts';
import type { ModeWithOrigin, PublicationPlan, PublicationRow } from '../oakling.ts';
import { stateOf } from '../settle-asset.ts';
import { entryAt } from './find-entries.ts';
import { itemsOf, type PublicationItem } from './publication-items.ts';
import { referencesIn } from './references-in.ts';

/** How an action treats folders and references. */
export interface PlanOptions {
  /** What of a folder's contents goes along; `all` by default. */
  readonly include?: Include;
  /** Publish along what the assets refer to, instead of only listing it. */
  readonly references?: boolean;
}

/** A row with what carrying it out needs. */
export interface ItemPlan {
  readonly item: PublicationItem;
  readonly node: EntryNode | undefined;
  readonly state: AssetState;
  readonly planned: PlannedAction;
  readonly row: PublicationRow;
}

/** Plans an action on paths. Paths at which there is nothing are refused rows. */
export function plan(
  emulation: Emulation,
  action: PublishAction,
  paths: readonly string[],
  { include = 'all', references = false }: PlanOptions,
): PublicationPlan {
  const rows: PublicationRow[] = [];
  const items = new Set<PublicationItem>();
  for (const path of paths) {
    const entry = entryAt(emulation, path);
    const found = entry ? itemsOf(entry, action, include) : [];
    const places = found.map((item) => ({ item, path: emulation.index.pathOf(item) }));
    for (const { item } of places.sort((a, b) => (a.path < b.path ? -1 : 1))) items.add(item);
    if (found.length === 0 && entry?.kind !== 'folder') rows.push(nothingAt(path, entry !== undefined));
  }
  // A set is visited to its end also while it grows: references of references are found as well.
  for (const item of items) {
    const { row } = planItem(emulation, action, item);
    rows.push(row);
    if (!references || action !== 'publish') continue;
    for (const path of row.references) {
      const entry = entryAt(emulation, path);
      if (entry?.kind === 'asset') items.add(entry);
    }
  }
  return { action, rows };
}

/** Plans an action on one asset or folder as it is now. */
export function planItem(emulation: Emulation, action: PublishAction, item: PublicationItem): ItemPlan {
  const { index, settings, brandPortal } = emulation;
  const node = openEntry(emulation, item);
  const root = node?.root;
  const state = stateIn(item, root);
  const inForce = settings.of(item.kind === 'asset' ? (item.parent ?? index.root) : item);
  const facts = { ...inForce, state, brandPortal };
  const decided = item.kind === 'asset' ? planAsset(action, facts) : planFolder(action, facts);
  const planned = node ? decided : withoutNode(item, decided);
  const isDue = planned.effects.some(({ type }) => type !== 'keep');
  const row: PublicationRow = {
    path: index.pathOf(item),
    resource: item.kind,
    publishMode: modeOf(inForce.publishMode),
    target: planned.target,
    aem: { published: state.aem.published, modifiedSince: state.aem.modifiedSince },
    dynamicMedia: { published: state.dynamicMedia.published },
    outcome: planned.refusal ? 'refused' : isDue ? 'due' : 'unchanged',
    reason: reasonOf(planned, index.pathOf(item)),
    effects: planned.effects,
    references: item.kind === 'asset' && root ? unpublished(emulation, action, item, root) : [],
    revision: revisionOf(node, state, item, planned),
  };
  return { item, node, state, planned, row };
}

function stateIn(item: PublicationItem, root: NodeData | undefined): AssetState {
  if (!root) return EMPTY_STATE;
  return item.kind === 'asset' ? readAssetState(root) : { ...EMPTY_STATE, ...readFolderState(root) };
}

/** Status is written into nodes, and oakling gives none to a folder that was here before it. */
function withoutNode(item: PublicationItem, { target }: PlannedAction): PlannedAction {
  if (item.kind === 'folder')
    return { target, effects: [], unchanged: 'The folder has no node to note it in.' };
  return {
    target,
    effects: [],
    refusal: { title: 'Error', text: 'Its node cannot be read; validate tells why.' },
  };
}

function reasonOf({ refusal, unchanged, effects }: PlannedAction, path: string): string {
  if (refusal) return `${refusal.text}: ${path.slice(path.lastIndexOf('/') + 1)}`;
  return unchanged ?? effects.map(({ reason }) => reason).join(' ');
}

function modeOf({
  mode,
  origin,
}: ReturnType<Emulation['settings']['of']>['publishMode']): ModeWithOrigin<NonNullable<typeof mode>> {
  return { mode: mode ?? null, origin: origin.text };
}

/** What an asset refers to and readers could not see, or could see only as it was. */
function unpublished(
  emulation: Emulation,
  action: PublishAction,
  item: PublicationItem,
  root: NodeData,
): string[] {
  if (action !== 'publish') return [];
  return referencesIn(root, emulation.index.rootPath).filter((path) => {
    const entry = emulation.index.at(path);
    if (entry?.kind !== 'asset' || entry === item) return false;
    const { aem } = stateOf(emulation, entry);
    return !aem.published || aem.modifiedSince;
  });
}

/** Changes with the node, the state, the bytes, and what the rules answer. */
function revisionOf(
  node: EntryNode | undefined,
  state: AssetState,
  item: PublicationItem,
  { target, effects, refusal }: PlannedAction,
): string {
  const bytes = item.kind === 'asset' ? item.binary : undefined;
  const facts = [node?.opened.document.text, state, bytes?.size, bytes?.mtimeMs, target, refusal?.text];
  const types = effects.map(({ type }) => type);
  return createHash('sha1')
    .update(JSON.stringify([...facts, ...types]))
    .digest('hex')
    .slice(0, 16);
}

function nothingAt(path: string, isBare: boolean): PublicationRow {
  return {
    path,
    resource: 'asset',
    publishMode: { mode: null, origin: '' },
    target: 'Error',
    aem: { published: false, modifiedSince: false },
    dynamicMedia: { published: false },
    outcome: 'refused',
    reason: isBare ? 'It is not an asset yet: ingest it first.' : 'There is no such asset or folder.',
    effects: [],
    references: [],
    revision: '',
  };
}
