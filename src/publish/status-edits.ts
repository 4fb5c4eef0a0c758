/**
 * From effects to the properties and edits that record them in an asset's node.
 * Properties and their types: facts on AEM's vocabulary §4–§6.
 *
 * @module
 */
import { dynamicMediaTypeOf } from '../dam/media-kind.ts';
import type { NodeEdit } from '../format/node-document.ts';
import { descendant, type NodeData, node } from '../jcr/node.ts';
import { parentOf } from '../jcr/path.ts';
import { date, long, name, names, type Property, string } from '../jcr/property.ts';
import type { DynamicMediaConfiguration } from './configuration.ts';
import type { Effect, EffectType } from './effect.ts';
import { scene7Id } from './scene7-id.ts';

/** Who publishes when nobody asked. */
export const AUTOMATIC_PUBLISHER = 'dam-writer-service';

/** What recording effects needs to know. */
export interface StatusFacts {
  readonly path: string;
  /** The asset's name, such as `hero.jpg`. */
  readonly name: string;
  /** The asset's `jcr:uuid` after the change. */
  readonly uuid: string;
  readonly scene7Name: string;
  readonly at: Date;
  readonly user: string;
  readonly configuration: DynamicMediaConfiguration;
  readonly mimeType: string;
  readonly newUuid: () => string;
}

/** Properties for the two nodes that hold state. */
export interface StatusProperties {
  readonly content: Readonly<Record<string, Property>>;
  readonly metadata: Readonly<Record<string, Property>>;
}

const CONTENT = ['jcr:content'];
const METADATA = ['jcr:content', 'metadata'];

/** The properties effects set, for a node that is being made. */
export function effectProperties(effects: readonly Effect[], facts: StatusFacts): StatusProperties {
  const due = (type: EffectType) => effects.some((effect) => effect.type === type && !effect.vetoed);
  return {
    content: due('modified')
      ? { 'jcr:lastModified': date(facts.at), 'jcr:lastModifiedBy': string(facts.user) }
      : {},
    metadata: {
      ...(due('notSupported') ? { 'dam:scene7FileStatus': string('NotSupported') } : {}),
      ...(due('sync') ? syncProperties(facts) : {}),
      ...(due('publish') ? publishProperties(facts) : {}),
    },
  };
}

/** The edits effects make to a node that is there. */
export function effectEdits(effects: readonly Effect[], facts: StatusFacts, root: NodeData): NodeEdit[] {
  const due = (type: EffectType) => effects.some((effect) => effect.type === type && !effect.vetoed);
  const { content, metadata } = effectProperties(effects, facts);
  const wasPublished = statusOf(root) === 'PublishComplete' && !due('clear');
  // Uploading again does not unpublish what is delivered.
  const kept = wasPublished && due('sync') && !due('publish') ? ['dam:scene7FileStatus'] : [];
  const edits: NodeEdit[] = [
    ...(due('clear') ? clearEdits(root) : []),
    ...(due('identify') ? identityEdits(root, facts) : []),
    ...missingNodes(root, content, metadata),
  ];
  for (const [property, value] of Object.entries(content))
    edits.push({ edit: 'set', node: CONTENT, property, value });
  for (const [property, value] of Object.entries(metadata)) {
    if (!kept.includes(property)) edits.push({ edit: 'set', node: METADATA, property, value });
  }
  return edits;
}

function statusOf(root: NodeData): string | undefined {
  return descendant(root, METADATA)?.properties.get('dam:scene7FileStatus')?.values[0];
}

