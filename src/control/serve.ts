/**
 * Lets commands reach the oakling that works on a tree. Only this user can: the socket is in a folder
 * and of a mode that nobody else may enter.
 *
 * @module
 */
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Oakling } from '../emulator/oakling.ts';
import {
  type Answer,
  addressOf,
  farFolder,
  LONGEST_REQUEST,
  parseRequest,
  type Request,
} from './protocol.ts';

/** A listening socket. */
export interface ControlServer {
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Listens for calls. The caller holds the tree's lock, so a socket that is there already is a dead one's.
 * @throws the I/O error when it cannot listen
 */
export async function serveControl(oakling: Oakling, stateFolder: string): Promise<ControlServer> {
  const address = addressOf(stateFolder);
  if (process.platform !== 'win32') {
    if (dirname(address) === farFolder()) mkdirSync(farFolder(), { recursive: true, mode: 0o700 });
    rmSync(address, { force: true });
  }
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    clients.add(client);
    client.on('close', () => clients.delete(client));
    // A client that vanishes needs no answer.
    client.on('error', () => client.destroy());
    answerAll(client, oakling);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, resolve);
  });
  if (process.platform !== 'win32') chmodSync(address, 0o600);
  return {
    address,
    close: () =>
      new Promise((resolve) => {
        for (const client of clients) client.destroy();
        server.close(() => resolve());
      }),
  };
}

function answerAll(client: Socket, oakling: Oakling): void {
  let unread = 0;
  client.on('data', (bytes: Buffer) => {
    const lineEnd = bytes.lastIndexOf(10);
    unread = lineEnd < 0 ? unread + bytes.length : bytes.length - lineEnd;
    if (unread > LONGEST_REQUEST) client.destroy();
  });
  createInterface({ input: client }).on('line', async (line) => {
    const request = parseRequest(line);
    if (!request) return void client.destroy();
    const answer = await answerTo(request, oakling);
    if (client.writable) client.write(`${JSON.stringify(answer)}\n`);
  });
}

async function answerTo({ id, verb, args }: Request, oakling: Oakling): Promise<Answer> {
  try {
    const call = oakling[verb].bind(oakling) as (...args: readonly unknown[]) => Promise<unknown>;
    return { id, result: (await call(...args)) ?? null };
  } catch (cause) {
    const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
    return { id, error: { name, message } };
  }
}
