/**
 * From what happened to an asset or folder to what its targets must do.
 *
 * @module
 */
import { errorText, isAbsence } from '../../disk/errors.ts';
import { StaleFileError } from '../../disk/write.ts';
import { problem } from '../../problems/problem.ts';
import type { Effect, EffectType } from '../../publish/effect.ts';
import type { Channel } from '../../publish/targets/replication-target.ts';
import type { Snapshot } from '../../publish/targets/snapshot.ts';
import type { Request } from '../../replication/queue/delivery.ts';
import type { Change } from '../../repository/change.ts';
import type { AssetEntry, Entry, FolderEntry } from '../../repository/entry.ts';
import { has } from '../decide-change.ts';
import type { Emulation } from '../emulation.ts';
import { type PublicationSource, publicationOf, sourceOf } from './publication-of-entry.ts';
import type { Replication } from './replication.ts';

/** What brought about that targets must follow: a change, or an action, which is of no kind. */
export interface Occasion extends Pick<Change, 'path' | 'from'>, Partial<Pick<Change, 'kind'>> {
  /** Of an asset that was deleted. */
  readonly uuid?: string | undefined;
}

/** The effects that change what a channel holds. */
const ACTING: Readonly<Record<Channel, { readonly put: EffectType; readonly remove: EffectType }>> = {
  aem: { put: 'activate', remove: 'deactivate' },
  dynamicMedia: { put: 'publish', remove: 'unpublish' },
  brandPortal: { put: 'share', remove: 'unshare' },
};

/**
 * Has the targets follow. When it has answered, they will, whatever happens to the process or the tree.
 * @param entry the asset or folder as it is now, if it still is
 * @throws StaleFileError when its files changed meanwhile
 */
export async function deliver(
  emulation: Emulation,
  occasion: Occasion,
  effects: readonly Effect[],
  entry?: AssetEntry | FolderEntry,
): Promise<void> {
  const { replication, report } = emulation;
  // Without targets nobody needs to know what the node says now, which takes reading it once more.
  if (replication.channels.length === 0) return;
  if (!concernsTargets(effects) && !isNew(occasion)) return;
  try {
    await replication.enqueue(await requestsFor(emulation, replication, occasion, effects, entry));
  } catch (cause) {
    if (cause instanceof StaleFileError || isAbsence(cause)) throw cause;
    const message = `It could not be handed to its targets: ${errorText(cause)}`;
    const hint = 'Mend the cause, then run oakling targets verify --repair.';
    report(problem('target.failed', { path: occasion.path, message, hint }));
  }
}

function concernsTargets(effects: readonly Effect[]): boolean {
  const acting = Object.values(ACTING).flatMap(({ put, remove }) => [put, remove]);
  return (['deliver', 'withdraw', ...acting] as const).some((type) => has(effects, type));
}

async function requestsFor(
  emulation: Emulation,
  replication: Replication,
  occasion: Occasion,
  effects: readonly Effect[],
  entry: AssetEntry | FolderEntry | undefined,
): Promise<Request[]> {
  const { path } = occasion;
  if (!concernsTargets(effects)) return replaced(replication, path);
  const source = entry && !has(effects, 'withdraw') ? sourceOf(emulation, entry) : undefined;
  // Of a node that cannot be read nobody knows; what is held of it stays until it can be.
  if (!source && entry && isUnreadable(entry)) return [];
  const requests: Request[] = [];
  for (const channel of replication.channels) {
    requests.push(
      ...(source
        ? await following(emulation, replication, occasion, effects, source, channel)
        : await leaving(replication, channel, path, occasion.uuid)),
    );
  }
  return requests;
}

/** Whether an asset is a new one, whatever was at its path before. */
function isNew({ kind }: { readonly kind?: Occasion['kind'] | undefined }): boolean {
  return kind === 'upload' || kind === 'copy';
}

/** What is held of an asset that had the path before goes; others who fill a target know of it themselves. */
async function replaced(replication: Replication, path: string): Promise<Request[]> {
  const requests: Request[] = [];
  for (const channel of replication.channels) {
    if (await replication.held(channel, path)) requests.push({ action: 'remove', channel, path });
  }
  return requests;
}

/** Whether there is a node, although nobody can read it. */
export function isUnreadable(entry: Entry): boolean {
  return entry.kind === 'asset' || (entry.kind === 'folder' && entry.facts.unreadable);
}

/** What one channel must do about an asset or folder that is there. */
async function following(
  emulation: Emulation,
  replication: Replication,
  { path, from, kind }: Occasion,
  effects: readonly Effect[],
  source: PublicationSource,
  channel: Channel,
): Promise<Request[]> {
  const { put, remove } = ACTING[channel];
  if (has(effects, remove)) return [{ action: 'remove', channel, path }];
  const { published, at } = source.state[channel];
  const fresh = () => publicationOf(emulation.stateFolder, source, channel);
  if (has(effects, put)) return published ? [{ action: 'put', publication: fresh() }] : [];
  if (!published && (has(effects, 'deliver') || isNew({ kind }))) return leaving(replication, channel, path);
  if (!has(effects, 'deliver')) return [];
  const publication = fresh();
  const { uuid } = publication;
  const isIt = (held: Snapshot | undefined): held is Snapshot =>
    held !== undefined && held.uuid === uuid && held.publishedAt === at;
  if (kind !== 'move' || from === undefined) {
    // What is held is what was published then, and stays so although the tree may have moved on.
    return isIt(await replication.held(channel, path)) ? [] : [{ action: 'put', publication }];
  }
  const held = await replication.held(channel, from);
  const moved: Request = isIt(held)
    ? { action: 'put', snapshot: { ...held, path } }
    : { action: 'put', publication };
  return [moved, ...(await leaving(replication, channel, from, uuid))];
}

/**
 * Holding nothing of a path any more.
 * @param uuid of the asset that left it; what is held of another one, which took the path meanwhile, stays
 */
async function leaving(
  replication: Replication,
  channel: Channel,
  path: string,
  uuid?: string,
): Promise<Request[]> {
  const held = await replication.held(channel, path);
  const isOther = uuid !== undefined && held?.uuid !== undefined && held.uuid !== uuid;
  const mayBeHeld = held !== undefined || replication.isFilledByOthers(channel);
  return mayBeHeld && !isOther ? [{ action: 'remove', channel, path }] : [];
}
