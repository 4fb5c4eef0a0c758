/**
 * Telling that a change was carried out: to listeners, and to the targets that hold what is published.
 *
 * @module
 */
import { errorText } from '../disk/errors.ts';
import { problem } from '../problems/problem.ts';
import type { AssetState } from '../publish/asset-state.ts';
import type { Effect, EffectType } from '../publish/effect.ts';
import type { Channel, Publication } from '../publish/targets/replication-target.ts';
import type { Change } from '../repository/change.ts';
import { type AssetEntry, fileOf } from '../repository/entry.ts';
import { assetNodeFile, originalFile } from '../vault/layout.ts';
import { has } from './decide-change.ts';
import type { Emulation } from './emulation.ts';

/** Emits the event of a change that was carried out. */
export function announce(
  { emit, clock }: Pick<Emulation, 'emit' | 'clock'>,
  { kind, resource, path, from, updated }: Change,
  effects: readonly Effect[],
): void {
  const more = { ...(from === undefined ? {} : { from }), ...(updated && { updated }) };
  emit({ event: 'change', kind, resource, path, ...more, effects, at: clock().toISOString() });
}

/** What brought about that targets must follow: a change, or an action, which is of no kind. */
export type Occasion = Pick<Change, 'path' | 'from'> & Partial<Pick<Change, 'kind'>>;

/** Brings the targets in line with an asset's state. */
export async function deliver(
  emulation: Pick<Emulation, 'targets' | 'report'>,
  { path, from, kind }: Occasion,
  effects: readonly Effect[],
  asset: AssetEntry | undefined,
  state: AssetState,
): Promise<void> {
  if (emulation.targets.length === 0) return;
  const left = has(effects, 'withdraw') ? path : kind === 'move' ? from : undefined;
  if (left !== undefined) await eachTarget(emulation, left, (target) => target.remove(left));
  if (!asset || has(effects, 'withdraw')) return;
  const bringInLine = has(effects, 'deliver') || kind === 'move';
  await eachTarget(emulation, path, async (target) => {
    const { channel } = target;
    const { put, remove } = ACTING[channel];
    if (has(effects, remove)) return target.remove(path);
    const isDue = bringInLine || has(effects, put);
    if (isDue && isPublished(channel, state)) await target.put(publicationOf(path, channel, asset, state));
  });
}

/** The effects that change what a channel holds. */
const ACTING: Readonly<Record<Channel, { readonly put: EffectType; readonly remove: EffectType }>> = {
  aem: { put: 'activate', remove: 'deactivate' },
  dynamicMedia: { put: 'publish', remove: 'unpublish' },
  brandPortal: { put: 'share', remove: 'unshare' },
};

function isPublished(channel: Channel, { aem, dynamicMedia, brandPortal }: AssetState): boolean {
  return { aem, dynamicMedia, brandPortal }[channel].published;
}

function publicationOf(
  path: string,
  channel: Publication['channel'],
  asset: AssetEntry,
  state: AssetState,
): Publication {
  const file = fileOf(asset);
  return {
    path,
    channel,
    mimeType: state.mimeType ?? 'application/octet-stream',
    original: asset.binary ? originalFile(file, asset.layout) : undefined,
    nodeFile: assetNodeFile(file, asset.layout),
    scene7File: state.sync.file,
  };
}

async function eachTarget(
  { targets, report }: Pick<Emulation, 'targets' | 'report'>,
  path: string,
  use: (target: Emulation['targets'][number]) => Promise<void>,
): Promise<void> {
  for (const target of targets) {
    try {
      await use(target);
    } catch (cause) {
      const message = `The target ${target.name} failed: ${errorText(cause)}`;
      report(
        problem('target.failed', { path, message, hint: 'Publish the asset again when the target works.' }),
      );
    }
  }
}
