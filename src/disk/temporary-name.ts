/**
 * Names of oakling's own short-lived files and folders inside the tree. They stand beside what they
 * will become, so that a rename is atomic; they are hidden from scans and watchers; and they have one
 * fixed short length, so that a name of 255 bytes can still be written.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';

const PREFIX = '.oakling-';
const STAGING = `${PREFIX}stage-`;

const suffix = () => randomBytes(6).toString('hex');

/** A fresh name for a file being written. */
export const temporaryName = (): string => `${PREFIX}${suffix()}`;

/** A fresh name for a folder that is becoming an asset. */
export const stagingName = (): string => `${STAGING}${suffix()}`;

/** Whether a name is one of ours. */
export const isOwnName = (name: string): boolean => name.startsWith(PREFIX);

/** Whether a name is of a folder that was becoming an asset. */
export const isStagingName = (name: string): boolean => name.startsWith(STAGING);
