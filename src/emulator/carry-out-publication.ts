/**
 * Carrying out an action on publication: the status in the node, then the targets. Both are one row's,
 * and a row is done or not.
 *
 * @module
 */
import type { PublishAction } from '../publish/publish-target.ts';
import { effectEdits } from '../publish/status-edits.ts';
import { jcrNameOfEntry } from '../repository/entry.ts';
import { commit, type Emulation } from './emulation.ts';
import { saveEntry } from './entry-node.ts';
import { noteFolder } from './folder-nodes.ts';
import { deliver } from './publishing/deliver.ts';
import { seenAgain } from './settle-asset.ts';
import type { ItemPlan } from './verbs/plan.ts';

/**
 * Carries out one row.
 * @throws StaleFileError when the node changed meanwhile
 */
export async function carryOutPublication(
  emulation: Emulation,
  action: PublishAction,
  { item, node, state, planned, row }: ItemPlan,
): Promise<void> {
  const folder = item.parent;
  if (!node) return;
  const { clock, user, newUuid, settings } = emulation;
  const at = clock();
  const { effects } = planned;
  const edits = effectEdits(
    effects,
    {
      path: row.path,
      name: jcrNameOfEntry(item),
      uuid: state.uuid ?? '',
      scene7Name: state.sync.name ?? '',
      at,
      user,
      publisher: user,
      configuration: settings.configuration(),
      mimeType: state.mimeType ?? '',
      newUuid,
    },
    node.root,
  );
  saveEntry(emulation, node, edits);
  if (item.kind === 'folder') {
    await deliver(emulation, row, effects, item);
    noteFolder(emulation, item);
  } else if (folder) {
    const seen = seenAgain(emulation, { folder, name: item.name, layout: item.layout });
    const asset = { ...seen, sha1: item.sha1 ?? seen.sha1, renditionsDue: item.renditionsDue };
    await deliver(emulation, row, effects, asset);
    commit(emulation, asset);
  }
  emulation.emit({
    event: 'publication',
    action,
    resource: item.kind,
    path: row.path,
    by: user,
    effects,
    at: at.toISOString(),
  });
}
