/**
 * The summary of a node that was parsed in full: what the fast paths answer, found the plain way.
 *
 * @module
 */
import { descendant, type NodeData } from '../jcr/node.ts';
import { firstValue, type Property } from '../jcr/property.ts';
import type { NodeSummary, SummaryQuery } from './node-document.ts';

/** Summarizes a parsed node. Digests are sums, so order does not matter; they stay below 2^53. */
export function summarizeNode(root: NodeData, query: SummaryQuery): NodeSummary {
  const captured: Record<string, string> = {};
  let content = 0;
  let state = 0;
  const hasher = new Hasher();
  /** Visits a node; the hasher holds the hash of its path. */
  const visit = (data: NodeData) => {
    const { low, high } = hasher;
    content = add(content, hasher.value);
    for (const [name, { type, multiple, values }] of data.properties) {
      const value = values[0];
      if (value !== undefined && query.capture.includes(name) && !(name in captured)) captured[name] = value;
      hasher.resume(low, high);
      hasher.next(name);
      hasher.next(type);
      hasher.next(multiple ? 'true' : 'false');
      for (const each of values) hasher.next(each);
      if (query.volatile(name)) state = add(state, hasher.value);
      else content = add(content, hasher.value);
    }
    for (const [name, child] of data.children) {
      hasher.resume(low, high);
      hasher.feed('/');
      hasher.feed(name);
      visit(child);
    }
  };
  visit(root);
  return {
    primaryType: firstValue(root.properties.get('jcr:primaryType')),
    uuid: firstValue(root.properties.get('jcr:uuid')),
    captured,
    located: locatedIn(root, query.located ?? []),
    contentDigest: content,
    volatileDigest: state,
  };
}

function locatedIn(root: NodeData, paths: readonly string[]): Record<string, Property> {
  const located: Record<string, Property> = {};
  for (const path of paths) {
    const steps = path.split('/');
    const found = descendant(root, steps.slice(0, -1))?.properties.get(steps.at(-1) ?? '');
    if (found) located[path] = found;
  }
  return located;
}

/** Two FNV-1a passes with different offsets, joined to 53 bits. */
export function hashText(text: string): number {
  const hasher = new Hasher();
  hasher.feed(text);
  return hasher.value;
}

/** Adds two digests modulo 2^53 - 1, without ever leaving the numbers a double holds exactly. */
export function add(a: number, b: number): number {
  const room = Number.MAX_SAFE_INTEGER - b;
  return a < room ? a + b : a - room;
}

/** Hashes texts as they come; a state kept of a common beginning saves hashing that again. */
class Hasher {
  low = 0x811c9dc5 | 0;
  high = 0x01000193;

  /** Goes back to a state it was in. */
  resume(low: number, high: number): void {
    this.low = low;
    this.high = high;
  }

  /** Goes on with a text. */
  feed(text: string): void {
    let { low, high } = this;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      low = Math.imul(low ^ unit, LOW_PRIME);
      high = Math.imul(high ^ unit, HIGH_PRIME);
    }
    this.low = low;
    this.high = high;
  }

  /** Goes on with NUL, which an exclusive or does not see, and a text. */
  next(text: string): void {
    this.low = Math.imul(this.low, LOW_PRIME);
    this.high = Math.imul(this.high, HIGH_PRIME);
    this.feed(text);
  }

  get value(): number {
    return (this.high & 0x1fffff) * 0x1_0000_0000 + (this.low >>> 0);
  }
}

const LOW_PRIME = 0x01000193;
const HIGH_PRIME = 0x85ebca6b;
