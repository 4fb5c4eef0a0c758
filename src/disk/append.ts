/**
 * Appending to oakling's own line files.
 *
 * @module
 */
import { closeSync, constants, openSync, writeSync } from 'node:fs';

/** Without the flag that creates: whoever removed the file removed what its first lines said, too. */
const TO_THE_END = constants.O_WRONLY | constants.O_APPEND;

/**
 * Appends lines to a file that is there, in one write, so that a kill tears at most the last one.
 * @throws the I/O error; after it the file may end in a torn line
 */
export function appendLines(file: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  const bytes = Buffer.from(`${lines.join('\n')}\n`);
  const descriptor = openSync(file, TO_THE_END);
  try {
    for (let offset = 0; offset < bytes.length; ) offset += writeSync(descriptor, bytes, offset);
  } finally {
    closeSync(descriptor);
  }
}
