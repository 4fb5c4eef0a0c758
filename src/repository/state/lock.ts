/**
 * One oakling works on a tree at a time. A lock whose process is gone is taken over at once: the process
 * id together with the process's start time proves life, so a crash blocks nobody.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { pid } from 'node:process';
import { errorCode } from '../../disk/errors.ts';
import { remove, rename } from '../../disk/folders.ts';
import { readText } from '../../disk/read.ts';
import { createFile, StaleFileError } from '../../disk/write.ts';
import { makeStateFolder, stateFiles } from './state-folder.ts';

/** What a lock file says. */
interface Holder {
  readonly pid: number;
  /** Start time of the process in the kernel's ticks; empty where the system does not tell. */
  readonly start: string;
  readonly host: string;
  readonly token: string;
  readonly since: string;
}

/** A tree that is ours until released. */
export interface TreeLock {
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
  for (let attempt = 0; ; attempt++) {
    try {
      createFile(file, JSON.stringify(own));
      return { release: async () => release(file, own.token) };
    } catch (cause) {
      if (!(cause instanceof StaleFileError)) throw cause;
    }
    const holder = readHolder(file);
    if (holder && (isAlive(holder) || attempt > 10)) throw new TreeLockedError(holder, file);
    if (holder) putAside(file, holder.token);
    else if (attempt > 10) remove(file);
  }
}

/** Of several that find a stale lock, one gets to move it away; the others find it gone or new. */
function putAside(file: string, token: string): void {
  const aside = `${file}.${token}`;
  try {
    rename(file, aside);
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return;
    throw cause;
  }
  // Somebody may have replaced the stale lock between our look and our move: theirs goes back.
  const moved = readHolder(aside);
  if (moved && moved.token !== token) rename(aside, file);
  else remove(aside);
}

function release(file: string, token: string): void {
  if (readHolder(file)?.token === token) remove(file);
}

function readHolder(file: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(readText(file)?.text ?? '');
    return typeof value === 'object' && value !== null && 'pid' in value ? (value as Holder) : undefined;
  } catch {
    return undefined;
  }
}

/** A lock of another machine counts as alive: nobody here can know. */
function isAlive({ pid: holder, start, host }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(holder, 0);
  } catch (cause) {
    return errorCode(cause) === 'EPERM';
  }
  return start === '' || startOf(holder) === start;
}

/** When a process started, in Linux: field 22 of its stat file, counted after the name in parentheses. */
function startOf(process: number): string {
  const text = readText(`/proc/${process}/stat`)?.text;
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
