/**
 * A disk that stops in the middle of something, as if the process were killed there: every call that
 * changes the disk is counted, one of them does half its work, and from then on nothing changes any more.
 *
 * Use it in the factory of `vi.mock('node:fs', …)`, and of `node:fs/promises`, by a dynamic import.
 *
 * @module
 */

/** What a dying disk throws, then and ever after. */
export class Killed extends Error {
  constructor() {
    super('the process was killed here');
    this.name = 'Killed';
  }
}

let remaining = Number.POSITIVE_INFINITY;

/** Calls that change the disk. */
const CHANGING = [
  'openSync',
  'writeSync',
  'writeFileSync',
  'renameSync',
  'linkSync',
  'unlinkSync',
  'rmSync',
  'rmdirSync',
  'mkdirSync',
  'utimesSync',
  'copyFile',
] as const;

/** Wraps a module of Node's. */
export async function dyingDisk(original: <Module extends object>() => Promise<Module>): Promise<object> {
  const actual: Record<string, unknown> = { ...(await original()) };
  const wrapped: Record<string, unknown> = {};
  for (const name of CHANGING) {
    const call = actual[name];
    if (isFunction(call)) {
      wrapped[name] = (...parameters: unknown[]) => {
        if (name === 'openSync' && parameters[1] === 'r') return call(...parameters);
        remaining--;
        if (remaining > 0) return call(...parameters);
        if (remaining === 0 && name === 'writeSync') writeHalf(call, parameters);
        throw new Killed();
      };
    }
  }
  return { ...actual, ...wrapped, default: { ...actual, ...wrapped } };
}

type Call = (...parameters: unknown[]) => unknown;

function isFunction(value: unknown): value is Call {
  return typeof value === 'function';
}

function writeHalf(call: Call, [descriptor, bytes, offset]: unknown[]): void {
  if (Buffer.isBuffer(bytes))
    call(descriptor, bytes, offset, Math.floor((bytes.length - Number(offset)) / 2));
}

/** Kills at the so-and-so-many-th change from now on, counted from 1. */
export function killAt(change: number): void {
  remaining = change;
}

/** Whether the kill has happened. */
export const isKilled = (): boolean => remaining <= 0;

/** The disk works again, as after a restart. */
export function revive(): void {
  remaining = Number.POSITIVE_INFINITY;
}
