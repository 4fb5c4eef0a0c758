/**
 * A folder for what is needed for a moment only.
 *
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that nobody else may enter; call `remove` when done. */
export function scratchFolder(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'oakling-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
