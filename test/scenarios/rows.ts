/**
 * The table of what a change on disk does (docs/rules.md §3) as data: its rows, the modes, and the scenario
 * of each cell.
 *
 * @module
 */
import type { DynamicMediaOptions } from '../../src/publish/configuration.ts';
import type { Layout } from '../../src/vault/layout.ts';
import { assetFiles, bytesFile, folderFile, type InitialState, nodeFile } from '../support/assets.ts';
import { jpeg, mp4 } from '../support/pictures.ts';
import type { Files } from '../support/temporary-tree.ts';
import type { Expected, Scenario, Step } from './scenario.ts';

/** How the folder of the change is set. */
export type Mode = 'excluded' | 'mimeOff' | 'off' | 'immediately' | 'uponActivation' | 'selective';

/** All modes. */
export const MODES: readonly Mode[] = [
  'excluded',
  'mimeOff',
  'off',
  'immediately',
  'uponActivation',
  'selective',
];

const SETTINGS: Record<Mode, Record<string, string>> = {
  excluded: { 'dam:syncMode': 'disabled' },
  mimeOff: { 'dam:publishMode': 'immediately' },
  off: {},
  immediately: { 'dam:publishMode': 'immediately' },
  uponActivation: { 'dam:publishMode': 'uponActivation' },
  selective: { 'dam:publishMode': 'selective' },
};

/** Ancestors do not pass a Publish mode on, so a folder below gets the configuration's. */
const OPTIONS: Partial<Record<Mode, Partial<DynamicMediaOptions>>> = {
  uponActivation: { publishAssets: 'uponActivation' },
  selective: { publishAssets: 'selective' },
  mimeOff: { mimeTypes: { 'image/*': false, 'video/*': false } },
  off: { mode: 'off' },
};

/** What a new asset is in each mode. */
const UPLOADED: Record<Mode, Expected> = {
  excluded: { synced: false, status: null, aem: false },
  mimeOff: { synced: false, status: 'NotSupported', aem: false },
  off: { synced: false, status: null, aem: false },
  immediately: { synced: true, status: 'PublishComplete', aem: false, published: 'now' },
  uponActivation: { synced: true, status: 'PublishIncomplete', aem: false },
  selective: { synced: true, status: 'PublishIncomplete', aem: false },
};

const isOn = (mode: Mode) => mode === 'immediately' || mode === 'uponActivation' || mode === 'selective';

const PUBLISHED: InitialState = { aem: true, dynamicMedia: 'published' };
const KEPT: Expected = { synced: true, status: 'PublishComplete', aem: true, published: 'before' };

/** One row of the table: a change of assets named by `names` in or into the folder `here`. */
export interface Row {
  readonly change: string;
  /** Files besides the folder's node. */
  readonly files: (cell: Cell) => Promise<Files>;
  readonly steps: (cell: Cell) => Promise<Step[]>;
  readonly expected: (cell: Cell) => Record<string, Expected>;
  readonly untouched?: (cell: Cell) => readonly (readonly [at: string, was: string])[];
  readonly modes?: readonly Mode[];
}

/** One cell of the table. */
export interface Cell {
  readonly mode: Mode;
  readonly layout: Layout;
  /** The assets concerned, by path below `here`: one, or two in a folder that the change concerns whole. */
  readonly names: readonly string[];
  /** What the change is done to: the asset, or the folder. */
  readonly subject: string;
}

const each = <T>(names: readonly string[], of: (name: string) => T): Record<string, T> =>
  Object.fromEntries(names.map((name) => [name, of(name)]));

async function assets({ layout, names }: Cell, folder: string, state: InitialState): Promise<Files> {
  const files: Files[] = [];
  for (const name of names) {
    files.push(assetFiles(layout, `${folder}/${name}`, await bytesOf(name), mimeOf(name), state));
  }
  return Object.assign({}, ...files);
}

const bytesOf = (word: string) => (word.endsWith('.mp4') ? mp4(word) : jpeg(word));
const mimeOf = (name: string) => (name.endsWith('.mp4') ? 'video/mp4' : 'image/jpeg');

