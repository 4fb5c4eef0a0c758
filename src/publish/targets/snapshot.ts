/**
 * What a store holds of one path: the facts of a publication, and its files by their SHA-256.
 *
 * @module
 */
import type { Readable } from 'node:stream';
import type { Layout } from '../../vault/layout.ts';
import type { Channel } from './replication-target.ts';

/** Bytes, told by what they are. */
export interface BlobReference {
  /** Lower-case hex. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
}

/** What the node of a publication says, needed without opening the node. */
export interface PublicationFacts {
  /** When it was published on its channel, ISO 8601. */
  readonly publishedAt?: string;
  /** In pixels. */
  readonly width?: number;
  /** In pixels. */
  readonly height?: number;
}

/**
 * A publication as it was when somebody published: the node, the original and the renditions; of Dynamic
 * Media no renditions, for it renders itself.
 */
export interface Snapshot extends PublicationFacts {
  /** JCR path. */
  readonly path: string;
  readonly channel: Channel;
  readonly resource: 'asset' | 'folder';
  /** The asset's `jcr:uuid`: paths are given to other assets in time. */
  readonly uuid?: string;
  readonly mimeType: string;
  /** `company/name`. */
  readonly scene7File?: string;
  /** How the node is written: DocView (`vault`) or YAML (`plain`). */
  readonly layout: Layout;
  readonly node: BlobReference;
  readonly original?: BlobReference;
  /** By name, such as `cq5dam.thumbnail.48.48.png`. */
  readonly renditions: Readonly<Record<string, BlobReference>>;
}

/** A snapshot whose files can be read. */
export interface Held extends Snapshot {
  /**
   * The bytes of one of its files.
   * @throws the I/O error, when they cannot be read
   */
  open(file: BlobReference): Promise<Readable>;
}

/** All files of a snapshot. */
export function filesOf({ node, original, renditions }: Snapshot): BlobReference[] {
  return [node, original, ...Object.values(renditions)].filter((file) => file !== undefined);
}
