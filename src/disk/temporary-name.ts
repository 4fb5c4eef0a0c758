/**
 * Names of oakling's own short-lived files and folders inside the tree. They stand beside what they
 * will become, so that a rename is atomic, and they are hidden from scans and watchers.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';

const PREFIX = '.oakling-';
const STAGING = `${PREFIX}stage-`;
const MOVING = `${PREFIX}move-`;
/** What file systems allow for one name, in bytes. */
export const LONGEST_NAME = 255;

const suffix = () => randomBytes(6).toString('hex');

/** A fresh name for a file being written; of one short length, so that any name can be written. */
export const temporaryName = (): string => `${PREFIX}${suffix()}`;

/**
 * A fresh name for a folder that is becoming the asset `target`. It carries the target, so that an
 * interrupted step explains itself; only a target too long for that is left out.
 */
export function stagingName(target: string): string {
  return carrying(STAGING, target) ?? `${STAGING}${suffix()}`;
}

/** The target a staging folder's name carries. */
export function stagingTarget(name: string): string | undefined {
  return carriedBy(name, STAGING);
}

/** A fresh name for a file on its way to the name `target`; `undefined` where that is too long to be carried. */
export function movingName(target: string): string | undefined {
  return carrying(MOVING, target);
}

/** The name a file was on its way to; `undefined` for names of anything else. */
export function movingTarget(name: string): string | undefined {
  return carriedBy(name, MOVING);
}

function carrying(prefix: string, target: string): string | undefined {
  const name = `${prefix}${suffix()}-${target}`;
  return Buffer.byteLength(name) <= LONGEST_NAME ? name : undefined;
}

function carriedBy(name: string, prefix: string): string | undefined {
  return name.startsWith(prefix) ? name.slice(prefix.length).match(/^[0-9a-f]{12}-(.+)$/s)?.[1] : undefined;
}

/** Whether a name is one of ours. */
export const isOwnName = (name: string): boolean => name.startsWith(PREFIX);

/** Whether a name is of a folder that was becoming an asset. */
export const isStagingName = (name: string): boolean => name.startsWith(STAGING);