function syncProperties({
  path,
  uuid,
  scene7Name,
  at,
  configuration,
  mimeType,
}: StatusFacts): Record<string, Property> {
  const { company, companyId, rootPath, publishServer, cloudConfigPath } = configuration;
  const folder = (parentOf(path) ?? '/').replace(/^\/content\/dam\/?/, '');
  return {
    'dam:scene7CompanyID': string(companyId ?? scene7Id('c', company, 5)),
    ...(cloudConfigPath ? { 'dam:scene7CloudConfigPath': string(cloudConfigPath) } : {}),
    'dam:scene7Domain': string(publishServer),
    'dam:scene7File': string(`${company}/${scene7Name}`),
    'dam:scene7FileStatus': string('PublishIncomplete'),
    'dam:scene7Folder': string(folder === '' ? rootPath : `${rootPath}${folder}/`),
    'dam:scene7ID': string(scene7Id('a', uuid, 9)),
    'dam:scene7LastModified': long(at.getTime()),
    'dam:scene7Name': string(scene7Name),
    'dam:scene7Type': string(dynamicMediaTypeOf(mimeType) ?? 'Static'),
    'dam:scene7UploadTimeStamp': date(at),
  };
}

function publishProperties({ at }: StatusFacts): Record<string, Property> {
  return {
    'dam:scene7FileStatus': string('PublishComplete'),
    'dam:scene7PublishedBy': string(AUTOMATIC_PUBLISHER),
    'dam:scene7PublishTimeStamp': date(at),
  };
}

const CLEARED_CONTENT =
  /^(cq:lastReplicat(ed|edBy|ionAction)(_.+)?|cq:lastPublished(By)?|dam:portalReplication.*|dam:scene7.*|cq:name)$/;
const CLEARED_METADATA = /^dam:scene7/;
const CLEARED_ANYWHERE = /^jcr:created(By)?$/;

/** Removes what a copy must not inherit. */
function clearEdits(root: NodeData): NodeEdit[] {
  const edits: NodeEdit[] = [];
  const clear = (path: readonly string[], pattern: RegExp) => {
    const data = descendant(root, path);
    for (const property of data?.properties.keys() ?? []) {
      if (pattern.test(property) || CLEARED_ANYWHERE.test(property))
        edits.push({ edit: 'remove', node: path, property });
    }
    edits.push(...mixinEdits(path, data?.properties.get('jcr:mixinTypes')));
  };
  clear([], CLEARED_ANYWHERE);
  clear(CONTENT, CLEARED_CONTENT);
  clear(METADATA, CLEARED_METADATA);
  return edits;
}

function mixinEdits(path: readonly string[], mixins: Property | undefined): NodeEdit[] {
  const kept = mixins?.values.filter((mixin) => !mixin.startsWith('cq:ReplicationStatus'));
  if (!mixins || !kept || kept.length === mixins.values.length) return [];
  const property = 'jcr:mixinTypes';
  if (kept.length === 0) return [{ edit: 'remove', node: path, property }];
  return [{ edit: 'set', node: path, property, value: names(kept) }];
}

/** A new `jcr:uuid` for every referenceable node. */
function identityEdits(root: NodeData, { uuid, newUuid }: StatusFacts): NodeEdit[] {
  const edits: NodeEdit[] = [];
  const visit = (data: NodeData, path: readonly string[]) => {
    if (data.properties.has('jcr:uuid')) {
      const value = string(path.length === 0 ? uuid : newUuid());
      edits.push({ edit: 'set', node: path, property: 'jcr:uuid', value });
    }
    for (const [child, below] of data.children) visit(below, [...path, child]);
  };
  visit(root, []);
  return edits;
}

function missingNodes(
  root: NodeData,
  content: StatusProperties['content'],
  metadata: StatusProperties['metadata'],
): NodeEdit[] {
  const edits: NodeEdit[] = [];
  const isMissing = (path: readonly string[]) => {
    const data = descendant(root, path);
    return !data || data.placeholder === true;
  };
  const needsMetadata = Object.keys(metadata).length > 0;
  if ((Object.keys(content).length > 0 || needsMetadata) && isMissing(CONTENT)) {
    const data = node({ 'jcr:primaryType': name('dam:AssetContent') });
    edits.push({ edit: 'addChild', node: [], child: 'jcr:content', data });
  }
  if (needsMetadata && isMissing(METADATA)) {
    const data = node({ 'jcr:primaryType': name('nt:unstructured') });
    edits.push({ edit: 'addChild', node: CONTENT, child: 'metadata', data });
  }
  return edits;
}
