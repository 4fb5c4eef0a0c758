/**
 * A bucket of an S3-compatible object store, as little of it as a store of publications needs. The client
 * is loaded with the first request: most trees have no bucket, and loading it takes longer than a start.
 *
 * @module
 */

import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { errorCode } from '../../disk/errors.ts';
import type { S3Options } from './s3-options.ts';

type Sdk = typeof import('@aws-sdk/client-s3');

/** What is known of an object without its bytes. */
export interface ObjectFacts {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** What is put. */
export interface ObjectBody {
  readonly bytes: Readable | string;
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  /** Hex; the store refuses bytes that differ. */
  readonly sha256?: string;
}

/** An unreachable store must not hold a delivery for ever; both in milliseconds. */
const PATIENCE = { connectionTimeout: 10_000, requestTimeout: 60_000 };

/** What fails is thrown here, and said once by whoever tries again. */
const SILENCE = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {}

/** A bucket below a prefix; keys are relative to that. */
export class S3Bucket {
  readonly #options: S3Options;
  readonly #prefix: string;
  #opened: Promise<{ readonly sdk: Sdk; readonly client: S3Client }> | undefined;

  constructor(options: S3Options) {
    this.#options = options;
    const { prefix = '' } = options;
    this.#prefix = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
  }

  /** Puts an object, replacing the one there was. */
  async put(key: string, { bytes, type, size, sha256 }: ObjectBody): Promise<void> {
    const { sdk, client } = await this.#open();
    const checksum =
      sha256 === undefined ? {} : { ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64') };
    await client.send(
      new sdk.PutObjectCommand({
        ...this.#at(key),
        Body: bytes,
        ContentType: type,
        ContentLength: size,
        ...checksum,
      }),
    );
  }

  /** The bytes of an object; `undefined` when there is none. */
  async get(key: string): Promise<Readable | undefined> {
    const { sdk, client } = await this.#open();
    try {
      const { Body: body } = await client.send(new sdk.GetObjectCommand(this.#at(key)));
      if (body instanceof Readable) return body;
      throw new TypeError(`the store answered ${key} without bytes`);
    } catch (cause) {
      if (cause instanceof Error && cause.name === 'NoSuchKey') return undefined;
      throw cause;
    }
  }

  /** What is known of an object; `undefined` when there is none. */
  async look(key: string): Promise<ObjectFacts | undefined> {
    const { sdk, client } = await this.#open();
    try {
      const found = await client.send(new sdk.HeadObjectCommand(this.#at(key)));
      return { key, size: found.ContentLength ?? 0, modified: found.LastModified?.getTime() ?? 0 };
    } catch (cause) {
      if (cause instanceof sdk.S3ServiceException && cause.$metadata.httpStatusCode === 404) return undefined;
      throw cause;
    }
  }

  /** Removes an object; nothing happens when there is none. */
  async remove(key: string): Promise<void> {
    const { sdk, client } = await this.#open();
    await client.send(new sdk.DeleteObjectCommand(this.#at(key)));
  }

  /** The objects whose keys begin so, a page at a time. */
  async *list(beginning: string): AsyncGenerator<ObjectFacts> {
    const { sdk, client } = await this.#open();
    const pages = sdk.paginateListObjectsV2(
      { client },
      { Bucket: this.#options.bucket, Prefix: this.#prefix + beginning },
    );
    for await (const { Contents: objects = [] } of pages) {
      for (const { Key: key = '', Size: size = 0, LastModified: modified } of objects) {
        yield { key: key.slice(this.#prefix.length), size, modified: modified?.getTime() ?? 0 };
      }
    }
  }

  #at(key: string): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.#options.bucket, Key: this.#prefix + key };
  }

  #open() {
    this.#opened ??= openClient(this.#options);
    return this.#opened;
  }
}

async function openClient({ endpoint, region, pathStyle = endpoint !== undefined }: S3Options) {
  const sdk = await loadSdk();
  const regionThere = region ?? (endpoint === undefined ? undefined : 'us-east-1');
  const client = new sdk.S3Client({
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(regionThere === undefined ? {} : { region: regionThere }),
    forcePathStyle: pathStyle,
    requestHandler: PATIENCE,
    logger: SILENCE,
    // Beyond the checksums given above: many stores that are not AWS's cannot read the trailing kind.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return { sdk, client };
}

async function loadSdk(): Promise<Sdk> {
  // It would tell everybody that a later version of it will need another Node.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  try {
    return await import('@aws-sdk/client-s3');
  } catch (cause) {
    if (errorCode(cause) !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new Error('publishing to a bucket needs the package @aws-sdk/client-s3: install it', { cause });
  }
}
