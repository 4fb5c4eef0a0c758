/**
 * Appending to oakling's own line files.
 *
 * @module
 */
import { appendFileSync } from 'node:fs';

/** Appends lines in one write, so that a kill tears at most the last one. */
export function appendLines(file: string, lines: readonly string[]): void {
  appendFileSync(file, `${lines.join('\n')}\n`);
}
