import { describe, expect, it } from 'vitest';
import type { Change, ChangeKind } from '../repository/change.ts';
import { type AssetState, EMPTY_STATE } from './asset-state.ts';
import { type DynamicMediaOptions, resolveConfiguration } from './configuration.ts';
import { type DecisionContext, decide, decideReprocess } from './decide.ts';
import type { Effect } from './effect.ts';
import { effectivePublishMode, effectiveSync, type FolderInfo } from './effective.ts';
import type { FolderSettings } from './settings.ts';

/** The columns of the table; sync is off for three different reasons, and twice a setting is not certain. */
const COLUMNS = {
  excluded: [{ 'dam:syncMode': 'disabled' }, {}],
  mimeOff: [{ 'dam:publishMode': 'immediately' }, { mimeTypes: { 'image/*': false, 'video/*': false } }],
  off: [{ 'dam:publishMode': 'immediately' }, { mode: 'off' }],
  immediately: [{ 'dam:publishMode': 'immediately' }, {}],
  uponActivation: [{ 'dam:publishMode': 'uponActivation' }, {}],
  selective: [{ 'dam:publishMode': 'selective' }, {}],
  unknownSync: [{ 'dam:syncMode': '?' }, {}],
  unknownPublish: [{ 'dam:publishMode': '?' }, {}],
  refused: [{ 'dam:publishMode': 'selective' }, { mode: 'hybrid' }],
} as const satisfies Record<string, readonly [Record<string, string>, Partial<DynamicMediaOptions>]>;

type Column = keyof typeof COLUMNS;
const ALL = Object.keys(COLUMNS) as Column[];
const SYNC_OFF: readonly Column[] = ['excluded', 'mimeOff', 'off'];
const SYNC_ON: readonly Column[] = ['immediately', 'uponActivation', 'selective'];

const [PATH, FROM] = ['/content/dam/here/hero.jpg', '/content/dam/there/hero.jpg'];

const synced = { synced: true, id: 'a|1', name: 'hero', file: 'Acme/hero' };
const NEVER: AssetState = { ...EMPTY_STATE, uuid: 'u' };
const SYNCED: AssetState = {
  ...NEVER,
  sync: synced,
  dynamicMedia: { published: false, status: 'PublishIncomplete' },
};
const UNPUBLISHED: AssetState = {
  ...SYNCED,
  dynamicMedia: { published: false, status: 'PublishIncomplete', at: '2026-01-01T00:00:00.000Z' },
};
const FAILED: AssetState = {
  ...SYNCED,
  dynamicMedia: { published: false, status: 'PublishFailed', at: '2026-01-01T00:00:00.000Z' },
};
const PUBLISHED: AssetState = {
  ...SYNCED,
  dynamicMedia: { published: true, status: 'PublishComplete', at: '2026-01-01T00:00:00.000Z' },
};
const inAem = (state: AssetState): AssetState => ({
  ...state,
  aem: { published: true, action: 'Activate', modifiedSince: false },
});

function contextOf(
  column: Column,
  change: Omit<Change, 'path'>,
  state: AssetState,
  mimeType = 'image/jpeg',
): DecisionContext {
  const [properties, options] = COLUMNS[column];
  const settings: Record<string, unknown> = {};
  for (const [property, raw] of Object.entries(properties)) {
    const key = property === 'dam:syncMode' ? 'sync' : 'publish';
    settings[key] = { value: raw === '?' ? 'unknown' : raw, property, raw };
  }
  const folders: FolderInfo[] = [{ path: '/content/dam/here', settings: settings as FolderSettings }];
  const { configuration } = resolveConfiguration({
    options,
    defaultCompany: 'Acme',
    explicitFolderSync: true,
  });
  const sync = effectiveSync(folders, configuration);
  const publishMode = effectivePublishMode(folders, configuration, sync, 'none');
  return { change: { path: PATH, ...change }, sync, publishMode, configuration, mimeType, state };
}

/** Effects as words; a ruling is marked by a star. */
const words = (effects: readonly Effect[]) =>
  effects.map(({ type, ruling }) => (ruling ? `${type}*` : type)).join(' ');

/** What new assets get, without the making of their node. */
const NEW: Readonly<Record<Column, string>> = {
  excluded: 'keep',
  mimeOff: 'notSupported',
  off: 'keep',
  immediately: 'sync publish',
  uponActivation: 'sync',
  selective: 'sync',
  unknownSync: 'keep*',
  unknownPublish: 'keep*',
  refused: 'keep*',
};

const same = (expected: string) => Object.fromEntries(ALL.map((column) => [column, expected]));
const before = (prefix: string) =>
  Object.fromEntries(ALL.map((column) => [column, `${prefix} ${NEW[column]}`]));

interface Row {
  readonly row: string;
  readonly change: Omit<Change, 'path'>;
  readonly state?: AssetState;
  readonly mimeType?: string;
  readonly expected: Partial<Record<Column, string>>;
}

