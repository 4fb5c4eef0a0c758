/**
 * The table of what an action does (docs/rules.md §4): every action × mode × state of the asset × layout,
 * for one asset, for a folder, and for a selection of assets with different modes; through the library and
 * through the command line. Node files, targets and timeline are compared after each.
 */
import { describe, expect, it } from 'vitest';
import { createOakling } from '../../src/emulator/create-oakling.ts';
import type { Oakling } from '../../src/emulator/oakling.ts';
import { definePlugin } from '../../src/plugins/plugin.ts';
import { NOT_SYNCED, type PublishAction, type PublishTarget } from '../../src/publish/publish-target.ts';
import type { Channel, ReplicationTarget } from '../../src/publish/targets/replication-target.ts';
import type { Layout } from '../../src/vault/layout.ts';
import { assetFiles, folderFile, type InitialState } from '../support/assets.ts';
import { runCli } from '../support/cli.ts';
import { jpeg } from '../support/pictures.ts';
import { type Files, readFiles, temporaryFolder, writeFiles } from '../support/temporary-tree.ts';

type Mode = 'immediately' | 'uponActivation' | 'selective' | 'off';

/** What becomes of one of the two states: published, taken back, or left as it was. */
type Fate = 'on' | 'off' | 'same';

interface Row {
  readonly action: PublishAction;
  readonly modes: readonly Mode[];
  readonly target: PublishTarget;
  readonly aem: Fate;
  readonly dynamicMedia: Fate;
  /** What happens to an asset that is not synced, where that differs. */
  readonly unsynced?: 'refused' | 'aem only';
}

const ALONG: readonly Mode[] = ['immediately', 'uponActivation'];

const ROWS: readonly Row[] = [
  {
    action: 'publish',
    modes: ALONG,
    target: 'AEM and Dynamic Media',
    aem: 'on',
    dynamicMedia: 'on',
    unsynced: 'aem only',
  },
  { action: 'publish', modes: ['selective', 'off'], target: 'AEM', aem: 'on', dynamicMedia: 'same' },
  { action: 'unpublish', modes: ALONG, target: 'AEM and Dynamic Media', aem: 'off', dynamicMedia: 'off' },
  { action: 'unpublish', modes: ['selective', 'off'], target: 'AEM', aem: 'off', dynamicMedia: 'same' },
  { action: 'publishToDynamicMedia', modes: ALONG, target: 'None', aem: 'same', dynamicMedia: 'same' },
  {
    action: 'publishToDynamicMedia',
    modes: ['selective'],
    target: 'Dynamic Media',
    aem: 'same',
    dynamicMedia: 'on',
    unsynced: 'refused',
  },
  {
    action: 'publishToDynamicMedia',
    modes: ['off'],
    target: 'Error',
    aem: 'same',
    dynamicMedia: 'same',
    unsynced: 'refused',
  },
  {
    action: 'unpublishFromDynamicMedia',
    modes: [...ALONG, 'off'],
    target: 'None',
    aem: 'same',
    dynamicMedia: 'same',
  },
  {
    action: 'unpublishFromDynamicMedia',
    modes: ['selective'],
    target: 'Dynamic Media',
    aem: 'same',
    dynamicMedia: 'off',
  },
  {
    action: 'publishToBrandPortal',
    modes: [...ALONG, 'selective', 'off'],
    target: 'Brand Portal',
    aem: 'same',
    dynamicMedia: 'same',
  },
];

const SETTINGS: Record<Mode, Record<string, string>> = {
  immediately: { 'dam:publishMode': 'immediately' },
  uponActivation: { 'dam:publishMode': 'uponActivation' },
  selective: { 'dam:publishMode': 'selective' },
  off: { 'dam:syncMode': 'disabled' },
};

