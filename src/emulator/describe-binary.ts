/**
 * Everything an asset's node says about its bytes: hash, type, and what extractors find.
 *
 * @module
 */

import type { Binary } from '../dam/extractor.ts';
import { detectMimeType } from '../dam/mime-type.ts';
import { errorText } from '../disk/errors.ts';
import type { FileStat } from '../disk/file-stat.ts';
import { sha1Of } from '../disk/hash.ts';
import { readHead } from '../disk/read.ts';
import type { Property } from '../jcr/property.ts';
import { problem } from '../problems/problem.ts';
import { displayPath } from '../repository/tree.ts';
import type { Emulation } from './emulation.ts';

/** What is known of a binary. */
export interface BinaryFacts {
  readonly stat: FileStat;
  readonly sha1: string;
  readonly size: number;
  readonly mimeType: string;
  /** What extractors found, for the metadata node. */
  readonly extracted: Readonly<Record<string, Property>>;
}

/**
 * Reads a binary. Extractors that fail are reported; what the others found stands.
 * @throws the I/O error when the bytes cannot be read
 */
export async function describeBinary(
  { tree, extractors, report }: Pick<Emulation, 'tree' | 'extractors' | 'report'>,
  file: string,
  name: string,
  stat: FileStat,
): Promise<BinaryFacts> {
  const { size } = stat;
  const head = readHead(file);
  const [sha1, mimeType] = await Promise.all([sha1Of(file, size), detectMimeType(head, name)]);
  const binary: Binary = { file, name, mimeType, size, head };
  const path = displayPath(tree, file);
  const extracted: Record<string, Property> = {};
  for (const extractor of extractors.filter(({ accepts }) => accepts(mimeType))) {
    try {
      const { properties, problems } = await extractor.extract(binary);
      Object.assign(extracted, properties);
      for (const found of problems ?? []) report({ ...found, path });
    } catch (cause) {
      const message = `The extractor ${extractor.name} failed: ${errorText(cause)}`;
      report(problem('plugin.failed', { path, message, hint: 'Its properties are left out.' }));
    }
  }
  return { stat, sha1, size, mimeType, extracted };
}
