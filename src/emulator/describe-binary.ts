/**
 * Everything an asset's node says about its bytes: hash, type, and what extractors find.
 *
 * @module
 */

import { openBinary } from '../dam/binary.ts';
import { extract } from '../dam/extract.ts';
import { isAllHead } from '../dam/extractor.ts';
import type { FileStat } from '../disk/file-stat.ts';
import { sha1Of, sha1OfBytes } from '../disk/hash.ts';
import { firstValue, type Property } from '../jcr/property.ts';
import { displayPath } from '../repository/tree.ts';
import type { Emulation } from './emulation.ts';

/** A binary as it was read, in one version. */
export interface DescribedBinary {
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
): Promise<DescribedBinary> {
  const { size } = stat;
  const binary = await openBinary(file, name, size);
  const { head, mimeType } = binary;
  const path = displayPath(tree, file);
  const [sha1, { properties, problems }] = await Promise.all([
    isAllHead(binary) ? sha1OfBytes(head) : sha1Of(file, size),
    extract(binary, extractors),
  ]);
  for (const found of problems) report({ ...found, path });
  return { stat, sha1, size, mimeType, extracted: properties };
}

/** How many pictures a binary holds, by `dam:Numberofimages`, where that is known. */
export function imageCount(property: Property | undefined): number | undefined {
  const count = Number(firstValue(property));
  return count > 0 ? count : undefined;
}
