/**
 * The index cannot tell two versions apart that were written within one tick of the file system's clock.
 * So what was written just before it is remembered gets a time no file has, and the next look reads it
 * again; git smudges its index for the same reason.
 *
 * @module
 */
import { type FileStat, isRacy } from '../disk/file-stat.ts';
import type { Entry, NodeFacts } from './entry.ts';

/** The entry as the index keeps it: itself, unless one of its files was written just now. */
export function smudged<E extends Entry>(entry: E, now: number): E {
  switch (entry.kind) {
    case 'asset': {
      const node = smudgedNode(entry.node, now);
      const binary = entry.binary && smudgedStat(entry.binary, now);
      return node === entry.node && binary === entry.binary ? entry : { ...entry, node, binary };
    }
    case 'orphan': {
      const node = smudgedNode(entry.node, now);
      return node === entry.node ? entry : { ...entry, node };
    }
    default:
      return entry;
  }
}

function smudgedNode(node: NodeFacts, now: number): NodeFacts {
  const stat = smudgedStat(node.stat, now);
  return stat === node.stat ? node : { ...node, stat };
}

function smudgedStat(stat: FileStat, now: number): FileStat {
  return isRacy(stat, now) ? { ...stat, mtimeMs: -1 } : stat;
}
