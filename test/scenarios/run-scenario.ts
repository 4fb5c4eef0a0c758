/**
 * Runs a scenario three ways: with scripted hints in a given batching, through the real watcher, and as
 * a cold scan after the fact. All three must end in the same tree.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { createOakling } from '../../src/emulator/create-oakling.ts';
import type { AssetStatus, Oakling } from '../../src/emulator/oakling.ts';
import type { OaklingEvent } from '../../src/plugins/events.ts';
import { NOW } from '../support/assets.ts';
import { readFiles, temporaryFolder, writeFiles } from '../support/temporary-tree.ts';
import { type Expected, type Scenario, take } from './scenario.ts';

/** How the steps reach oakling. */
export type Way = { readonly hintsAfter: readonly number[] } | 'watcher' | 'cold scan';

/** A bound for what never takes that long. */
const WITHIN_REASON = { timeout: 15_000, interval: 20 };

/** What a run left behind. */
export interface Outcome {
  readonly folder: string;
  readonly files: Readonly<Record<string, string>>;
  readonly events: readonly OaklingEvent[];
}

/** Every way to cut `count` steps into batches: the positions after which hints are delivered. */
export function batchings(count: number): number[][] {
  const ways: number[][] = [];
  for (let bits = 0; bits < 1 << Math.max(0, count - 1); bits++) {
    const cuts = Array.from({ length: count - 1 }, (_, i) => i).filter((i) => bits & (1 << i));
    ways.push([...cuts, count - 1]);
  }
  return ways;
}

/** How many changes were told. */
export function changesIn(events: readonly OaklingEvent[]): number {
  return events.filter(({ event }) => event === 'change').length;
}

/**
 * Runs a scenario and checks what it says of its end.
 * @param changes how many changes a watcher must have told before the end can be looked at
 */
export async function runScenario(scenario: Scenario, way: Way, changes = 0): Promise<Outcome> {
  const folder = temporaryFolder();
  writeFiles(folder, scenario.files);
  const events: OaklingEvent[] = [];
  const open = (watch: boolean) =>
    createOakling({
      root: folder,
      mount: '/content/dam',
      clock: () => NOW,
      user: 'author',
      renditions: false,
      statusStore: scenario.statusStore,
      watch: watch ? { mode: 'chokidar' } : false,
      dynamicMedia: { company: 'Acme', ...scenario.dynamicMedia },
    });
  let oakling = await open(way === 'watcher');
  try {
    await oakling.idle();
    if (way === 'cold scan') await oakling.close();
    else oakling.on((event) => events.push(event));
    let touched: string[] = [];
    for (const [i, step] of scenario.steps.entries()) {
      touched.push(...take(step, folder));
      if (typeof way === 'string' || !way.hintsAfter.includes(i)) continue;
      oakling.hint(touched);
      touched = [];
      await oakling.idle();
    }
    if (way === 'cold scan') {
      oakling = await open(false);
      oakling.on((event) => events.push(event));
      await oakling.idle();
    }
    if (way === 'watcher') {
      await vi.waitFor(() => expect(changesIn(events)).toBeGreaterThanOrEqual(changes), WITHIN_REASON);
      await vi.waitFor(() => expectEnd(scenario, oakling, folder), WITHIN_REASON);
    } else await expectEnd(scenario, oakling, folder);
    await expectSettled(oakling, events);
  } finally {
    await oakling.close();
  }
  return { folder, files: comparable(folder), events };
}

async function expectEnd(
  { assets, untouched = {} }: Scenario,
  oakling: Oakling,
  folder: string,
): Promise<void> {
  await oakling.idle();
  const rows = await oakling.status();
  const found = Object.fromEntries(rows.map((row) => [row.path.slice('/content/dam/'.length), summary(row)]));
  const wanted = Object.entries(assets).map(([path, expected]) => [path, complete(expected)]);
  expect(found).toEqual(Object.fromEntries(wanted));
  for (const [path, text] of Object.entries(untouched))
    expect(readFileSync(join(folder, path), 'utf8')).toBe(text);
}

/** After the end, looking again finds nothing to do. */
async function expectSettled(oakling: Oakling, events: OaklingEvent[]): Promise<void> {
  const before = changesIn(events);
  await oakling.scan();
  await oakling.idle();
  expect(events.filter(({ event }) => event === 'change').slice(before)).toEqual([]);
}

function summary({ sync, aem, dynamicMedia }: AssetStatus): Required<Expected> {
  return {
    synced: sync.state === 'synced',
    status: dynamicMedia.status as Expected['status'],
    aem: aem.published,
    modifiedSince: aem.modifiedSince,
    published: dynamicMedia.at === null ? null : dynamicMedia.at === NOW.toISOString() ? 'now' : 'before',
  } as Required<Expected>;
}

function complete(expected: Expected): Expected {
  return { modifiedSince: false, published: null, ...expected };
}

/** The tree's files as text, identities renamed in the order they are met, so that runs can be compared. */
function comparable(folder: string): Record<string, string> {
  const names = new Map<string, string>();
  const rename = (text: string) =>
    text
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, (uuid) => {
        const known = names.get(uuid) ?? `uuid-${names.size + 1}`;
        names.set(uuid, known);
        return known;
      })
      .replace(/a\|\d{9}/g, 'a|id');
  const files = Object.entries(readFiles(folder)).filter(
    (entry): entry is [string, Buffer] => entry[1] !== null,
  );
  return Object.fromEntries(files.map(([path, bytes]) => [path, rename(bytes.toString('latin1'))]));
}
