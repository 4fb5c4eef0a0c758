/**
 * The properties that record sync and publication. Names and types: facts on AEM's vocabulary §4–§6.
 *
 * @module
 */
import { dynamicMediaTypeOf } from '../dam/media-kind.ts';
import type { Properties } from '../jcr/node.ts';
import { parentOf } from '../jcr/path.ts';
import { date, firstValue, long, type Property, string } from '../jcr/property.ts';
import type { DynamicMediaConfiguration } from './configuration.ts';
import type { Effect, EffectType } from './effect.ts';
import { scene7Id } from './scene7-id.ts';

/** Who publishes when nobody asked. */
export const AUTOMATIC_PUBLISHER = 'dam-writer-service';

/** What recording effects needs to know. */
export interface StatusFacts {
  /** JCR path. */
  readonly path: string;
  /** The asset's name, such as `hero.jpg`. */
  readonly name: string;
  /** The asset's `jcr:uuid` after the change. */
  readonly uuid: string;
  readonly scene7Name: string;
  readonly at: Date;
  readonly user: string;
  /** Set where a person publishes to Dynamic Media; what happens by itself is `dam-writer-service`'s. */
  readonly publisher?: string | undefined;
  readonly configuration: DynamicMediaConfiguration;
  readonly mimeType: string;
  /** How many pictures the binary holds, where that is known: an animated GIF is a kind of its own. */
  readonly images?: number | undefined;
  readonly newUuid: () => string;
}

/** Properties for the two nodes that hold state. */
export interface StatusProperties {
  readonly content: Readonly<Record<string, Property>>;
  readonly metadata: Readonly<Record<string, Property>>;
}

/** Whether an effect of a type is to be carried out. */
export function dueIn(effects: readonly Effect[]): (type: EffectType) => boolean {
  return (type) => effects.some((effect) => effect.type === type && !effect.vetoed);
}

/**
 * The properties effects set.
 * @param before the metadata properties there are, without those that are cleared
 */
export function statusProperties(
  effects: readonly Effect[],
  facts: StatusFacts,
  before: Properties,
): StatusProperties {
  const due = dueIn(effects);
  // What Dynamic Media does not have it cannot deliver, also where a plugin stopped the sync alone.
  const publishes = due('publish') && (due('sync') || has(before, 'dam:scene7ID'));
  return {
    content: {
      ...(due('modified')
        ? { 'jcr:lastModified': date(facts.at), 'jcr:lastModifiedBy': string(facts.user) }
        : {}),
      ...(due('activate') ? replicationProperties('Activate', facts) : {}),
      ...(due('deactivate') ? replicationProperties('Deactivate', facts) : {}),
      ...(due('share') ? portalProperties('Activate', facts) : {}),
      ...(due('unshare') ? portalProperties('Deactivate', facts) : {}),
    },
    metadata: {
      ...(due('notSupported') ? { 'dam:scene7FileStatus': string('NotSupported') } : {}),
      ...(due('sync') ? syncProperties(facts, before) : {}),
      ...(publishes ? publishProperties(facts) : {}),
      // Who published it and when stays: that tells an asset taken back by hand from a new one.
      ...(due('unpublish') ? { 'dam:scene7FileStatus': string('PublishIncomplete') } : {}),
    },
  };
}

function syncProperties(facts: StatusFacts, before: Properties): Record<string, Property> {
  // Uploading again does not unpublish what is delivered.
  const isPublished = firstValue(before.get('dam:scene7FileStatus')) === 'PublishComplete';
  return {
    ...absentFrom(before, linkProperties(facts)),
    ...folderProperty(facts, before),
    ...typeProperty(facts, before),
    ...(isPublished ? {} : { 'dam:scene7FileStatus': string('PublishIncomplete') }),
    'dam:scene7LastModified': long(facts.at.getTime()),
    'dam:scene7UploadTimeStamp': date(facts.at),
  };
}

/** What an asset is called in Dynamic Media; it stays for good, since URLs are made of it. */
function linkProperties({ uuid, scene7Name, configuration }: StatusFacts): Record<string, Property> {
  const { company, companyId, publishServer, cloudConfigPath } = configuration;
  return {
    ...(cloudConfigPath ? { 'dam:scene7CloudConfigPath': string(cloudConfigPath) } : {}),
    'dam:scene7CompanyID': string(companyId ?? scene7Id('c', company, 5)),
    'dam:scene7Domain': string(publishServer),
    'dam:scene7File': string(`${company}/${scene7Name}`),
    'dam:scene7ID': string(scene7Id('a', uuid, 9)),
    'dam:scene7Name': string(scene7Name),
  };
}

/** Follows the asset when it was moved, but not into the folders of another company. */
function folderProperty({ path, configuration }: StatusFacts, before: Properties): Record<string, Property> {
  const { company, rootPath } = configuration;
  const file = firstValue(before.get('dam:scene7File'));
  if (has(before, 'dam:scene7Folder') && file && !file.startsWith(`${company}/`)) return {};
  const folder = (parentOf(path) ?? '/').replace(/^\/content\/dam\/?/, '');
  return { 'dam:scene7Folder': string(folder === '' ? rootPath : `${rootPath}${folder}/`) };
}

/** Dynamic Media knows kinds that no MIME type tells, so one is replaced only with the MIME type. */
function typeProperty({ mimeType, images }: StatusFacts, before: Properties): Record<string, Property> {
  const isSameType = firstValue(before.get('dc:format')) === mimeType;
  if (isSameType && has(before, 'dam:scene7Type')) return {};
  return { 'dam:scene7Type': string(dynamicMediaTypeOf(mimeType, images) ?? 'Static') };
}

function replicationProperties(
  action: 'Activate' | 'Deactivate',
  { at, user }: StatusFacts,
): Record<string, Property> {
  return {
    'cq:lastReplicated': date(at),
    'cq:lastReplicatedBy': string(user),
    'cq:lastReplicationAction': string(action),
  };
}

function portalProperties(action: 'Activate' | 'Deactivate', { at }: StatusFacts): Record<string, Property> {
  return { 'dam:portalReplicationAction': string(action), 'dam:portalReplicationDate': date(at) };
}

function publishProperties({ at, publisher }: StatusFacts): Record<string, Property> {
  return {
    'dam:scene7FileStatus': string('PublishComplete'),
    'dam:scene7PublishedBy': string(publisher ?? AUTOMATIC_PUBLISHER),
    'dam:scene7PublishTimeStamp': date(at),
  };
}

function absentFrom(
  before: Properties,
  properties: Readonly<Record<string, Property>>,
): Record<string, Property> {
  return Object.fromEntries(Object.entries(properties).filter(([property]) => !has(before, property)));
}

/** AEM leaves some properties empty, which says as little as their absence. */
function has(properties: Properties, property: string): boolean {
  return (firstValue(properties.get(property)) ?? '') !== '';
}
