/**
 * One oakling works on a tree at a time. A lock whose process is gone is taken over at once: the process
 * id together with the process's start time proves life, so a crash blocks nobody.
 *
 * Looking at a stale lock and removing it are two steps, between which another may have put a new lock in
 * its place. So who wants to remove a lock first takes a lock on removing that very one.
 *
 * @module
 */
import { createHash, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { pid } from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { claimFile } from '../../disk/claim.ts';
import { errorCode } from '../../disk/errors.ts';
import { remove } from '../../disk/folders.ts';
import { readOwnText } from '../../disk/own-text.ts';
import { readText } from '../../disk/read.ts';
import { clearLeftovers, makeStateFolder, stateFiles } from './state-folder.ts';

/** What a lock file says. */
interface Holder {
  readonly pid: number;
  /** Start time of the process in the kernel's ticks; empty where the system does not tell. */
  readonly start: string;
  readonly host: string;
  readonly token: string;
  readonly since: string;
}

/** A lock file as it is. */
interface Standing {
  readonly text: string;
  /** Absent while it is being written where files do not appear whole, or when it is damaged. */
  readonly holder: Holder | undefined;
}

/** A tree that is ours until released. */
export interface TreeLock {
  /** Whether whoever held it before died with it: something may have been cut off. */
  readonly isInherited: boolean;
  release(): Promise<void>;
}

/** Another oakling works on the tree. */
export class TreeLockedError extends Error {
  readonly pid: number;
  readonly since: string;
  readonly file: string;

  constructor({ pid: holder, since, host }: Holder, file: string) {
    const where = host === hostname() ? '' : ` on ${host}`;
    super(
      `another oakling (process ${holder}${where}, since ${since}) works on this tree; ` +
        `stop it first, or remove ${file} if it is gone for certain`,
    );
    this.name = 'TreeLockedError';
    this.pid = holder;
    this.since = since;
    this.file = file;
  }
}

/** How long a lock may say nothing before it counts as damaged: looks, and milliseconds between them. */
const PATIENCE = { looks: 20, pause: 25 };

/**
 * Takes the lock of a tree.
 * @throws TreeLockedError when somebody alive holds it
 */
export async function takeLock(stateFolder: string): Promise<TreeLock> {
  makeStateFolder(stateFolder);
  const file = stateFiles(stateFolder).lock;
  const own: Holder = {
    pid,
    start: startOf(pid),
    host: hostname(),
    token: randomUUID(),
    since: new Date().toISOString(),
  };
  const isInherited = await take(file, own);
  clearLeftovers(stateFolder);
  return { isInherited, release: async () => release(file, own) };
}

/** Answers whether a stale lock had to be removed for it. */
async function take(file: string, own: Holder): Promise<boolean> {
  let isInherited = false;
  while (!claimFile(file, JSON.stringify(own))) {
    const standing = await standingAt(file);
    if (!standing) continue;
    const { holder } = standing;
    if (holder && isAlive(holder)) throw new TreeLockedError(holder, file);
    await removeStale(file, standing, own);
    isInherited = true;
  }
  return isInherited;
}

/** Whoever died here left a stale lock on removing, which is taken over in the same way. */
async function removeStale(file: string, { text }: Standing, own: Holder): Promise<void> {
  const removing = `${file}.${createHash('sha1').update(text).digest('hex').slice(0, 16)}`;
  await take(removing, own);
  // Nobody else may remove it now, and nobody can replace it before it is removed.
  if (textAt(file) === text) remove(file);
  release(removing, own);
}

function release(file: string, { token }: Holder): void {
  if (holderIn(textAt(file) ?? '')?.token === token) remove(file);
}

/** The lock that stands at a place; `undefined` when it is gone again. */
async function standingAt(file: string): Promise<Standing | undefined> {
  for (let look = 1; ; look++) {
    const text = textAt(file);
    if (text === undefined) return undefined;
    const holder = holderIn(text);
    if (holder || look > PATIENCE.looks) return { text, holder };
    await wait(PATIENCE.pause);
  }
}

/** What a lock file says; nothing, when it is no text. */
function textAt(file: string): string | undefined {
  const read = readText(file);
  return read && (read.text ?? '');
}

function holderIn(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isHolder(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isHolder(value: unknown): value is Holder {
  if (typeof value !== 'object' || value === null) return false;
  const said = value as Partial<Record<keyof Holder, unknown>>;
  const texts = [said.start, said.host, said.token, said.since];
  return typeof said.pid === 'number' && said.pid > 0 && texts.every((part) => typeof part === 'string');
}

/** A lock of another machine counts as alive: nobody here can know. */
function isAlive({ pid: holder, start, host }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(holder, 0);
  } catch (cause) {
    if (errorCode(cause) !== 'EPERM') return false;
  }
  // A process id is given out again; the new bearer started later.
  const now = startOf(holder);
  return start === '' || now === '' || now === start;
}

/** When a process started, in Linux: field 22 of its stat file, counted after the name in parentheses. */
function startOf(process: number): string {
  try {
    const text = readOwnText(`/proc/${process}/stat`);
    return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    // It ended while it was looked at, or bears a name that is no text.
    return '';
  }
}
