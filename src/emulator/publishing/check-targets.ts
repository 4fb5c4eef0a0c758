/**
 * Comparing what the tree says is published with what its targets hold.
 *
 * @module
 */
import { type Problem, problem } from '../../problems/problem.ts';
import { isStore, type ReplicationStore } from '../../publish/targets/replication-target.ts';
import type { Snapshot } from '../../publish/targets/snapshot.ts';
import { breather } from '../../replication/breather.ts';
import type { Request } from '../../replication/queue/delivery.ts';
import { verify } from '../../replication/verify.ts';
import { descendants, type Entry } from '../../repository/entry.ts';
import type { Emulation } from '../emulation.ts';
import { publicationOf, sourceOf } from './publication-of-entry.ts';

/** Something that differs, and what would mend it. */
export interface TargetFinding {
  readonly problem: Problem;
  readonly mend: Request;
}

const HINT = 'Run oakling targets verify --repair.';

/** Compares every target that can be asked with the tree; what is on its way counts as there. */
export async function* checkTargets(
  emulation: Emulation,
  stores: readonly ReplicationStore[],
): AsyncGenerator<TargetFinding> {
  const breathe = breather();
  for (const store of stores) {
    const { name, channel } = store;
    const coming = comingTo(emulation, store);
    const published = new Set<string>();
    for (const entry of descendants(emulation.index.root)) {
      await breathe();
      const source = sourceIn(emulation, entry);
      if (!source?.state[channel].published) continue;
      const { path } = source.node;
      published.add(path);
      if (coming.has(path)) continue;
      const publication = publicationOf(emulation.stateFolder, source, channel);
      const held = await store.get(path).catch(() => undefined);
      const flaw = flawOf(held, source.state[channel].at, publication.uuid);
      if (!flaw) continue;
      const message = `It is published, and ${name} ${flaw.words}.`;
      yield {
        problem: problem(flaw.code, { path, message, hint: HINT }),
        mend: { action: 'put', publication },
      };
    }
    for await (const path of store.list()) {
      if (published.has(path) || coming.has(path)) continue;
      const message = `It is not published, and ${name} holds it.`;
      yield {
        problem: problem('target.stray', { path, message, hint: HINT }),
        mend: { action: 'remove', channel, path },
      };
    }
  }
}

/** Reads all bytes a target holds, and tells which are not what was published. */
export async function* checkBytes(
  emulation: Emulation,
  stores: readonly ReplicationStore[],
): AsyncGenerator<TargetFinding> {
  for (const store of stores) {
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
