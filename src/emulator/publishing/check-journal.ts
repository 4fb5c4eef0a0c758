/**
 * Comparing what the journal tells of publications with what the nodes say.
 *
 * @module
 */
import { type Problem, problem } from '../../problems/problem.ts';
import type { EffectType } from '../../publish/effect.ts';
import type { Channel } from '../../publish/targets/replication-target.ts';
import { breather } from '../../replication/breather.ts';
import type { Activity, ActivityLog } from '../../repository/state/activity-log.ts';
import type { Emulation } from '../emulation.ts';
import { sourceOf } from './publication-of-entry.ts';

/** What an effect does to a channel. */
const TOLD: Readonly<Partial<Record<EffectType, readonly [Channel, boolean]>>> = {
  activate: ['aem', true],
  deactivate: ['aem', false],
  publish: ['dynamicMedia', true],
  unpublish: ['dynamicMedia', false],
  share: ['brandPortal', true],
  unshare: ['brandPortal', false],
};

const CHANNELS: readonly Channel[] = ['aem', 'dynamicMedia', 'brandPortal'];

/** Whether a channel holds an asset; what nobody told is absent. */
type Told = { [channel in Channel]?: boolean | 'unknown' | undefined };

/** By `jcr:uuid`: whether an asset is published, as far as the journal tells. */
type LastTold = Map<string, Told>;

/** Tells of each asset whose node and journal disagree. */
export async function* checkJournal(emulation: Emulation, journal: ActivityLog): AsyncGenerator<Problem> {
  const told = lastTold(journal);
  const breathe = breather();
  for (const entry of emulation.index.entries()) {
    await breathe();
    const last = entry.kind === 'asset' && entry.uuid !== undefined ? told.get(entry.uuid) : undefined;
    const source = last && entry.kind === 'asset' ? sourceOf(emulation, entry) : undefined;
    for (const channel of source ? CHANNELS : []) {
      const isTold = last?.[channel];
      const isSo = source?.state[channel].published;
      if (!source || isTold === undefined || isTold === 'unknown' || isTold === isSo) continue;
      const message = `Its node says that ${channel} ${isSo ? 'holds' : 'does not hold'} it; the journal says otherwise.`;
      yield problem('journal.contradiction', { path: source.node.path, message, hint: 'The node counts.' });
    }
  }
}

function lastTold(journal: ActivityLog): LastTold {
  const told: LastTold = new Map();
  for (const activity of journal.newestFirst()) {
    const { uuid } = activity;
    if (uuid === undefined) continue;
    const known = told.get(uuid) ?? {};
    const now = toldBy(activity);
    for (const channel of CHANNELS) known[channel] ??= now[channel];
    told.set(uuid, known);
  }
  return told;
}

function toldBy({ kind, effects }: Activity): Told {
  const told: Told = {};
  // What arrived brought a state nobody here saw come about.
  if (kind === 'arrive') for (const channel of CHANNELS) told[channel] = 'unknown';
  for (const { type, vetoed } of effects) {
    const [channel, isPublished] = TOLD[type as EffectType] ?? [];
    if (channel && isPublished !== undefined && !vetoed && kind !== 'arrive') told[channel] = isPublished;
  }
  return told;
}
