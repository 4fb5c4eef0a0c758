/**
 * The state of an asset as its node tells it: AEM, Dynamic Media, sync. Properties: facts on AEM's
 * vocabulary §4–§6; meaning: docs/rules.md, "State of an asset".
 *
 * @module
 */
import { dynamicMediaTypeOf } from '../dam/media-kind.ts';
import { descendant, type NodeData, valueAt } from '../jcr/node.ts';
import { firstValue } from '../jcr/property.ts';

/** State of the AEM publish tier. Times are ISO 8601. */
export interface AemState {
  readonly published: boolean;
  readonly action?: string;
  readonly by?: string;
  readonly at?: string;
  /** Published, and modified later than that. */
  readonly modifiedSince: boolean;
}

/** State of Dynamic Media delivery. */
export interface DynamicMediaState {
  readonly published: boolean;
  /** `dam:scene7FileStatus` as it stands. */
  readonly status?: string;
  readonly by?: string;
  readonly at?: string;
  /** Where it is, or would be, delivered. */
  readonly url?: string;
}

/** Link to Dynamic Media. */
export interface SyncState {
  readonly synced: boolean;
  readonly id?: string;
  readonly name?: string;
  /** `company/name`. */
  readonly file?: string;
  readonly uploadedAt?: string;
  readonly lastModified?: string;
}

/** State of Brand Portal: `dam:portalReplicationAction` and its date. */
export interface BrandPortalState {
  readonly published: boolean;
  readonly at?: string;
}

/** Everything the rules need to know of an asset. */
export interface AssetState {
  readonly uuid?: string;
  readonly title?: string;
  readonly mimeType?: string;
  readonly sync: SyncState;
  readonly aem: AemState;
  readonly dynamicMedia: DynamicMediaState;
  readonly brandPortal: BrandPortalState;
}

/** The state of what has no node yet. */
export const EMPTY_STATE: AssetState = {
  sync: { synced: false },
  aem: { published: false, modifiedSince: false },
  dynamicMedia: { published: false },
  brandPortal: { published: false },
};

/** Reads an asset's state from the root of its node. */
export function readAssetState(root: NodeData): AssetState {
  const content = root.children.get('jcr:content');
  const metadata = descendant(root, ['jcr:content', 'metadata']);
  // AEM leaves some of these empty, which says as little as their absence.
  const text = (property: string) => firstValue(metadata?.properties.get(property)) || undefined;
  const [uuid, title, mimeType] = [valueAt(root, [], 'jcr:uuid'), text('dc:title'), text('dc:format')];
  const status = text('dam:scene7FileStatus');
  const sync: SyncState = {
    synced: text('dam:scene7ID') !== undefined,
    ...optional('id', text('dam:scene7ID')),
    ...optional('name', text('dam:scene7Name')),
    ...optional('file', text('dam:scene7File')),
    ...optional('uploadedAt', timeOf(text('dam:scene7UploadTimeStamp'))),
    ...optional('lastModified', timeOf(text('dam:scene7LastModified'))),
  };
  return {
    ...optional('uuid', uuid),
    ...optional('title', title),
    ...optional('mimeType', mimeType),
    sync,
    aem: readAemState(content, metadata),
    brandPortal: {
      published: firstValue(content?.properties.get('dam:portalReplicationAction')) === 'Activate',
      ...optional('at', timeOf(firstValue(content?.properties.get('dam:portalReplicationDate')))),
    },
    dynamicMedia: {
      published: status === 'PublishComplete',
      ...optional('status', status),
      ...optional('by', text('dam:scene7PublishedBy')),
      ...optional('at', timeOf(text('dam:scene7PublishTimeStamp'))),
      ...optional(
        'url',
        deliveryUrl(
          text('dam:scene7Domain'),
          sync.file,
          text('dam:scene7Type') ?? dynamicMediaTypeOf(mimeType ?? ''),
        ),
      ),
    },
  };
}

/** Reads a folder's state from the root of its node; only AEM publishes folders. */
export function readFolderState(root: NodeData): Pick<AssetState, 'aem'> {
  return { aem: readAemState(root.children.get('jcr:content'), undefined) };
}

function readAemState(content: NodeData | undefined, metadata: NodeData | undefined): AemState {
  const value = (property: string) => firstValue(content?.properties.get(property));
  const action = value('cq:lastReplicationAction');
  const at = timeOf(value('cq:lastReplicated'));
  const published = action === 'Activate';
  const modified = lastModified(content, metadata);
  return {
    published,
    ...optional('action', action),
    ...optional('by', value('cq:lastReplicatedBy')),
    ...optional('at', at),
    modifiedSince: published && at !== undefined && modified !== undefined && modified > at,
  };
}

/**
 * When an asset or folder was last modified, ISO 8601: the latest of the times its nodes tell.
 * @param content its `jcr:content`
 * @param metadata the metadata below that
 */
export function lastModified(
  content: NodeData | undefined,
  metadata: NodeData | undefined,
): string | undefined {
  return [
    firstValue(content?.properties.get('jcr:lastModified')),
    firstValue(content?.properties.get('cq:lastModified')),
    firstValue(metadata?.properties.get('jcr:lastModified')),
  ]
    .map(timeOf)
    .filter((time) => time !== undefined)
    .sort()
    .at(-1);
}

/** Both forms occur in real exports: a Date, and milliseconds as a Long. */
function timeOf(lexical: string | undefined): string | undefined {
  if (lexical === undefined) return undefined;
  const time = new Date(/^\d+$/.test(lexical) ? Number(lexical) : lexical);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** Kinds that Dynamic Media delivers as the file they are; it renders the others, sets among them. */
const DELIVERED_AS_FILE = new Set([
  'Static',
  'PDF',
  'AnimatedGif',
  'MasterVideo',
  'Video',
  'Audio',
  'ThreeD',
]);

/** `is/image` for what Dynamic Media renders, `is/content` for the rest (facts on AEM's vocabulary §7). */
function deliveryUrl(
  domain: string | undefined,
  file: string | undefined,
  type = 'Static',
): string | undefined {
  if (domain === undefined || file === undefined) return undefined;
  const service = DELIVERED_AS_FILE.has(type) ? 'content' : 'image';
  return `${domain.replace(/\/*$/, '/')}is/${service}/${file}`;
}

/** Prefixes, since replication adds suffixes (`_publish`, `_scene7`) and Dynamic Media adds properties. */
const VOLATILE =
  /^(cq:lastReplicat|cq:lastPublished|dam:scene7|dam:portalReplication|jcr:lastModified|cq:lastModified)/;
const VOLATILE_NAMES = new Set(['jcr:uuid', 'dam:extracted', 'dam:assetState']);

/**
 * Whether a property is state, identity or bookkeeping rather than content: its change is no edit of the
 * asset. On and off times are content.
 */
export function isVolatile(property: string): boolean {
  return VOLATILE.test(property) || VOLATILE_NAMES.has(property);
}

function optional<Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: string });
}
