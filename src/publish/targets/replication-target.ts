/**
 * The contract of a replication target: a place that holds what is published. Idempotent in both
 * directions, so that a repeated step after an interruption does no harm.
 *
 * @module
 */

/** Which of AEM's publish channels a target serves. */
export type Channel = 'aem' | 'dynamicMedia' | 'brandPortal';

/** An asset as it is being published. */
export interface Publication {
  /** JCR path. */
  readonly path: string;
  readonly channel: Channel;
  readonly mimeType: string;
  /** Absolute file of the bytes; absent for assets without a binary. */
  readonly original: string | undefined;
  /** Absolute file of the node. */
  readonly nodeFile: string;
  /** Dynamic Media's id, `company/name`, where there is one. */
  readonly scene7File: string | undefined;
}

/** A place to publish to. What it throws is reported as `target.failed` and stops nothing else. */
export interface ReplicationTarget {
  readonly name: string;
  readonly channel: Channel;
  /** Holds an asset from now on, replacing what it held of that path. */
  put(publication: Publication): Promise<void>;
  /** Holds nothing of that path any more. */
  remove(path: string): Promise<void>;
}
