/**
 * `targets`, `verifyTargets`, `collectGarbage`: what holds what is published, and whether it is right.
 *
 * @module
 */
import type { Problem } from '../../problems/problem.ts';
import { type Channel, isStore } from '../../publish/targets/replication-target.ts';
import { type Collected, collectGarbage } from '../../replication/collect-garbage.ts';
import { clearLeftovers } from '../../replication/embedded/clear-leftovers.ts';
import type { Request } from '../../replication/queue/delivery.ts';
import { removeDamaged } from '../../replication/remove-damaged.ts';
import type { ActivityLog } from '../../repository/state/activity-log.ts';
import type { Emulation } from '../emulation.ts';
import { checkJournal } from '../publishing/check-journal.ts';
import { checkTarget, storesOf } from '../publishing/check-targets.ts';
import { replicationFolder } from '../publishing/replication.ts';

/** One target. */
export interface TargetRow {
  readonly name: string;
  readonly channel: Channel;
  /** How many paths it holds; `null` when it cannot be asked, or does not answer. */
  readonly holds: number | null;
  /** Deliveries that wait for it or are under way. */
  readonly queued: number;
  /** Deliveries that failed too often. */
  readonly parked: number;
}

/** How thoroughly to verify. */
export interface VerifyOptions {
  /** Also read every byte and compare its digest. */
  readonly bytes?: boolean;
  /** Publish what is missing and remove what is too much. */
  readonly repair?: boolean;
}

/** What verifying found. */
export interface VerifiedTargets {
  readonly problems: readonly Problem[];
  /** How many of them were handed to the queue to be mended. */
  readonly repaired: number;
}

/** Every target with what it holds and what waits for it. */
export async function targets({ replication }: Emulation): Promise<TargetRow[]> {
  const deliveries = replication.deliveries();
  const rows: TargetRow[] = [];
  for (const target of replication.targets) {
    const own = deliveries.filter((delivery) => delivery.target === target.name);
    const parked = own.filter(({ state }) => state === 'parked').length;
    const holds = isStore(target) ? await countOf(target.list()) : null;
    rows.push({ name: target.name, channel: target.channel, holds, queued: own.length - parked, parked });
  }
  return rows;
}

/** Compares the tree, its targets and the journal. */
export async function verifyTargets(
  emulation: Emulation,
  journal: ActivityLog,
  { bytes = false, repair = false }: VerifyOptions,
): Promise<VerifiedTargets> {
  const problems: Problem[] = [];
  const mends: Request[] = [];
  for (const store of storesOf(emulation)) {
    for await (const { problem, mend } of checkTarget(emulation, store, bytes)) {
      problems.push(problem);
      if (mend) mends.push(mend);
    }
  }
  for await (const contradiction of checkJournal(emulation, journal)) problems.push(contradiction);
  if (!repair) return { problems, repaired: 0 };
  // Bytes that are kept are not taken again, so the damaged ones must go first.
  if (bytes) for (const pool of emulation.replication.pools) await removeDamaged(pool);
  for (const mend of mends) await emulation.replication.enqueue([mend]);
  return { problems, repaired: mends.length };
}

/** Removes bytes beside the tree that nothing published names any more. */
export async function collect({ replication, stateFolder, clock }: Emulation): Promise<Collected> {
  const { blobs, manifests } = replication.embedded;
  const now = clock().getTime();
  clearLeftovers(replicationFolder(stateFolder), now);
  return collectGarbage(blobs, manifests, () => replication.queue?.blobs() ?? [], now);
}

/** How many there are; `null` when that cannot be told. */
async function countOf(paths: AsyncIterable<string>): Promise<number | null> {
  try {
    let count = 0;
    for await (const _ of paths) count++;
    return count;
  } catch {
    return null;
  }
}
