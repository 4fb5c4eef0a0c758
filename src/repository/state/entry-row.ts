/**
 * An entry as a row of plain values: a line of the log, and, turned by columns, the snapshot.
 *
 * @module
 */
import type { FileStat } from '../../disk/file-stat.ts';
import type { Layout } from '../../vault/layout.ts';
import type { BareEntry, Entry, FolderEntry, FolderFacts, NodeFacts } from '../entry.ts';

/** The columns. A change of their meaning is a new version of the snapshot. */
export const COLUMNS = [
  'kind',
  'name',
  'layout',
  'ino',
  'size',
  'mtime',
  'ctime',
  'nodeIno',
  'nodeSize',
  'nodeMtime',
  'nodeCtime',
  'type',
  'content',
  'state',
  'replicated',
  'uuid',
  'sha1',
  'scene7Name',
  'renditionsDue',
  'standing',
  'settings',
  'unreadable',
] as const;

/** The name of a column. */
export type Column = (typeof COLUMNS)[number];

/** What an entry says in each column; nothing where a column does not concern it. */
export type EntryRow = Readonly<Partial<Record<Column, unknown>>>;

/** Reads a column of some row: `undefined` or `null` where it says nothing. */
export type ReadCell = (column: Column) => unknown;

/** An entry as a row, without its position. */
export function rowOf(entry: Entry): EntryRow {
  const { kind, name } = entry;
  switch (kind) {
    case 'folder': {
      const { ino, layout, node, settings, unreadable } = entry.facts;
      return {
        kind,
        name,
        layout,
        ino,
        ...nodeCells(node),
        standing: entry.found ? 'found' : undefined,
        settings: Object.keys(settings).length > 0 ? settings : undefined,
        unreadable: flag(unreadable),
      };
    }
    case 'asset': {
      const { layout, node, binary, uuid, sha1, scene7Name, renditionsDue } = entry;
      const cells = { ...statCells(binary), ...nodeCells(node) };
      return { kind, name, layout, ...cells, uuid, sha1, scene7Name, renditionsDue: flag(renditionsDue) };
    }
    case 'bare':
      return { kind, name, ...statCells(entry.stat), standing: entry.standing };
    case 'orphan':
      return { kind, name, ...nodeCells(entry.node), uuid: entry.uuid, sha1: entry.sha1 };
    case 'opaque':
      return { kind, name, ...statCells(entry.stat) };
  }
}

/**
 * The entry of a row, below a folder.
 * @throws TypeError when the cells are not an entry's
 */
export function entryOf(read: ReadCell, parent: FolderEntry): Entry {
  const name = text(read, 'name');
  const kind = read('kind');
  switch (kind) {
    case 'folder': {
      const found = read('standing') === 'found';
      return { kind, name, parent, facts: factsOf(read), found, children: new Map() };
    }
    case 'asset':
      return {
        kind,
        name,
        parent,
        layout: must(layoutIn(read), 'layout'),
        node: must(nodeOf(read), 'node'),
        binary: statOf(read),
        uuid: optionalText(read, 'uuid'),
        sha1: optionalText(read, 'sha1'),
        scene7Name: optionalText(read, 'scene7Name'),
        renditionsDue: read('renditionsDue') === 1,
      };
    case 'bare':
      return { kind, name, parent, stat: must(statOf(read), 'file'), standing: standingOf(read) };
    case 'orphan': {
      const node = must(nodeOf(read), 'node');
      return { kind, name, parent, node, uuid: optionalText(read, 'uuid'), sha1: optionalText(read, 'sha1') };
    }
    case 'opaque':
      return { kind, name, parent, stat: must(statOf(read), 'file') };
    default:
      throw new TypeError(`${String(kind)} is no kind of entry`);
  }
}

/**
 * The facts in a folder's row.
 * @throws TypeError when the cells are not a folder's
 */
export function factsOf(read: ReadCell): FolderFacts {
  const ino = number(read, 'ino');
  const unreadable = read('unreadable') === 1;
  return { ino, layout: layoutIn(read), node: nodeOf(read), settings: settingsOf(read), unreadable };
}

const flag = (value: boolean): 1 | undefined => (value ? 1 : undefined);

function statCells(stat: FileStat | undefined): EntryRow {
  return stat ? { ino: stat.ino, size: stat.size, mtime: stat.mtimeMs, ctime: stat.ctimeMs } : {};
}

function nodeCells(node: NodeFacts | undefined): EntryRow {
  if (!node) return {};
  const { stat, primaryType: type, content, state, replicated } = node;
  return {
    nodeIno: stat.ino,
    nodeSize: stat.size,
    nodeMtime: stat.mtimeMs,
    nodeCtime: stat.ctimeMs,
    type,
    content,
    state,
    replicated: flag(replicated === true),
  };
}

function statOf(read: ReadCell): FileStat | undefined {
  if (typeof read('size') !== 'number') return undefined;
  return {
    ino: number(read, 'ino'),
    size: number(read, 'size'),
    mtimeMs: number(read, 'mtime'),
    ctimeMs: number(read, 'ctime'),
  };
}

function nodeOf(read: ReadCell): NodeFacts | undefined {
  if (typeof read('nodeSize') !== 'number') return undefined;
  const stat = {
    ino: number(read, 'nodeIno'),
    size: number(read, 'nodeSize'),
    mtimeMs: number(read, 'nodeMtime'),
    ctimeMs: number(read, 'nodeCtime'),
  };
  const primaryType = optionalText(read, 'type');
  const replicated = read('replicated') === 1 ? { replicated: true as const } : {};
  return { stat, primaryType, content: number(read, 'content'), state: number(read, 'state'), ...replicated };
}

function layoutIn(read: ReadCell): Layout | undefined {
  const layout = read('layout') ?? undefined;
  if (layout === undefined) return layout;
  if (layout === 'vault' || layout === 'plain') return layout;
  throw new TypeError(`${String(layout)} is no layout`);
}

function standingOf(read: ReadCell): BareEntry['standing'] {
  const standing = read('standing');
  return standing === 'found' || standing === 'refused' ? standing : undefined;
}

function settingsOf(read: ReadCell): Readonly<Record<string, string>> {
  const settings = read('settings') ?? {};
  if (typeof settings !== 'object') throw new TypeError('settings are not settings');
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]));
}

function text(read: ReadCell, column: Column): string {
  return must(optionalText(read, column), column);
}

function optionalText(read: ReadCell, column: Column): string | undefined {
  const value = read(column) ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw new TypeError(`${column} is no text`);
}

function number(read: ReadCell, column: Column): number {
  const value = read(column);
  if (typeof value === 'number') return value;
  throw new TypeError(`${column} is no number`);
}

function must<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new TypeError(`${what} is missing`);
  return value;
}
