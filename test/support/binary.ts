/**
 * Binaries for tests of extractors: bytes with a file behind them.
 *
 * @module
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBinary } from '../../src/dam/binary.ts';
import type { Binary } from '../../src/dam/extractor.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Writes bytes to a file that is gone when the current test ends, and opens it. */
export function binaryOf(bytes: Buffer | string, name: string): Promise<Binary> {
  const file = join(temporaryFolder(), 'original');
  const content = Buffer.from(bytes);
  writeFileSync(file, content);
  return openBinary(file, name, content.length);
}