const asset = (kind: ChangeKind, more: Partial<Change> = {}) =>
  ({ kind, resource: 'asset', ...more }) as const;
const BYTES = asset('update', { updated: { binary: true, metadata: false } });
const METADATA = asset('update', { updated: { binary: false, metadata: true } });

/** The same where sync is off or not certain, and one answer for each mode. */
function edited(whereOff: string, modes: readonly [string, string, string], unsurePublish: string) {
  const [immediately, uponActivation, selective] = modes;
  const off = Object.fromEntries([...SYNC_OFF, 'unknownSync'].map((column) => [column, whereOff]));
  const unsure = { unknownPublish: unsurePublish, refused: unsurePublish };
  return { ...off, ...unsure, immediately, uponActivation, selective };
}

const each = (answer: string): [string, string, string] => [answer, answer, answer];

const ASSET_ROWS: readonly Row[] = [
  { row: 'upload', change: asset('upload'), expected: before('ingest') },
  {
    row: 'copy',
    change: asset('copy', { from: FROM }),
    state: inAem(PUBLISHED),
    expected: before('identify clear'),
  },
  {
    row: 'move',
    change: asset('move', { from: FROM }),
    state: inAem(PUBLISHED),
    expected: same('keep deliver'),
  },
  {
    row: 'move of what was never synced',
    change: asset('move', { from: FROM }),
    state: NEVER,
    expected: same('keep deliver'),
  },
  { row: 'deletion', change: asset('delete'), state: PUBLISHED, expected: same('withdraw') },
  { row: 'arrival', change: asset('arrive'), state: PUBLISHED, expected: same('keep deliver') },
  { row: 'new setting', change: asset('settings'), state: PUBLISHED, expected: same('keep') },
  {
    row: 'new bytes of an image delivered and published to AEM',
    change: BYTES,
    state: inAem(PUBLISHED),
    expected: edited(
      'extract modified keep*',
      each('extract modified sync publish'),
      'extract modified sync publish',
    ),
  },
  {
    row: 'new metadata of an image delivered',
    change: METADATA,
    state: PUBLISHED,
    expected: edited('keep*', each('modified sync publish'), 'modified sync publish'),
  },
  {
    row: 'new bytes of a video delivered',
    change: BYTES,
    state: PUBLISHED,
    mimeType: 'video/mp4',
    expected: edited('extract keep*', each('extract modified sync keep'), 'extract modified sync keep'),
  },
  {
    row: 'new metadata of a video delivered and published to AEM',
    change: METADATA,
    state: inAem(PUBLISHED),
    mimeType: 'video/mp4',
    expected: edited('modified keep*', each('modified sync keep'), 'modified sync keep'),
  },
  {
    row: 'new bytes of what is synced and was never published',
    change: BYTES,
    state: SYNCED,
    expected: edited(
      'extract keep*',
      ['extract modified sync publish*', 'extract modified sync', 'extract modified sync'],
      'extract modified sync keep*',
    ),
  },
  {
    row: 'new metadata of what was unpublished by hand',
    change: METADATA,
    state: UNPUBLISHED,
    expected: edited(
      'keep*',
      ['modified sync keep*', 'modified sync', 'modified sync'],
      'modified sync keep*',
    ),
  },
  {
    row: 'new metadata of what failed to be published again',
    change: METADATA,
    state: FAILED,
    expected: edited(
      'keep*',
      ['modified sync publish*', 'modified sync', 'modified sync'],
      'modified sync keep*',
    ),
  },
  {
    row: 'new bytes of a video synced and never published',
    change: BYTES,
    state: SYNCED,
    mimeType: 'video/mp4',
    expected: edited(
      'extract keep*',
      ['extract modified sync publish*', 'extract modified sync', 'extract modified sync'],
      'extract modified sync keep*',
    ),
  },
  {
    row: 'new bytes of what is not synced',
    change: BYTES,
    state: NEVER,
    expected: {
      ...edited('extract keep', each('extract keep*'), 'extract keep*'),
    },
  },
  {
    row: 'new metadata of what is not synced and published to AEM',
    change: METADATA,
    state: inAem(NEVER),
    expected: edited('modified keep', each('modified keep*'), 'modified keep*'),
  },
];

const folder = (kind: ChangeKind, more: Partial<Change> = {}) =>
  ({ kind, resource: 'folder', ...more }) as const;

const FOLDER_ROWS: readonly Row[] = [
  { row: 'upload', change: folder('upload'), expected: same('ingest*') },
  {
    row: 'copy',
    change: folder('copy', { from: FROM }),
    state: inAem(NEVER),
    expected: same('identify clear'),
  },
  { row: 'move', change: folder('move', { from: FROM }), expected: same('keep') },
  {
    row: 'move of one published',
    change: folder('move', { from: FROM }),
    state: inAem(NEVER),
    expected: same('keep deliver'),
  },
  { row: 'update', change: folder('update'), state: inAem(NEVER), expected: same('keep') },
  { row: 'deletion', change: folder('delete'), expected: same('withdraw') },
  { row: 'arrival', change: folder('arrive'), expected: same('keep') },
  {
    row: 'arrival of one published',
    change: folder('arrive'),
    state: inAem(NEVER),
    expected: same('keep deliver'),
  },
  { row: 'new setting', change: folder('settings'), expected: same('keep') },
];

