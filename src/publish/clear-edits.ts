/**
 * What a copy does not inherit: AEM clears the publish state of copied assets and folders, and carries
 * neither creation nor `cq:name` along (facts on AEM's vocabulary §8; the list of properties is a ruling).
 * Scheduled publications are no properties: the schedule knows them by path. On and off times stay.
 *
 * @module
 */
import type { NodeEdit, NodePath } from '../format/node-document.ts';
import { descendant, type NodeData } from '../jcr/node.ts';
import { names, type Property } from '../jcr/property.ts';

/** The nodes that hold state; comments and the like below keep their own dates. */
const PLACES: readonly NodePath[] = [[], ['jcr:content'], ['jcr:content', 'metadata']];

/** Prefixes, since replication adds suffixes: `_publish`, `_preview`, `_scene7`. */
const PUBLISH_STATE = /^(cq:lastReplicat|cq:lastPublished|dam:scene7|dam:portalReplication)/;

/** What belongs to the original besides its publish state. */
const BIRTH = /^(cq:name|jcr:created(By)?)$/;

/** Whether a property holds publish state, of AEM, Dynamic Media or Brand Portal. */
export function isPublishState(property: string): boolean {
  return PUBLISH_STATE.test(property);
}

/** The edits that clear a copy's state. */
export function clearEdits(root: NodeData): NodeEdit[] {
  return PLACES.flatMap((place) => {
    const properties = descendant(root, place)?.properties ?? new Map<string, Property>();
    const cleared = [...properties.keys()].filter(
      (property) => isPublishState(property) || BIRTH.test(property),
    );
    return [
      ...cleared.map((property): NodeEdit => ({ edit: 'remove', node: place, property })),
      ...mixinEdits(place, properties.get('jcr:mixinTypes')),
    ];
  });
}

/** The edits that take the mixin of the replication status away. */
export function mixinEdits(place: NodePath, mixins: Property | undefined): NodeEdit[] {
  const kept = mixins?.values.filter((mixin) => !mixin.startsWith('cq:ReplicationStatus'));
  if (!mixins || !kept || kept.length === mixins.values.length) return [];
  const property = 'jcr:mixinTypes';
  if (kept.length === 0) return [{ edit: 'remove', node: place, property }];
  return [{ edit: 'set', node: place, property, value: names(kept) }];
}
