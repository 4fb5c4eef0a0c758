/**
 * Where a bucket is, as people write it.
 *
 * @module
 */
import type { Channel } from '../../publish/targets/replication-target.ts';

/** A bucket. Credentials are not said here: they come from the usual AWS environment and files only. */
export interface S3Options {
  readonly bucket: string;
  /** Base URL of a store that is not AWS's, such as `http://localhost:9000`. */
  readonly endpoint?: string | undefined;
  /** That of the AWS environment unless told; with an endpoint `us-east-1`, which most stores ignore. */
  readonly region?: string | undefined;
  /** What all keys begin with, such as `campaigns`. */
  readonly prefix?: string | undefined;
  /** Whether the bucket is part of the path rather than of the host name; so with an endpoint unless told. */
  readonly pathStyle?: boolean | undefined;
  /** What is published there. Default AEM and Dynamic Media. */
  readonly channels?: readonly Channel[] | undefined;
}
