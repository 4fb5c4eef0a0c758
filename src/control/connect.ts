/**
 * Calls the verbs of the oakling that works on a tree, from another process.
 *
 * @module
 */
import { createConnection, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { REMOTE_VERBS } from '../emulator/oakling.ts';
import { type Answer, addressOf, parseAnswer, type RemoteOakling, type RemoteVerb } from './protocol.ts';

/** A running oakling, at the other end of a socket. */
export interface ControlClient extends RemoteOakling {
  close(): Promise<void>;
}

/** The oakling that was asked stopped before it answered; what it had begun it finished. */
export class OaklingGoneError extends Error {
  constructor() {
    super('the oakling that works on this tree went away before it answered; run the command again');
    this.name = 'OaklingGoneError';
  }
}

/** Connects to the oakling that works on a tree; `undefined` when none does. */
export async function connectControl(stateFolder: string): Promise<ControlClient | undefined> {
  const socket = await connected(addressOf(stateFolder));
  return socket && clientOf(socket);
}

function connected(address: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = createConnection(address);
    socket.once('connect', () => resolve(socket));
    // Nobody listens: there is no socket, or one that a killed process left.
    socket.once('error', () => resolve(undefined));
  });
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (cause: Error) => void;
}

function clientOf(socket: Socket): ControlClient {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  createInterface({ input: socket }).on('line', (line) => {
    const answer = parseAnswer(line);
    if (!answer) return;
    settle(answer, waiting.get(answer.id));
    waiting.delete(answer.id);
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new OaklingGoneError());
    waiting.clear();
  });
  const call = (verb: RemoteVerb, args: readonly unknown[]) =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      socket.write(`${JSON.stringify({ id, verb, args })}\n`);
    });
  const verbs = Object.fromEntries(
    REMOTE_VERBS.map((verb) => [verb, (...args: readonly unknown[]) => call(verb, args)]),
  );
  const close = () =>
    new Promise<void>((resolve) => {
      if (socket.closed) return resolve();
      socket.once('close', () => resolve());
      socket.destroySoon();
    });
  return { ...(verbs as unknown as RemoteOakling), close };
}

function settle(answer: Answer, waiting: Waiting | undefined): void {
  if ('result' in answer) waiting?.resolve(answer.result);
  else waiting?.reject(Object.assign(new Error(answer.error.message), { name: answer.error.name }));
}
