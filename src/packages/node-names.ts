/**
 * Which node a file or folder of a vault tree is about (facts 3.2).
 *
 * @module
 */
import { decodeName } from '../vault/platform-name.ts';

const COMPANION = '.dir';
const BINARY = /(\[\d+\])?\.binary$/;

/** The name of a folder's node: `photo.dir` decorates `photo`. */
export function nodeOfFolder(diskName: string): string {
  const name = decodeName(diskName);
  return isCompanion(name) ? name.slice(0, -COMPANION.length) : name;
}

/** Whether a folder only decorates the file beside it. */
export function isCompanion(name: string): boolean {
  return name.endsWith(COMPANION) && name.length > COMPANION.length;
}

/** The node a `NAME.xml` is about when it is DocView. */
export function nodeOfDocView(diskName: string): string {
  return decodeName(diskName.slice(0, -'.xml'.length));
}

/** The property a `.binary` file holds, without its index; `undefined` for other files. */
export function propertyOfBinary(diskName: string): string | undefined {
  return BINARY.test(diskName) ? decodeName(diskName.replace(BINARY, '')) : undefined;
}
