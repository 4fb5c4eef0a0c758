/**
 * Creating a file that stands for a right: of several who try at once, exactly one succeeds.
 *
 * @module
 */
import { linkSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from './errors.ts';
import { temporaryName } from './temporary-name.ts';

/**
 * Creates a file unless there is one. With hard links it appears whole; on file systems without them
 * (FAT, some network mounts) others may see it empty for a moment.
 * @returns whether it is ours
 * @throws the I/O error when it cannot be written
 */
export function claimFile(file: string, text: string): boolean {
  const temporary = join(dirname(file), temporaryName());
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
    return linked(temporary, file) ?? written(file, text);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Whether the link could be made; `undefined` when there are no links here. */
function linked(temporary: string, file: string): boolean | undefined {
  try {
    linkSync(temporary, file);
    return true;
  } catch (cause) {
    return errorCode(cause) === 'EEXIST' ? false : undefined;
  }
}

function written(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (cause) {
    if (errorCode(cause) === 'EEXIST') return false;
    throw cause;
  }
}
