/**
 * One entry of a zip as its directory describes it.
 *
 * @module
 */
import { type Entry, getFileNameLowLevel } from 'yauzl';

/** A file or folder in a zip. Sizes are bytes. */
export interface ZipEntry {
  /** The path in the zip, with `/`; a folder's ends in one. */
  readonly name: string;
  readonly isFolder: boolean;
  /** Bytes once it is unpacked, as the directory says. */
  readonly size: number;
  readonly compressedSize: number;
  readonly crc32: number;
  /** Where its header is in the zip. */
  readonly offset: number;
  readonly raw: Entry;
}

/** An entry of yauzl's, its name taken as it stands: nothing is mended in it. */
export function zipEntry(raw: Entry): ZipEntry {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = raw;
  const name = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
  return {
    name,
    isFolder: name.endsWith('/'),
    size: raw.uncompressedSize,
    compressedSize: raw.compressedSize,
    crc32: raw.crc32,
    offset: raw.relativeOffsetOfLocalHeader,
    raw,
  };
}