/** Copies or moves the subject from `there` to `here`; a plain asset is two files. */
function transfer({ layout, subject }: Cell, how: 'copy' | 'move'): Step[] {
  const paths = layout === 'plain' && subject.includes('.') ? [subject, `${subject}.yaml`] : [subject];
  return paths.map((path): Step => {
    const [from, to] = [`there/${path}`, `here/${path}`];
    return how === 'copy' ? { copy: from, to } : { move: from, to };
  });
}

const allFiles = ({ layout, names }: Cell, folder: string) =>
  names.flatMap((name) => [nodeFile(layout, `${folder}/${name}`), bytesFile(layout, `${folder}/${name}`)]);

/** The rows of the table. */
export const ROWS: readonly Row[] = [
  {
    change: 'upload',
    files: async () => ({}),
    steps: async ({ names }) =>
      Promise.all(names.map(async (name) => ({ write: `here/${name}`, bytes: await bytesOf(name) }))),
    expected: ({ mode, names }) =>
      each(
        names.map((name) => `here/${name}`),
        () => UPLOADED[mode],
      ),
  },
  {
    change: 'copy of what is published',
    files: (cell) => assets(cell, 'there', PUBLISHED),
    steps: async (cell) => transfer(cell, 'copy'),
    expected: ({ mode, names }) => ({
      ...each(
        names.map((name) => `here/${name}`),
        () => UPLOADED[mode],
      ),
      ...each(
        names.map((name) => `there/${name}`),
        () => KEPT,
      ),
    }),
    untouched: (cell) => allFiles(cell, 'there').map((file) => [file, file] as const),
  },
  {
    change: 'move of what is published',
    files: (cell) => assets(cell, 'there', PUBLISHED),
    steps: async (cell) => transfer(cell, 'move'),
    expected: ({ names }) =>
      each(
        names.map((name) => `here/${name}`),
        () => KEPT,
      ),
    untouched: (cell) => {
      const now = allFiles(cell, 'here');
      return allFiles(cell, 'there').map((was, i) => [now[i] ?? '', was] as const);
    },
  },
  {
    change: 'move of what was never synced',
    files: (cell) => assets(cell, 'there', {}),
    steps: async (cell) => transfer(cell, 'move'),
    expected: ({ names }) =>
      each(
        names.map((name) => `here/${name}`),
        () => ({ synced: false, status: null, aem: false }),
      ),
  },
  {
    change: 'new bytes of a published image',
    files: (cell) => assets(cell, 'here', PUBLISHED),
    steps: async ({ layout, names }) =>
      Promise.all(
        names.map(async (name) => ({
          write: bytesFile(layout, `here/${name}`),
          bytes: await jpeg(`new ${name}`, 50, 20),
        })),
      ),
    expected: ({ mode, names }) =>
      each(
        names.map((name) => `here/${name}`),
        () => updated(mode),
      ),
  },
  {
    change: 'new metadata of a published image',
    files: (cell) => assets(cell, 'here', PUBLISHED),
    steps: async (cell) => retitle(cell),
    expected: ({ mode, names }) =>
      each(
        names.map((name) => `here/${name}`),
        () => updated(mode),
      ),
  },
  {
    change: 'new bytes of a video published to Dynamic Media',
    files: (cell) => assets(asVideos(cell), 'here', PUBLISHED),
    steps: async (cell) =>
      Promise.all(
        asVideos(cell).names.map(async (name) => ({
          write: bytesFile(cell.layout, `here/${name}`),
          bytes: await mp4(`new ${name}`),
        })),
      ),
    expected: (cell) =>
      each(
        asVideos(cell).names.map((name) => `here/${name}`),
        () => ({ ...KEPT, modifiedSince: true }),
      ),
  },
  {
    change: 'new metadata of an asset that is synced and was never published',
    files: (cell) => assets(cell, 'here', { dynamicMedia: 'synced' }),
    steps: async (cell) => retitle(cell),
    expected: ({ mode, names }) =>
      each(
        names.map((name) => `here/${name}`),
        () => ({
          synced: true,
          status: mode === 'immediately' ? 'PublishComplete' : 'PublishIncomplete',
          aem: false,
          published: mode === 'immediately' ? 'now' : null,
        }),
      ),
  },
  {
    change: 'new metadata of an asset that was unpublished by hand',
    files: (cell) => assets(cell, 'here', { dynamicMedia: 'unpublished' }),
    steps: async (cell) => retitle(cell),
    expected: ({ names }) =>
      each(
        names.map((name) => `here/${name}`),
        () => ({
          synced: true,
          status: 'PublishIncomplete',
          aem: false,
          published: 'before',
        }),
      ),
  },
  {
    change: 'deletion',
    files: (cell) => assets(cell, 'here', PUBLISHED),
    steps: async ({ layout, subject }) =>
      (layout === 'plain' && subject.includes('.') ? [subject, `${subject}.yaml`] : [subject]).map(
        (path) => ({
          remove: `here/${path}`,
        }),
      ),
    expected: () => ({}),
  },
  {
    change: 'a new setting of the folder',
    files: async (cell) => ({
      ...(await assets(cell, 'here', PUBLISHED)),
      ...folderFile(cell.layout, 'here', {
        'dam:publishMode': cell.mode === 'immediately' ? 'selective' : 'immediately',
      }),
    }),
    steps: async ({ layout, mode }) =>
      Object.entries(folderFile(layout, 'here', SETTINGS[mode])).map(([write, bytes]) => ({ write, bytes })),
    expected: ({ names }) =>
      each(
        names.map((name) => `here/${name}`),
        () => KEPT,
      ),
    untouched: (cell) => allFiles(cell, 'here').map((file) => [file, file] as const),
    modes: ['excluded', 'immediately', 'uponActivation', 'selective'],
  },
  {
    change: 'arrival with state',
    files: async () => ({}),
    steps: async (cell) =>
      Object.entries(await assets(cell, 'here', PUBLISHED))
        .sort(([a], [b]) => (a < b ? 1 : -1))
        .map(([write, bytes]) => ({ write, bytes })),
    expected: ({ names }) =>
      each(
        names.map((name) => `here/${name}`),
        () => KEPT,
      ),
  },
];

