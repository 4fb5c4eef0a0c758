/**
 * What a name in a vault folder stands for: which node it is about, and as what (facts on FileVault 3.2).
 *
 * @module
 */
import { diskNameOf, type Layout } from './layout.ts';
import { decodeName } from './platform-name.ts';

const COMPANION = '.dir';
const BINARY = /^(.+?)(?:\[(\d+)\])?\.binary$/;

/** The node that a folder decorates: `photo.jpg.dir` is about `photo.jpg`; `undefined` for other folders. */
export function decoratedBy(diskName: string): string | undefined {
  const name = decodeName(diskName);
  return name.endsWith(COMPANION) && name.length > COMPANION.length
    ? name.slice(0, -COMPANION.length)
    : undefined;
}

/** The node that a folder stands for, or decorates. */
export function nodeOfFolder(diskName: string): string {
  return decoratedBy(diskName) ?? decodeName(diskName);
}

/** Part of a property: its only value, or one of several. */
export interface BinaryPart {
  readonly property: string;
  readonly index: number | undefined;
}

/** The property a `.binary` file holds; `undefined` for other files. */
export function binaryPart(diskName: string): BinaryPart | undefined {
  const [, name, index] = BINARY.exec(diskName) ?? [];
  if (name === undefined) return undefined;
  return { property: decodeName(name), index: index === undefined ? undefined : Number(index) };
}

/** The node a `NAME.xml` is about when it is DocView. */
export function nodeOfXml(diskName: string): string {
  return decodeName(diskName.slice(0, -'.xml'.length));
}

/**
 * The folder of a node's jcr:content, named so in both layouts: a plain folder keeps there what YAML has no
 * place for, laid out as FileVault would (*ruling*).
 */
export const CONTENT_FOLDER = '_jcr_content';

/** The name on disk of a node's folder. */
export function folderNameOf(jcrName: string, layout: Layout): string {
  return jcrName === 'jcr:content' ? CONTENT_FOLDER : diskNameOf(jcrName, layout);
}