/** The states an asset may be in, by the name of the asset in the tests. */
const STATES: Record<string, InitialState> = {
  'never.jpg': {},
  'synced.jpg': { dynamicMedia: 'synced' },
  'taken-back.jpg': { dynamicMedia: 'unpublished' },
  'in-dynamic-media.jpg': { dynamicMedia: 'published' },
  'in-aem.jpg': { aem: true },
  'in-both.jpg': { aem: true, dynamicMedia: 'published' },
  'modified.jpg': { aem: true, dynamicMedia: 'published', modifiedSince: true },
  'modified-unsynced.jpg': { aem: true, modifiedSince: true },
};

const NOW = new Date('2026-05-04T03:02:01.000Z');

const OPTIONS = {
  mount: '/content/dam',
  renditions: false,
  brandPortal: true,
  user: 'mira',
  clock: () => NOW,
} as const;

/** A target that only remembers what it holds. */
class Shelf implements ReplicationTarget {
  readonly name: string;
  readonly channel: Channel;
  readonly held = new Set<string>();
  readonly calls: string[] = [];

  constructor(channel: Channel) {
    this.name = channel;
    this.channel = channel;
  }

  async put({ path }: { path: string }): Promise<void> {
    this.calls.push(`put ${path}`);
    this.held.add(path);
  }

  async remove(path: string): Promise<void> {
    this.calls.push(`remove ${path}`);
    this.held.delete(path);
  }
}

interface Opened {
  readonly root: string;
  readonly oakling: Oakling;
  readonly shelves: Record<Channel, Shelf>;
}

async function open(files: Files): Promise<Opened> {
  const root = temporaryFolder();
  writeFiles(root, files);
  const shelves = {
    aem: new Shelf('aem'),
    dynamicMedia: new Shelf('dynamicMedia'),
    brandPortal: new Shelf('brandPortal'),
  };
  const oakling = await createOakling({
    root,
    ...OPTIONS,
    plugins: [definePlugin({ name: 'shelves', targets: Object.values(shelves) })],
  });
  // What was published before oakling came is held from here on.
  await oakling.verifyTargets({ repair: true });
  await oakling.idle();
  for (const { calls } of Object.values(shelves)) calls.length = 0;
  return { root, oakling, shelves };
}

async function treeOf(mode: Mode, layout: Layout): Promise<Files> {
  const files: Files[] = [folderFile(layout, mode, SETTINGS[mode])];
  for (const [name, state] of Object.entries(STATES)) {
    files.push(assetFiles(layout, `${mode}/${name}`, await jpeg(name, 8, 8), 'image/jpeg', state));
  }
  return Object.assign({}, ...files) as Files;
}

const CASES = ROWS.flatMap((row) =>
  row.modes.flatMap((mode) => (['vault', 'plain'] as const).map((layout) => ({ ...row, mode, layout }))),
);

