/**
 * Names of oakling's own short-lived files and folders inside the tree. They stand beside what they
 * will become, so that a rename is atomic, and they are hidden from scans and watchers.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';

const PREFIX = '.oakling-';
const STAGING = `${PREFIX}stage-`;
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
  const name = `${STAGING}${suffix()}-${target}`;
  return Buffer.byteLength(name) <= LONGEST_NAME ? name : `${STAGING}${suffix()}`;
}

/** The target a staging folder's name carries. */
export function stagingTarget(name: string): string | undefined {
  return name.slice(STAGING.length).match(/^[0-9a-f]{12}-(.+)$/)?.[1];
}

/** Whether a name is one of ours. */
export const isOwnName = (name: string): boolean => name.startsWith(PREFIX);

/** Whether a name is of a folder that was becoming an asset. */
export const isStagingName = (name: string): boolean => name.startsWith(STAGING);
