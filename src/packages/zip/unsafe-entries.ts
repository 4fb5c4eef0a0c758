/**
 * What makes a zip dangerous, found in its directory before anything is unpacked: names that lead out of
 * the folder, links, entries that are one another's double or lie in one another, and bombs.
 *
 * @module
 */
import { LONGEST_NAME } from '../../disk/temporary-name.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import type { ZipEntry } from './zip-entry.ts';

/** How large a package may be. */
export interface ZipLimits {
  /** Most entries. */
  readonly entries: number;
  /** Most bytes, unpacked, for each byte of the zip; asked only above {@link ZipLimits.smallSize}. */
  readonly ratio: number;
  /** Unpacked sizes up to this many bytes are harmless whatever they unpack from. */
  readonly smallSize: number;
}

/** Far above any package people make: XML alone shrinks to a tenth, and pictures do not shrink. */
export const DEFAULT_LIMITS: ZipLimits = { entries: 2_000_000, ratio: 100, smallSize: 256 * 1024 * 1024 };

const CONTROL = /\p{Cc}/u;

const UNIX_HOSTS = new Set([3, 19]);
const FILE_KIND = 0o170000;
const HARMLESS_KINDS = new Set([0, 0o100000, 0o040000]);
const LINK = 0o120000;
const ENCRYPTED = 1;
const HEADER = 30;

/** Everything in a zip's directory that forbids to unpack it. */
export function unsafeEntries(
  entries: readonly ZipEntry[],
  zipSize: number,
  limits: ZipLimits = DEFAULT_LIMITS,
): Problem[] {
  return [
    ...entries.flatMap((entry) => reasonsOf(entry).map((reason) => unsafe(entry.name, reason))),
    ...doubles(entries),
    ...overlaps(entries),
    ...bombs(entries, zipSize, limits),
  ];
}

/** A zip that announces more entries than allowed; asked before its directory is read. */
export function tooManyEntries(count: number, limits: ZipLimits): Problem[] {
  if (count <= limits.entries) return [];
  return [unsafe('', `it has ${count} entries, more than the ${limits.entries} allowed`)];
}

function reasonsOf({ name, isFolder, raw }: ZipEntry): string[] {
  const reasons: string[] = [];
  const path = isFolder ? name.slice(0, -1) : name;
  const segments = path.split('/');
  if (path.startsWith('/') || /^[a-zA-Z]:/.test(path)) reasons.push('its name is absolute');
  else if (segments.includes('..')) reasons.push('its name leads out of the package');
  else if (segments.includes('') || segments.includes('.')) reasons.push('its name has an empty part');
  if (path.includes('\\')) reasons.push('its name has a backslash');
  if (CONTROL.test(path)) reasons.push('its name has control characters');
  if (segments.some((segment) => Buffer.byteLength(segment) > LONGEST_NAME))
    reasons.push('its name is too long');
  const kind = UNIX_HOSTS.has(raw.versionMadeBy >> 8) ? (raw.externalFileAttributes >>> 16) & FILE_KIND : 0;
  if (kind === LINK) reasons.push('it is a symbolic link');
  else if (!HARMLESS_KINDS.has(kind)) reasons.push('it is neither a file nor a folder');
  if (raw.generalPurposeBitFlag & ENCRYPTED) reasons.push('it is encrypted');
  else if (raw.compressionMethod !== 0 && raw.compressionMethod !== 8) {
    reasons.push(`it is packed in a way oakling does not know (method ${raw.compressionMethod})`);
  } else if (raw.compressionMethod === 0 && raw.compressedSize !== raw.uncompressedSize) {
    reasons.push('its two sizes differ although it is not compressed');
  }
  if (isFolder && raw.uncompressedSize > 0) reasons.push('it is a folder that has bytes');
  return reasons;
}

/** Entries and folders on the way to them that are the same, or would be on a system that folds names. */
function doubles(entries: readonly ZipEntry[]): Problem[] {
  const found: Problem[] = [];
  const files = new Set<string>();
  const byFold = new Map<string, string>();
  const claim = (path: string, culprit: string) => {
    const key = path.normalize('NFC').toLowerCase();
    const other = byFold.get(key);
    if (other === undefined) byFold.set(key, path);
    else if (other !== path) {
      found.push(unsafe(culprit, `${path} and ${other} are the same name on some systems`));
    }
    return other !== undefined;
  };
  for (const { name, isFolder } of entries) {
    if (isFolder) continue;
    if (files.has(name)) found.push(unsafe(name, 'it is there twice'));
    files.add(name);
    claim(name, name);
  }
  for (const { name, isFolder } of entries) {
    for (let path = isFolder ? name.slice(0, -1) : folderOf(name); path !== ''; path = folderOf(path)) {
      if (files.has(path)) found.push(unsafe(path, 'it is a file and a folder'));
      // What leads to a known folder is known.
      if (claim(path, name)) break;
    }
  }
  return found;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Entries whose bytes lie in one another unpack to many times the zip's size. */
function overlaps(entries: readonly ZipEntry[]): Problem[] {
  const sorted = entries.toSorted((a, b) => a.offset - b.offset);
  return sorted.flatMap((entry, i) => {
    const before = sorted[i - 1];
    if (!before) return [];
    const end = before.offset + HEADER + before.raw.fileNameRaw.length + before.compressedSize;
    return entry.offset < end ? [unsafe(entry.name, `its bytes are also those of ${before.name}`)] : [];
  });
}

function bombs(entries: readonly ZipEntry[], zipSize: number, limits: ZipLimits): Problem[] {
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (size <= limits.smallSize || size <= zipSize * limits.ratio) return [];
  const ratio = Math.round(size / zipSize);
  return [unsafe('', `it unpacks to ${ratio} times its size, more than the ${limits.ratio} times allowed`)];
}

function unsafe(path: string, reason: string): Problem {
  const message = path === '' ? `The package is refused: ${reason}.` : `The entry is refused: ${reason}.`;
  const hint = 'Do not use this package unless you know who made it; have it made again.';
  return problem('package.unsafe', { path, message, hint });
}