describe.each(CASES)('$action, $mode, $layout', (row) => {
  const { action, mode, layout, target } = row;
  const refuses = (state: InitialState) =>
    row.unsynced === 'refused' && (mode === 'off' || !state.dynamicMedia);

  it.each(Object.entries(STATES))('%s', async (name, state) => {
    const { root, oakling, shelves } = await open(await treeOf(mode, layout));
    const path = `/content/dam/${mode}/${name}`;
    const before = readFiles(root, mode);
    const plan = await oakling.plan(action, [path]);
    expect(readFiles(root, mode)).toEqual(before);
    expect(plan.rows).toHaveLength(1);
    expect(plan.rows[0]).toMatchObject({ path, target: refuses(state) ? 'Error' : target });

    const [done] = await oakling.apply(plan);
    await oakling.idle();
    const [after] = await oakling.status([path]);
    if (refuses(state)) {
      expect(done).toMatchObject({ outcome: 'refused', reason: `${NOT_SYNCED}: ${name}`, effects: [] });
      expect(readFiles(root, mode)).toEqual(before);
    }
    expect(after?.aem).toMatchObject(expectedAem(row, state, refuses(state)));
    expect(after?.dynamicMedia).toMatchObject(expectedDynamicMedia(row, state, refuses(state)));
    expectTouchedOnly(before, readFiles(root, mode), name);
    for (const [channel, fate] of [
      ['aem', fateOf(row.aem, state.aem === true)],
      ['dynamicMedia', fateOf(dynamicMediaFate(row, state, refuses(state)), isDelivered(state))],
    ] as const) {
      const { calls } = shelves[channel];
      expect(calls).toEqual(fate === 'on' ? [`put ${path}`] : fate === 'off' ? [`remove ${path}`] : []);
    }
    expect(shelves.brandPortal.held.has(path)).toBe(action === 'publishToBrandPortal');
    expect(await oakling.verifyTargets()).toEqual({ problems: [], repaired: 0 });
    const told = (await oakling.timeline(path)).map(({ kind, target, by }) => [kind, target, by]);
    expect(told.sort()).toEqual(expectedTimeline(row, state, refuses(state)));
    await oakling.close();
  });

  it('the folder, and all its assets at once', async () => {
    const { root, oakling } = await open(await treeOf(mode, layout));
    const folder = `/content/dam/${mode}`;
    const plan = await oakling.plan(action, [folder]);
    const isForAem = action === 'publish' || action === 'unpublish';
    expect(plan.rows.map(({ path }) => path)).toEqual([
      ...(isForAem ? [folder] : []),
      ...Object.keys(STATES)
        .sort()
        .map((name) => `${folder}/${name}`),
    ]);
    const rows = await oakling.apply(plan);
    const refused = rows.filter(({ outcome }) => outcome === 'refused').map(({ path }) => path);
    expect(refused).toEqual(
      Object.keys(STATES)
        .sort()
        .filter((name) => refuses(STATES[name] ?? {}))
        .map((name) => `${folder}/${name}`),
    );
    for (const [name, state] of Object.entries(STATES)) {
      const [after] = await oakling.status([`${folder}/${name}`]);
      expect(after?.aem).toMatchObject(expectedAem(row, state, refuses(state)));
      expect(after?.dynamicMedia).toMatchObject(expectedDynamicMedia(row, state, refuses(state)));
    }
    const own =
      readFiles(root, mode)[`${mode}/${layout === 'vault' ? '.content.xml' : '.content.yaml'}`]?.toString() ??
      '';
    expect(own.includes('Activate')).toBe(action === 'publish');
    // What was done is not done again, and nothing follows from it.
    await oakling.idle();
    expect(await oakling.verifyTargets()).toEqual({ problems: [], repaired: 0 });
    const again = await oakling.scan().then(() => oakling.plan(action, [folder]));
    expect(again.rows.map(({ outcome }) => outcome === 'refused')).toEqual(
      plan.rows.map(({ outcome }) => outcome === 'refused'),
    );
    await oakling.close();
  });
});

const ACTIONS: Readonly<Partial<Record<PublishAction, readonly string[]>>> = {
  publish: ['publish'],
  unpublish: ['unpublish'],
  publishToDynamicMedia: ['publish', '--to', 'dm'],
  unpublishFromDynamicMedia: ['unpublish', '--to', 'dm'],
  publishToBrandPortal: ['publish', '--to', 'bp'],
};