/** A published image is republished at once in every mode; with sync off nothing of Dynamic Media changes. */
function updated(mode: Mode): Expected {
  return { ...KEPT, modifiedSince: true, published: isOn(mode) ? 'now' : 'before' };
}

function retitle({ layout, names }: Cell): Step[] {
  return names.map((name) => ({
    edit: nodeFile(layout, `here/${name}`),
    replace: `Title of ${name.slice(name.lastIndexOf('/') + 1)}`,
    by: 'Another title',
  }));
}

function asVideos(cell: Cell): Cell {
  return { ...cell, names: cell.names.map((name) => name.replace('.jpg', '.mp4')) };
}

/** The scenario of a cell. */
export async function scenarioOf(row: Row, cell: Cell): Promise<Scenario> {
  const files: Files = {
    ...folderFile(cell.layout, 'here', SETTINGS[cell.mode]),
    ...folderFile(cell.layout, 'there'),
    ...(await row.files(cell)),
  };
  const text = (path: string) => (files[path] ?? '').toString('utf8' as never);
  return {
    name: row.change,
    files,
    ...(OPTIONS[cell.mode] ? { dynamicMedia: OPTIONS[cell.mode] as Partial<DynamicMediaOptions> } : {}),
    steps: await row.steps(cell),
    assets: row.expected(cell),
    untouched: Object.fromEntries((row.untouched?.(cell) ?? []).map(([at, was]) => [at, text(was)])),
  };
}

/** What a change is done to. */
export const SUBJECTS = [
  { what: 'an asset', names: ['hero.jpg'], subject: 'hero.jpg' },
  { what: 'a folder of assets', names: ['set/a.jpg', 'set/b.jpg'], subject: 'set' },
];
