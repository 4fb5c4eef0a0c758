/**
 * Starts the S3 server before the tests of this folder and stops it after them.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Base URL of the server. */
    s3Endpoint: string;
  }
}

/** The bucket that is there. */
const BUCKET = 'publications';

const program = join(
  import.meta.dirname,
  '../../node_modules/.cache/oakling-s3-server/node_modules/s3rver/bin/s3rver.js',
);

export default async function startServer(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'oakling-s3-'));
  const server = spawn(
    process.execPath,
    // The tokens of its pages are made with a cipher that OpenSSL 3 calls legacy.
    [
      '--openssl-legacy-provider',
      program,
      '-d',
      folder,
      '-a',
      '127.0.0.1',
      '-p',
      '0',
      '--configure-bucket',
      BUCKET,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exit = once(server, 'exit');
  let endpoint: string | undefined;
  for await (const line of createInterface({ input: server.stdout })) {
    const port = /listening on \S+:(\d+)/.exec(line)?.[1];
    if (port === undefined) continue;
    endpoint = `http://127.0.0.1:${port}`;
    break;
  }
  if (endpoint === undefined) throw new Error('the S3 server ended by itself');
  project.provide('s3Endpoint', endpoint);
  server.stdout.resume();
  return async () => {
    server.kill();
    await exit;
    rmSync(folder, { recursive: true, force: true });
  };
}