describe.each(Object.entries(ACTIONS))('%s of assets with different modes', (name, words) => {
  it.each(['vault', 'plain'] as const)(
    'is the same by hand and by program, in the %s layout',
    async (layout) => {
      const action = name as PublishAction;
      const modes = Object.keys(SETTINGS) as Mode[];
      const files = Object.assign(
        {},
        ...(await Promise.all(modes.map((mode) => treeOf(mode, layout)))),
      ) as Files;
      const paths = modes.flatMap((mode) =>
        Object.keys(STATES).map((asset) => `/content/dam/${mode}/${asset}`),
      );
      const byProgram = await open(files);
      const rows = await byProgram.oakling.apply(await byProgram.oakling.plan(action, paths));
      await byProgram.oakling.idle();
      for (const mode of modes) {
        const row = ROWS.find((other) => other.action === action && other.modes.includes(mode));
        const [inBoth] = await byProgram.oakling.status([`/content/dam/${mode}/in-both.jpg`]);
        expect([mode, inBoth?.aem.published]).toEqual([mode, row?.aem !== 'off']);
      }

      const byHand = await open(files);
      await byHand.oakling.close();
      const { stdout, code } = await runCli([...words, '--json', ...paths], {
        cwd: byHand.root,
        open: (chosen) => createOakling({ ...chosen, root: byHand.root, ...OPTIONS }),
      });
      expect(JSON.parse(stdout)).toEqual(rows);
      expect(code).toBe(rows.some(({ outcome }) => outcome === 'refused') ? 1 : 0);
      const tree = ({ root }: Opened) =>
        Object.fromEntries(modes.flatMap((mode) => Object.entries(readFiles(root, mode))));
      expect(tree(byHand)).toEqual(tree(byProgram));
      const told = await byProgram.oakling.timeline();
      await byProgram.oakling.close();
      const again = await createOakling({ root: byHand.root, ...OPTIONS });
      expect(await again.timeline()).toEqual(told);
      await again.idle();
      expect(await again.verifyTargets()).toEqual({ problems: [], repaired: 0 });
      await again.close();
    },
  );
});

function isDelivered({ dynamicMedia }: InitialState): boolean {
  return dynamicMedia === 'published';
}

/** What targets are told: nothing, when what is to be taken back was not there. */
function fateOf(fate: Fate, wasPublished: boolean): Fate {
  return fate === 'off' && !wasPublished ? 'same' : fate;
}

function dynamicMediaFate(row: Row, { dynamicMedia }: InitialState, refused: boolean): Fate {
  if (refused || (row.unsynced && !dynamicMedia)) return 'same';
  return row.dynamicMedia;
}

function expectedAem({ aem }: Row, state: InitialState, refused: boolean): object {
  const fate = refused ? 'same' : fateOf(aem, state.aem === true);
  if (fate === 'same') return { published: state.aem === true, modifiedSince: state.modifiedSince === true };
  const action = fate === 'on' ? 'Activate' : 'Deactivate';
  return { published: fate === 'on', action, by: 'mira', at: NOW.toISOString(), modifiedSince: false };
}

function expectedDynamicMedia(row: Row, state: InitialState, refused: boolean): object {
  const fate = fateOf(dynamicMediaFate(row, state, refused), isDelivered(state));
  if (fate === 'on') {
    return { published: true, status: 'PublishComplete', by: 'mira', at: NOW.toISOString() };
  }
  if (fate === 'off') return { published: false, status: 'PublishIncomplete' };
  return { published: isDelivered(state) };
}

/** What the timeline tells of an action, by target. */
function expectedTimeline(row: Row, state: InitialState, refused: boolean): string[][] {
  const fates = [
    ['AEM', refused ? 'same' : fateOf(row.aem, state.aem === true)],
    ['Dynamic Media', fateOf(dynamicMediaFate(row, state, refused), isDelivered(state))],
    ['Brand Portal', row.action === 'publishToBrandPortal' ? 'on' : 'same'],
  ] as const;
  return fates
    .filter(([, fate]) => fate !== 'same')
    .map(([target, fate]) => [fate === 'on' ? 'published' : 'unpublished', target, 'mira'])
    .sort();
}

/** No other asset's file changed, and never the bytes. */
function expectTouchedOnly(
  before: Record<string, Buffer | null>,
  after: Record<string, Buffer | null>,
  name: string,
): void {
  expect(Object.keys(after)).toEqual(Object.keys(before));
  const changed = Object.keys(after).filter((file) => String(after[file]) !== String(before[file]));
  expect(changed.filter((file) => !file.includes(`/${name}`) || file.includes('original'))).toEqual([]);
}