const REPROCESS_ROWS: readonly Row[] = [
  { row: 'what is not synced: as an upload', change: METADATA, state: NEVER, expected: NEW },
  {
    row: 'an image delivered',
    change: METADATA,
    state: PUBLISHED,
    expected: edited('keep*', each('sync publish'), 'sync publish'),
  },
  {
    row: 'a video delivered',
    change: METADATA,
    state: PUBLISHED,
    mimeType: 'video/mp4',
    expected: edited('keep*', each('sync keep'), 'sync keep'),
  },
  {
    row: 'what is synced and was never published: as an upload',
    change: METADATA,
    state: SYNCED,
    expected: edited('keep*', ['sync publish', 'sync', 'sync'], 'keep*'),
  },
  {
    row: 'what was unpublished by hand',
    change: METADATA,
    state: UNPUBLISHED,
    expected: edited('keep*', each('sync keep*'), 'keep*'),
  },
];

/** Fails when anything below is written to. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(Object.freeze(value))) frozen(inner);
  return value;
}

describe.each([
  ['an asset', ASSET_ROWS, decide],
  ['a folder', FOLDER_ROWS, decide],
  ['reprocessing', REPROCESS_ROWS, decideReprocess],
] as const)('%s', (_, rows, rules) => {
  describe.each(rows)('$row', ({ change, state = EMPTY_STATE, mimeType, expected }) => {
    it.each(ALL)('where the mode is %s', (column) => {
      const context = frozen(contextOf(column, change, state, mimeType));
      const effects = rules(context);
      expect(words(effects)).toBe(expected[column]);
      expect(rules(context)).toEqual(effects);
      for (const { reason } of effects) expect(reason).toMatch(/^\S.*[^.\s]\.$/);
      expect(JSON.stringify(effects)).not.toMatch(/undefined|null|\[object/);
    });
  });
});

describe('reasons name the mode and where it comes from', () => {
  const reasonsOf = (column: Column, change: Omit<Change, 'path'>, state = EMPTY_STATE, mimeType?: string) =>
    decide(contextOf(column, change, state, mimeType)).map(({ reason }) => reason);

  it.each<[Column, string]>([
    [
      'selective',
      'Publish mode "Selective Publish" (set here): new assets are synced for preview and published only by an explicit action.',
    ],
    [
      'uponActivation',
      'Publish mode "Upon Activation" (set here): new assets are synced, and published only when they are activated.',
    ],
    [
      'immediately',
      'Publish mode "Immediately" (set here): new assets are published to Dynamic Media at once.',
    ],
    ['excluded', 'Not synced: Sync mode "disabled" (set here).'],
    ['off', 'Not synced: Dynamic Media is off.'],
    ['mimeOff', 'image/jpeg is off in the Dynamic Media Configuration.'],
    ['unknownSync', 'Not synced, to be safe: /content/dam/here has the unknown dam:syncMode "?".'],
    ['unknownPublish', 'Not synced, to be safe: /content/dam/here has the unknown dam:publishMode "?".'],
    [
      'refused',
      'Not synced, to be safe: Selective Publish (set here) exists in Dynamic Media - Scene7 mode only, and the configuration says hybrid.',
    ],
  ])('of an upload where it is %s', (column, expected) => {
    expect(reasonsOf(column, asset('upload')).at(-1)).toBe(expected);
  });

  it('of an update where Dynamic Media is not told', () => {
    expect(reasonsOf('excluded', METADATA, SYNCED)).toEqual([
      'Sync mode "disabled" (set here): the asset keeps its link to Dynamic Media as it is.',
    ]);
    expect(reasonsOf('selective', METADATA, SYNCED).at(-1)).toBe(
      'A synced asset that changed is uploaded to Dynamic Media again; Publish mode "Selective Publish" (set here) leaves it unpublished.',
    );
  });

  it('of "modified" only where AEM has published the asset', () => {
    expect(reasonsOf('selective', METADATA, inAem(SYNCED))[0]).toMatch(/since its last publication/);
    expect(reasonsOf('selective', METADATA, SYNCED)[0]).not.toMatch(/publication/);
  });

  it('of a copy', () => {
    expect(reasonsOf('selective', asset('copy', { from: FROM }))[0]).toContain(FROM);
  });

  it.each(SYNC_ON)('of an unsynced asset that reprocessing would sync, where it is %s', (column) => {
    expect(reasonsOf(column, METADATA, NEVER).at(-1)).toContain('reprocessing does');
  });
});
