/**
 * Carrying out an action on publication: the status in the node, then the targets. Both are one row's,
 * and a row is done or not.
 *
 * @module
 */
import type { Effect } from '../publish/effect.ts';
import type { PublishAction } from '../publish/publish-target.ts';
import { effectEdits } from '../publish/status-edits.ts';
import { jcrNameOfEntry } from '../repository/entry.ts';
import { commit, type Emulation } from './emulation.ts';
import { saveEntry } from './entry-node.ts';
import { noteFolder } from './folder-nodes.ts';
import { deliver } from './publishing/deliver.ts';
import { seenAgain } from './settle-asset.ts';
import type { ItemPlan } from './verbs/plan.ts';
import type { PublicationItem } from './verbs/publication-items.ts';

/** What is done, when and for whom. */
export interface Undertaking {
  readonly action: PublishAction;
  readonly by: string;
  readonly at: Date;
}

/**
 * Carries out one row.
 * @throws StaleFileError when the node changed meanwhile
 */
export async function carryOutPublication(
  emulation: Emulation,
  undertaking: Undertaking,
  { item, node, state, planned, row }: ItemPlan,
): Promise<void> {
  if (!node) return;
  const { newUuid, settings } = emulation;
  const { by, at } = undertaking;
  const edits = effectEdits(
    planned.effects,
    {
      path: row.path,
      name: jcrNameOfEntry(item),
      uuid: state.uuid ?? '',
      scene7Name: state.sync.name ?? '',
      at,
      user: by,
      publisher: by,
      configuration: settings.configuration(),
      mimeType: state.mimeType ?? '',
      newUuid,
    },
    node.root,
  );
  saveEntry(emulation, node, edits);
  await settlePublication(emulation, item, planned.effects);
  tellPublication(emulation, undertaking, item, planned.effects);
}

/** Has the targets follow a status that is written, and notes it in the index. */
export async function settlePublication(
  emulation: Emulation,
  item: PublicationItem,
  effects: readonly Effect[],
): Promise<void> {
  const occasion = { path: emulation.index.pathOf(item) };
  if (item.kind === 'folder') {
    await deliver(emulation, occasion, effects, item);
    noteFolder(emulation, item);
  } else if (item.parent) {
    const seen = seenAgain(emulation, { folder: item.parent, name: item.name, layout: item.layout });
    const asset = { ...seen, sha1: item.sha1 ?? seen.sha1, renditionsDue: item.renditionsDue };
    await deliver(emulation, occasion, effects, asset);
    commit(emulation, asset);
  }
  // The next row may be cut off, and this one must not look like a change somebody else made.
  emulation.store?.flush();
}

/** Tells that a row is done. */
export function tellPublication(
  { emit, index }: Pick<Emulation, 'emit' | 'index'>,
  { action, by, at }: Undertaking,
  item: PublicationItem,
  effects: readonly Effect[],
): void {
  emit({
    event: 'publication',
    action,
    resource: item.kind,
    path: index.pathOf(item),
    by,
    effects,
    at: at.toISOString(),
  });
}
