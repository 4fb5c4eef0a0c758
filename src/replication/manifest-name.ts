/**
 * JCR names as file names of manifests. Every name has one, different names have different ones on any
 * file system (also where `Hero.jpg` and `hero.jpg` are the same), and ordinary names stay readable.
 *
 * @module
 */
import { sha256OfBytes } from '../disk/sha256.ts';

/** Longer ones are cut: file systems allow 255 bytes, and endings are added. */
const LONGEST = 200;

/** What stays of a name that is cut. */
const KEPT = 120;

/** Windows keeps these for devices, whatever follows them after a dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/;

/** The file name of a JCR name, without ending. */
export function manifestName(name: string): string {
  const encoded = Buffer.from(name)
    .toString('latin1')
    .replace(/[^a-z0-9_\-. ]/g, percent)
    .replace(DEVICE, (device) => percent(device) + device.slice(1));
  if (encoded.length <= LONGEST) return encoded;
  return `${encoded.slice(0, KEPT)}~${sha256OfBytes(name).slice(0, 32)}`;
}

/** The JCR name of a file name; `undefined` for one that was cut, which its manifest tells. */
export function nameOfManifest(file: string): string | undefined {
  if (file.includes('~')) return undefined;
  const bytes = file.replace(/%(..)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
