/**
 * The nodes of assets and folders as AEM writes them (facts on AEM's vocabulary §5, on FileVault §4).
 *
 * @module
 */
import { type NodeData, node } from '../jcr/node.ts';
import { date, long, name, names, type Property, string } from '../jcr/property.ts';
import { fileFormatOf } from './media-kind.ts';

/** What is known of a binary and who brought it. */
export interface BinaryFacts {
  /** SHA-1 of the bytes in hex. */
  readonly sha1: string;
  /** Bytes. */
  readonly size: number;
  readonly mimeType: string;
  /** What the extractors found, by qualified name. */
  readonly extracted: Readonly<Record<string, Property>>;
  readonly at: Date;
}

/** What a new asset node is made of. */
export interface AssetFacts extends BinaryFacts {
  /** The asset's name, such as `hero.jpg`. */
  readonly name: string;
  /** A new `jcr:uuid`. */
  readonly uuid: string;
  /** The user id that uploaded it. */
  readonly by: string;
  /** More properties, such as publish state; they win over all others. */
  readonly extra?: {
    readonly content?: Readonly<Record<string, Property>>;
    readonly metadata?: Readonly<Record<string, Property>>;
  };
}

/** The node of a new `dam:Asset`, with its content, metadata and `related`, and without renditions. */
export function newAssetNode(facts: AssetFacts): NodeData {
  const metadata = node({
    'jcr:primaryType': name('nt:unstructured'),
    'jcr:mixinTypes': names(['cq:Taggable']),
    ...sorted({ ...facts.extracted, ...computedProperties(facts), ...facts.extra?.metadata }),
  });
  const content = node(
    {
      'jcr:primaryType': name('dam:AssetContent'),
      ...sorted({
        'cq:name': string(facts.name),
        'dam:assetState': string('processed'),
        'jcr:lastModified': date(facts.at),
        'jcr:lastModifiedBy': string(facts.by),
        ...facts.extra?.content,
      }),
    },
    { metadata, related: node({ 'jcr:primaryType': name('nt:unstructured') }) },
  );
  return node(
    {
      'jcr:primaryType': name('dam:Asset'),
      'jcr:mixinTypes': names(['mix:referenceable']),
      'jcr:uuid': string(facts.uuid),
    },
    { 'jcr:content': content },
  );
}

/** What a replaced binary changes in an asset's metadata. */
export interface BinaryProperties {
  readonly set: Readonly<Record<string, Property>>;
  /** Present properties that described the old binary and that the new one lacks. */
  readonly remove: readonly string[];
}

/**
 * The metadata that follows the bytes. What people say about the asset (title, description, keywords,
 * rights) stays as it is, also where the new file brings its own (*ruling*: they may have been edited).
 * @param present names of the properties the metadata node has now
 */
export function binaryProperties(facts: BinaryFacts, present: Iterable<string>): BinaryProperties {
  const found = { ...facts.extracted, ...computedProperties(facts) };
  const set = Object.fromEntries(Object.entries(found).filter(([property]) => describesBytes(property)));
  return { set, remove: [...present].filter((property) => describesBytes(property) && !(property in set)) };
}

/** Facts no extractor may set. */
function computedProperties({ sha1, size, mimeType, at }: BinaryFacts): Record<string, Property> {
  const format = fileFormatOf(mimeType);
  return {
    'dam:extracted': date(at),
    'dam:sha1': string(sha1),
    'dam:size': long(size),
    'dc:format': string(mimeType),
    // AEM writes these two for raster pictures only.
    ...(format && { 'dam:Fileformat': string(format), 'dam:MIMEtype': string(mimeType) }),
  };
}

/** Namespaces that hold nothing but facts about bytes: what a camera, a scanner or an encoder wrote. */
const BYTE_NAMESPACES = new Set(['aux', 'exif', 'exifEX', 'pdf', 'tiff', 'xmpDM', 'xmpMM']);

const BYTE_PROPERTIES = new Set(
  `dam:Bitsperpixel dam:Comments dam:Fileformat dam:MIMEtype dam:Numberofimages dam:Numberoftextualcomments
   dam:Physicalheightindpi dam:Physicalheightininches dam:Physicalwidthindpi dam:Physicalwidthininches
   dam:Progressive dam:extracted dam:numPages dam:sha1 dam:size dc:format photoshop:ColorMode photoshop:ICCProfile
   xmp:CreateDate xmp:CreatorTool xmp:MetadataDate xmp:ModifyDate`.split(/\s+/),
);

function describesBytes(property: string): boolean {
  const [namespace = ''] = property.split(':');
  return BYTE_NAMESPACES.has(namespace) || BYTE_PROPERTIES.has(property);
}

/** The `original.dir/.content.xml` of an asset: the `nt:file` that holds the bytes. */
export function originalNode(mimeType: string, by: string): NodeData {
  return fileNode({ 'jcr:mimeType': string(mimeType), 'jcr:lastModifiedBy': string(by) });
}

/** The same for a generated rendition, whose extension tells its type. */
export function renditionNode(): NodeData {
  return fileNode({ 'jcr:lastModifiedBy': string('workflow-process-service') });
}

function fileNode(properties: Readonly<Record<string, Property>>): NodeData {
  const content = node({ 'jcr:primaryType': name('oak:Resource'), ...properties });
  return node({ 'jcr:primaryType': name('nt:file') }, { 'jcr:content': content });
}

/**
 * The node of a new folder.
 * @param settings `ordered` keeps the order of its children (AEM's *Orderable* checkbox); `content` are
 * more properties of its `jcr:content`, such as the sync mode
 */
export function newFolderNode(
  title: string,
  settings: { readonly ordered?: boolean; readonly content?: Readonly<Record<string, Property>> } = {},
): NodeData {
  const content = node({
    'jcr:primaryType': name('nt:unstructured'),
    'jcr:title': string(title),
    ...settings.content,
  });
  const type = settings.ordered ? 'sling:OrderedFolder' : 'sling:Folder';
  return node({ 'jcr:primaryType': name(type) }, { 'jcr:content': content });
}

function sorted(properties: Readonly<Record<string, Property>>): Record<string, Property> {
  const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);
  return Object.fromEntries(Object.entries(properties).toSorted(byName));
}
