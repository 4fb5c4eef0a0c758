/**
 * What files say of a node without words: its type, the bytes it holds, their MIME type and time
 * (facts on FileVault 3.2 and 3.4).
 *
 * @module
 */
import type { Properties } from '../jcr/node.ts';
import type { NodeTypes } from '../jcr/node-types.ts';
import { date, name, type Property, string } from '../jcr/property.ts';
import { mimeTypeByName } from '../vault/file-mime-types.ts';
import type { BinaryFiles } from './folder-names.ts';
import type { LocatedNode, NodeBytes } from './located-node.ts';
import { type ReadableStorage, statOfFile } from './storage.ts';

/** Where types come from that no document tells. */
export interface TypeContext {
  readonly types: NodeTypes;
  readonly typeOfParent: () => string | undefined;
}

/** The type of a node that no document describes. */
export function impliedType(
  located: LocatedNode,
  isCovered: (path: string) => boolean,
  { types, typeOfParent }: TypeContext,
): string {
  if (located.bytes) return 'nt:file';
  if (contentBytes(located)) return 'nt:resource';
  if (located.implied || isCovered(located.path)) return 'nt:folder';
  const above = typeOfParent();
  const usual = above && types.defaultChildType(above, located.name);
  return usual && !['nt:base', 'nt:hierarchyNode'].includes(usual) ? usual : 'nt:folder';
}

/** The bytes a node holds for being the jcr:content of a file. */
export function contentBytes({ name: own, parent }: LocatedNode): NodeBytes | undefined {
  return own === 'jcr:content' ? parent?.bytes : undefined;
}

/** Whether nodes of a type hold bytes themselves, and not in a jcr:content. */
export function isResource(type: string | undefined, types: NodeTypes): boolean {
  return types.inherits(type, 'nt:resource') || types.inherits(type, 'oak:Resource');
}

/** A node's properties, and the files that hold values of binary ones. */
export interface ReadProperties {
  readonly properties: Properties;
  readonly binaries: ReadonlyMap<string, readonly string[]>;
}

/** What properties are read with. */
export interface PropertyContext {
  readonly types: NodeTypes;
  readonly storage: ReadableStorage;
}

/** All properties of a node. */
export function propertiesOf(
  located: LocatedNode,
  type: string | undefined,
  binaryFiles: ReadonlyMap<string, BinaryFiles>,
  { types, storage }: PropertyContext,
): ReadProperties {
  const properties = new Map<string, Property>();
  if (type !== undefined && !located.data) properties.set('jcr:primaryType', name(type));
  const allTypes = [
    ...(type === undefined ? [] : [type]),
    ...(located.data?.properties.get('jcr:mixinTypes')?.values ?? []),
  ];
  for (const [property, value] of located.data?.properties ?? []) {
    const typed =
      value.type === 'undefined' ? types.propertyType(allTypes, property, value.multiple) : undefined;
    properties.set(property, typed ? { ...value, type: typed } : value);
  }
  const binaries = new Map<string, readonly string[]>();
  const held = contentBytes(located) ?? (isResource(type, types) ? located.bytes : undefined);
  if (held) addBytes(located, held, { storage, properties, binaries });
  for (const [property, { multiple, files }] of binaryFiles) {
    binaries.set(property, files);
    const value = { type: 'Binary', multiple, values: files.map(() => '') } as const;
    if (!properties.has(property)) properties.set(property, value);
  }
  return { properties, binaries };
}

interface BytesContext {
  readonly storage: ReadableStorage;
  readonly properties: Map<string, Property>;
  readonly binaries: Map<string, readonly string[]>;
}

function addBytes(
  located: LocatedNode,
  { file, mimeType }: NodeBytes,
  { storage, properties, binaries }: BytesContext,
): void {
  binaries.set('jcr:data', [file]);
  properties.set('jcr:data', { type: 'Binary', multiple: false, values: [''] });
  const named = located.name === 'jcr:content' ? located.parent : located;
  if (!properties.has('jcr:mimeType')) {
    properties.set('jcr:mimeType', string(mimeType ?? mimeTypeByName(named?.name ?? '')));
  }
  const stat = properties.has('jcr:lastModified') ? undefined : statOfFile(storage, file);
  if (stat) properties.set('jcr:lastModified', date(new Date(stat.mtimeMs)));
}
