/**
 * What two oaklings say to each other: one line of JSON per request and answer, over a local socket.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { type Oakling, REMOTE_VERBS } from '../emulator/oakling.ts';

/** A verb that may be called from another process. */
export type RemoteVerb = (typeof REMOTE_VERBS)[number];

/** The verbs of a running oakling, called from another process. */
export type RemoteOakling = Pick<Oakling, RemoteVerb>;

/** A call. */
export interface Request {
  readonly id: number;
  readonly verb: RemoteVerb;
  readonly args: readonly unknown[];
}

/** The answer to a call. */
export type Answer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: { readonly name: string; readonly message: string } };

/** No request is longer than this; who sends more is not one of us. */
export const LONGEST_REQUEST = 64 * 1024 * 1024;

/** Socket paths are short by tradition: 104 bytes on macOS, 108 on Linux. */
const LONGEST_ADDRESS = 100;

/**
 * Where the oakling that works on a tree listens: in its state folder, or, where that path is too long,
 * in a folder of the user's own among the temporary files. A named pipe on Windows.
 */
export function addressOf(stateFolder: string): string {
  const hash = createHash('sha1').update(stateFolder).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\oakling-${hash}`;
  const near = join(stateFolder, 'control.sock');
  return Buffer.byteLength(near) <= LONGEST_ADDRESS ? near : join(farFolder(), `${hash}.sock`);
}

/** The folder for addresses that would be too long; nobody else may enter it. */
export function farFolder(): string {
  return join(tmpdir(), `oakling-${userInfo().uid}`);
}

/** Parses a request; `undefined` for anything else. */
export function parseRequest(line: string): Request | undefined {
  const value = parseJson(line);
  if (typeof value !== 'object' || value === null || !('id' in value) || !('verb' in value)) return undefined;
  const { id, verb } = value;
  const args = 'args' in value && Array.isArray(value.args) ? (value.args as unknown[]) : [];
  const known = REMOTE_VERBS.find((name) => name === verb);
  return typeof id === 'number' && known ? { id, verb: known, args } : undefined;
}

/** Parses an answer; `undefined` for anything else. */
export function parseAnswer(line: string): Answer | undefined {
  const value = parseJson(line);
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined;
  return 'result' in value || 'error' in value ? (value as Answer) : undefined;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
