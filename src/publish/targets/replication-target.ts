/**
 * The contract of a replication target: a place that holds what is published. Idempotent in both
 * directions, so that a repeated step after an interruption does no harm.
 *
 * @module
 */
import type { Layout } from '../../vault/layout.ts';
import type { Held, PublicationFacts } from './snapshot.ts';

/** Which of AEM's publish channels a target serves. */
export type Channel = 'aem' | 'dynamicMedia' | 'brandPortal';

/**
 * An asset or folder as it is being published. Its files stay as they are until `put` has answered: they
 * are the snapshot that was taken when somebody published, not the files of the tree.
 */
export interface Publication {
  /** JCR path. */
  readonly path: string;
  readonly channel: Channel;
  /** A folder has a node and no bytes; only AEM publishes folders. */
  readonly resource?: 'asset' | 'folder';
  /** The asset's `jcr:uuid`. */
  readonly uuid?: string;
  readonly mimeType: string;
  /** Absolute file of the bytes; absent for assets without a binary. */
  readonly original: string | undefined;
  /** Absolute files of the renditions by name, such as `cq5dam.web.1280.1280.jpeg`. */
  readonly renditions?: ReadonlyMap<string, string>;
  /** Absolute file of the node. */
  readonly nodeFile: string;
  /** How the node is written: DocView (`vault`, the default) or YAML (`plain`). */
  readonly layout?: Layout;
  /** Dynamic Media's id, `company/name`, where there is one. */
  readonly scene7File: string | undefined;
  /** What the node says besides; read from it unless told. */
  readonly facts?: PublicationFacts;
}

/** A place to publish to. What it throws is tried again, and reported when that does not help. */
export interface ReplicationTarget {
  /** Tells the target from others; publications that wait for it find it by this name after a restart. */
  readonly name: string;
  readonly channel: Channel;
  /** Holds an asset from now on, replacing what it held of that path. */
  put(publication: Publication): Promise<void>;
  /** Holds nothing of that path any more. */
  remove(path: string): Promise<void>;
}

/** A target that can be asked what it holds, and so can be delivered from, compared and verified. */
export interface ReplicationStore extends ReplicationTarget {
  /** What it holds of a path; `undefined` for nothing. */
  get(path: string): Promise<Held | undefined>;
  /** Every path it holds, each once, in no order. */
  list(): AsyncIterable<string>;
}

/** Whether a target can be asked what it holds. */
export function isStore(target: ReplicationTarget): target is ReplicationStore {
  return 'get' in target && 'list' in target;
}
