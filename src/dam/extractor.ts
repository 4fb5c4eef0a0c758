/**
 * The contract of a metadata extractor: from a binary to properties of the asset's `metadata` node.
 * The built-in ones are used through it, and plugins add their own.
 *
 * @module
 */
import type { Property } from '../jcr/property.ts';
import type { Problem } from '../problems/problem.ts';

/** How many of its first bytes every binary brings along: enough for the headers of nearly all formats. */
export const HEAD_LENGTH = 64 * 1024;

/** A binary to look into. */
export interface Binary {
  /** Absolute path of the bytes. */
  readonly file: string;
  /** The asset's name, such as `hero.jpg`. */
  readonly name: string;
  /** MIME type as detected from content and name. */
  readonly mimeType: string;
  /** Bytes. */
  readonly size: number;
  /** The first bytes, at most {@link HEAD_LENGTH}. */
  readonly head: Buffer;
  /** Reads up to `length` bytes from `position`; fewer at the end of the file. Rejects with the I/O error. */
  readonly read: (position: number, length: number) => Promise<Buffer>;
}

/** Whether the head of a binary is all of it. */
export function isAllHead({ head, size }: Pick<Binary, 'head' | 'size'>): boolean {
  return head.length === size;
}

/** What an extractor found. */
export interface Extracted {
  /** Properties for `jcr:content/metadata`, by qualified name. */
  readonly properties: Readonly<Record<string, Property>>;
  /** What it could not read; `path` is the asset's name, the caller locates it. */
  readonly problems?: readonly Problem[];
}

/**
 * Reads metadata out of one kind of binary. Later extractors win over earlier ones; none can set what
 * oakling computes itself, such as `dam:sha1` (see `asset-node.ts`).
 */
export interface Extractor {
  readonly name: string;
  /** Whether this extractor understands a MIME type. */
  readonly accepts: (mimeType: string) => boolean;
  /** Reads the properties. A rejection is reported as `plugin.failed` and stops nothing else. */
  readonly extract: (binary: Binary) => Promise<Extracted>;
}
