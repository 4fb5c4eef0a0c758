/**
 * Comparing what the tree says is published with what its targets hold.
 *
 * @module
 */
import { errorText } from '../../disk/errors.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { isStore, type ReplicationStore } from '../../publish/targets/replication-target.ts';
import type { Snapshot } from '../../publish/targets/snapshot.ts';
import { breather } from '../../replication/breather.ts';
import type { Request } from '../../replication/queue/delivery.ts';
import { verify } from '../../replication/verify.ts';
import { descendants, type Entry } from '../../repository/entry.ts';
import type { Emulation } from '../emulation.ts';
import { isUnreadable } from './deliver.ts';
import { publicationOf, sourceOf } from './publication-of-entry.ts';

/** Something that differs, and what would mend it, if anything here can. */
export interface TargetFinding {
  readonly problem: Problem;
  readonly mend: Request | undefined;
}

const HINT = 'Run oakling targets verify --repair.';

/**
 * Compares a target with the tree; what is on its way counts as there. One that does not answer is told
 * once.
 * @param bytes also read all it holds, and tell what is not what was published
 */
export async function* checkTarget(
  emulation: Emulation,
  store: ReplicationStore,
  bytes: boolean,
): AsyncGenerator<TargetFinding> {
  try {
    yield* compare(emulation, store);
    if (bytes) yield* readAll(emulation, store);
  } catch (cause) {
    const message = `The target ${store.name} does not answer: ${errorText(cause)}`;
    const hint = 'Verify again when the target works.';
    yield { problem: problem('target.failed', { path: '/', message, hint }), mend: undefined };
  }
}

async function* compare(emulation: Emulation, store: ReplicationStore): AsyncGenerator<TargetFinding> {
  const breathe = breather();
  const { name, channel } = store;
  const coming = comingTo(emulation, store);
  const held = new Set<string>();
  for await (const path of store.list()) held.add(path);
  const { root } = emulation.index;
  for (const entry of [root, ...descendants(root)]) {
    await breathe();
    const source = sourceIn(emulation, entry);
    // Of a node that cannot be read nobody knows; what is held of it stays until it can be.
    if (!source && isUnreadable(entry)) held.delete(emulation.index.pathOf(entry));
    if (!source?.state[channel].published) continue;
    const { path } = source.node;
    const isHeld = held.delete(path);
    if (coming.has(path)) continue;
    const publication = publicationOf(emulation.stateFolder, source, channel);
    const { at } = source.state[channel];
    const flaw = flawOf(isHeld ? await read(store, path) : undefined, at, publication.uuid);
    if (!flaw) continue;
    const message = `It is published, and ${name} ${flaw.words}.`;
    const mend: Request = { action: 'put', publication };
    yield { problem: problem(flaw.code, { path, message, hint: HINT }), mend };
  }
  for (const path of held) {
    if (coming.has(path)) continue;
    const message = `It is not published, and ${name} holds it.`;
    const mend: Request = { action: 'remove', channel, path };
    yield { problem: problem('target.stray', { path, message, hint: HINT }), mend };
  }
}

async function* readAll(emulation: Emulation, store: ReplicationStore): AsyncGenerator<TargetFinding> {
  const { channel } = store;
  for await (const flaw of verify(store)) {
    const entry = emulation.index.at(flaw.path);
    const source = entry && sourceIn(emulation, entry);
    const mend: Request = source
      ? { action: 'put', publication: publicationOf(emulation.stateFolder, source, channel) }
      : { action: 'remove', channel, path: flaw.path };
    yield { problem: flaw, mend };
  }
}

/** What a store holds; nothing, where its manifest cannot be understood. */
async function read(store: ReplicationStore, path: string): Promise<Snapshot | undefined> {
  try {
    return await store.get(path);
  } catch (cause) {
    if (cause instanceof TypeError) return undefined;
    throw cause;
  }
}

/** The targets that can be asked what they hold. */
export function storesOf({ replication }: Pick<Emulation, 'replication'>): ReplicationStore[] {
  return replication.targets.filter(isStore);
}

function sourceIn(emulation: Emulation, entry: Entry) {
  return entry.kind === 'asset' || entry.kind === 'folder' ? sourceOf(emulation, entry) : undefined;
}

/** The paths for which something waits, or is parked, which is told by the queue. */
function comingTo({ replication }: Emulation, { name }: ReplicationStore): ReadonlySet<string> {
  return new Set(
    replication
      .deliveries()
      .filter(({ target }) => target === name)
      .map(({ path }) => path),
  );
}

function flawOf(
  held: Snapshot | undefined,
  at: string | undefined,
  uuid: string | undefined,
): { readonly code: 'target.missing' | 'target.outdated'; readonly words: string } | undefined {
  if (!held) return { code: 'target.missing', words: 'does not hold it' };
  if (held.uuid !== uuid) return { code: 'target.outdated', words: 'holds another asset at its path' };
  if (held.publishedAt === at) return undefined;
  return { code: 'target.outdated', words: `holds it as of ${held.publishedAt ?? 'an unknown time'}` };
}
