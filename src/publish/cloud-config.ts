/**
 * AEM's node of the Dynamic Media Configuration, as it stands.
 * Property names: facts on AEM's vocabulary §2. Secrets in it are not read.
 *
 * @module
 */
import { descendant, type NodeData } from '../jcr/node.ts';
import { firstValue } from '../jcr/property.ts';

/** JCR path of the node; AEM has one per instance. */
export const CLOUD_CONFIG_PATH = '/conf/global/settings/cloudconfigs/dmscene7';

/** What the node says; a blank value says nothing. */
export interface CloudConfig {
  readonly company: string | undefined;
  /** `c|` and digits. */
  readonly companyId: string | undefined;
  readonly rootPath: string | undefined;
  readonly publishServer: string | undefined;
  /** *Publish Assets*. */
  readonly publishEnabled: string | undefined;
  /** The inverse of *Sync all content*. */
  readonly selectiveSync: string | undefined;
  /** *Dynamic Media sync mode*: enabled or disabled by default. */
  readonly syncEnabled: string | undefined;
  readonly mimeTypes: Readonly<Record<string, boolean>>;
}

/** Reads the root of the node's file, a `cq:Page`. */
export function readCloudConfig(page: NodeData): CloudConfig {
  const properties = page.children.get('jcr:content')?.properties;
  const value = (property: string) => firstValue(properties?.get(property))?.trim() || undefined;
  return {
    company: value('companyname'),
    companyId: value('companyHandle'),
    rootPath: value('rootPath'),
    publishServer: value('publishServer'),
    publishEnabled: value('publishEnabled'),
    selectiveSync: value('selective-sync'),
    syncEnabled: value('syncEnabled'),
    mimeTypes: mimeTypesOf(page),
  };
}

/** `mimeTypes/<type_subtype>` with `enabled`; a slash cannot stand in a node's name. */
function mimeTypesOf(page: NodeData): Record<string, boolean> {
  const found: Record<string, boolean> = {};
  for (const [name, data] of descendant(page, ['jcr:content', 'mimeTypes'])?.children ?? []) {
    const enabled = firstValue(data.properties.get('enabled'));
    if (enabled !== undefined) found[name.replace('_', '/')] = enabled.toLowerCase() === 'true';
  }
  return found;
}
