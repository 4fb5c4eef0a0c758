/**
 * Entries as JSON: positional arrays, for a tree of 100,000 assets is written and read whole.
 *
 * @module
 */
import type { FileStat } from '../../disk/file-stat.ts';
import type { Layout } from '../../vault/layout.ts';
import type { Entry, FolderEntry, FolderFacts, NodeFacts } from '../entry.ts';

type StatRecord = readonly [ino: number, size: number, mtimeMs: number, ctimeMs: number] | null;
type NodeRecord =
  | readonly [stat: StatRecord, primaryType: string | null, content: number, state: number]
  | null;

/** One entry without its position. The first element tells the kind. */
export type EntryRecord =
  | readonly [
      'folder',
      name: string,
      ino: number,
      layout: Layout,
      node: NodeRecord,
      settings: Readonly<Record<string, string>> | null,
      unreadable: 0 | 1,
      found: 0 | 1,
    ]
  | readonly [
      'asset',
      name: string,
      layout: Layout,
      node: NodeRecord,
      binary: StatRecord,
      uuid: string | null,
      sha1: string | null,
      scene7Name: string | null,
      renditionsDue: 0 | 1,
    ]
  | readonly ['bare', name: string, stat: StatRecord, standing: 'found' | 'refused' | null]
  | readonly ['orphan', name: string, node: NodeRecord, uuid: string | null, sha1: string | null]
  | readonly ['opaque', name: string, stat: StatRecord];

/** An entry as a record. */
export function recordOf(entry: Entry): EntryRecord {
  switch (entry.kind) {
    case 'folder': {
      const { ino, layout, node, settings, unreadable } = entry.facts;
      const kept = Object.keys(settings).length > 0 ? settings : null;
      return ['folder', entry.name, ino, layout, nodeRecord(node), kept, flag(unreadable), flag(entry.found)];
    }
    case 'asset':
      return [
        'asset',
        entry.name,
        entry.layout,
        nodeRecord(entry.node),
        statRecord(entry.binary),
        entry.uuid ?? null,
        entry.sha1 ?? null,
        entry.scene7Name ?? null,
        flag(entry.renditionsDue),
      ];
    case 'bare':
      return ['bare', entry.name, statRecord(entry.stat), entry.standing ?? null];
    case 'orphan':
      return ['orphan', entry.name, nodeRecord(entry.node), entry.uuid ?? null, entry.sha1 ?? null];
    case 'opaque':
      return ['opaque', entry.name, statRecord(entry.stat)];
  }
}

/**
 * An entry of a record, below a folder.
 * @throws TypeError when the record is not one
 */
export function entryOf(record: EntryRecord, parent: FolderEntry): Entry {
  switch (record[0]) {
    case 'folder': {
      const [, name, , , , , , found] = record;
      return {
        kind: 'folder',
        name,
        parent,
        facts: factsOf(record),
        found: found === 1,
        children: new Map(),
      };
    }
    case 'asset': {
      const [, name, layout, node, binary, uuid, sha1, scene7Name, renditionsDue] = record;
      return {
        kind: 'asset',
        name,
        parent,
        layout,
        node: must(nodeOf(node)),
        binary: statOf(binary),
        uuid: uuid ?? undefined,
        sha1: sha1 ?? undefined,
        scene7Name: scene7Name ?? undefined,
        renditionsDue: renditionsDue === 1,
      };
    }
    case 'bare': {
      const [, name, stat, standing] = record;
      return { kind: 'bare', name, parent, stat: must(statOf(stat)), standing: standing ?? undefined };
    }
    case 'orphan': {
      const [, name, node, uuid, sha1] = record;
      return {
        kind: 'orphan',
        name,
        parent,
        node: must(nodeOf(node)),
        uuid: uuid ?? undefined,
        sha1: sha1 ?? undefined,
      };
    }
    case 'opaque': {
      const [, name, stat] = record;
      return { kind: 'opaque', name, parent, stat: must(statOf(stat)) };
    }
    default:
      throw new TypeError('not an entry');
  }
}

/** The facts in a folder's record. */
export function factsOf(record: Extract<EntryRecord, readonly ['folder', ...unknown[]]>): FolderFacts {
  const [, , ino, layout, node, settings, unreadable] = record;
  return { ino, layout, node: nodeOf(node), settings: settings ?? {}, unreadable: unreadable === 1 };
}

const flag = (value: boolean): 0 | 1 => (value ? 1 : 0);

function statRecord(stat: FileStat | undefined): StatRecord {
  return stat ? [stat.ino, stat.size, stat.mtimeMs, stat.ctimeMs] : null;
}

function statOf(record: StatRecord): FileStat | undefined {
  if (!record) return undefined;
  const [ino, size, mtimeMs, ctimeMs] = record;
  return { ino, size, mtimeMs, ctimeMs };
}

function nodeRecord(node: NodeFacts | undefined): NodeRecord {
  return node ? [statRecord(node.stat), node.primaryType ?? null, node.content, node.state] : null;
}

function nodeOf(record: NodeRecord): NodeFacts | undefined {
  if (!record) return undefined;
  const [stat, primaryType, content, state] = record;
  return { stat: must(statOf(stat)), primaryType: primaryType ?? undefined, content, state };
}

function must<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new TypeError('not an entry');
  return value;
}
