/**
 * What search and the list view know of an asset or folder, read from its node file in the quick way.
 * State means what it means everywhere: the rules of `publish/` read it.
 *
 * @module
 */
import type { SummaryQuery } from '../format/node-document.ts';
import type { NodeData, Properties } from '../jcr/node.ts';
import { firstValue, type Property, string } from '../jcr/property.ts';
import {
  type AssetState,
  EMPTY_STATE,
  lastModified,
  readAssetState,
  readFolderState,
} from '../publish/asset-state.ts';
import type { StatusStore } from '../publish/status-store/status-store.ts';
import { type AssetEntry, type FolderEntry, fileOf } from '../repository/entry.ts';
import { isNode, readNodeFacts } from '../repository/node-facts.ts';
import { formatOf } from '../repository/node-file.ts';
import type { Tree } from '../repository/tree.ts';
import type { TreeIndex } from '../repository/tree-index.ts';
import { assetNodeFile, folderNodeFile } from '../vault/layout.ts';

/** An asset or folder as its node tells of it. */
export interface EntryFacts {
  readonly title: string | undefined;
  /** Every text that describes it: titles, descriptions, tags. */
  readonly texts: readonly string[];
  readonly mimeType: string | undefined;
  /** Bytes. */
  readonly size: number | undefined;
  /** Pixels. */
  readonly width: number | undefined;
  /** Pixels. */
  readonly height: number | undefined;
  /** ISO 8601. */
  readonly modified: string | undefined;
  readonly modifiedBy: string | undefined;
  readonly state: AssetState;
}

const CONTENT_PATH = 'jcr:content/';
const METADATA_PATH = 'jcr:content/metadata/';
const NONE: Properties = new Map();

const CONTENT = [
  'cq:lastModified',
  'cq:lastReplicated',
  'cq:lastReplicatedBy',
  'cq:lastReplicationAction',
  'cq:tags',
  'dam:portalReplicationAction',
  'dam:portalReplicationDate',
  'jcr:description',
  'jcr:lastModified',
  'jcr:lastModifiedBy',
  'jcr:title',
];

const METADATA = [
  'cq:tags',
  'dam:scene7Domain',
  'dam:scene7File',
  'dam:scene7FileStatus',
  'dam:scene7ID',
  'dam:scene7PublishTimeStamp',
  'dam:scene7PublishedBy',
  'dam:scene7Type',
  'dam:size',
  'dc:description',
  'dc:format',
  'dc:title',
  'jcr:lastModified',
  'tiff:ImageLength',
  'tiff:ImageWidth',
];

const QUERY: SummaryQuery = {
  capture: [],
  located: [
    ...CONTENT.map((property) => CONTENT_PATH + property),
    ...METADATA.map((property) => METADATA_PATH + property),
  ],
  volatile: () => false,
};

/** Where an entry's node and state are found. */
export interface FactSources {
  readonly tree: Pick<Tree, 'folder'>;
  readonly index: Pick<TreeIndex, 'pathOf'>;
  readonly statuses: StatusStore;
}

/** Reads what is known of an asset or folder; a node that cannot be read tells nothing. */
export function readEntryFacts(
  { tree: { folder }, index, statuses }: FactSources,
  entry: AssetEntry | FolderEntry,
): EntryFacts {
  const file = fileOf(entry);
  const layout = entry.kind === 'asset' ? entry.layout : entry.facts.layout;
  const hasNode = entry.kind === 'asset' || entry.facts.node !== undefined;
  if (layout === undefined || !hasNode) return factsOf(entry.kind, {}, (root) => root);
  const nodeFile = entry.kind === 'asset' ? assetNodeFile(file, layout) : folderNodeFile(file, layout);
  const reading = readNodeFacts({ folder, query: QUERY }, nodeFile, formatOf(layout));
  if (!isNode(reading)) return factsOf(entry.kind, {}, (root) => root);
  const { located, uuid } = reading;
  const identity: Properties = uuid === undefined ? NONE : new Map([['jcr:uuid', string(uuid)]]);
  return factsOf(entry.kind, located, (root) =>
    statuses.read(index.pathOf(entry), { ...root, properties: identity }),
  );
}

function factsOf(
  kind: (AssetEntry | FolderEntry)['kind'],
  located: Readonly<Record<string, Property>>,
  withState: (root: NodeData) => NodeData,
): EntryFacts {
  const [content, metadata] = nodesOf(located);
  const values = (data: NodeData, name: string) => data.properties.get(name)?.values ?? [];
  const number = (name: string) => numberOf(firstValue(metadata.properties.get(name)));
  const isAsset = kind === 'asset';
  const root = withState({ properties: NONE, children: new Map([['jcr:content', content]]) });
  const state = isAsset ? readAssetState(root) : { ...EMPTY_STATE, ...readFolderState(root) };
  const titles = isAsset ? values(metadata, 'dc:title') : values(content, 'jcr:title');
  const descriptions = isAsset ? values(metadata, 'dc:description') : values(content, 'jcr:description');
  const tags = values(isAsset ? metadata : content, 'cq:tags');
  return {
    title: titles[0] || undefined,
    texts: [...titles, ...descriptions, ...tags],
    mimeType: state.mimeType,
    size: number('dam:size'),
    width: number('tiff:ImageWidth'),
    height: number('tiff:ImageLength'),
    modified: lastModified(content, isAsset ? metadata : undefined),
    modifiedBy: firstValue(content.properties.get('jcr:lastModifiedBy')),
    state,
  };
}

/** The two nodes that tell of an asset, with no more than was asked for. */
function nodesOf(located: Readonly<Record<string, Property>>): [content: NodeData, metadata: NodeData] {
  const inContent = new Map<string, Property>();
  const inMetadata = new Map<string, Property>();
  for (const [path, property] of Object.entries(located)) {
    if (path.startsWith(METADATA_PATH)) inMetadata.set(path.slice(METADATA_PATH.length), property);
    else inContent.set(path.slice(CONTENT_PATH.length), property);
  }
  const metadata = { properties: inMetadata, children: new Map() };
  return [{ properties: inContent, children: new Map([['metadata', metadata]]) }, metadata];
}

function numberOf(lexical: string | undefined): number | undefined {
  const number = lexical ? Number(lexical) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}
