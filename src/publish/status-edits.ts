/**
 * From effects to the edits that record them in an asset's or folder's node. All effects of one change are
 * one list of edits, so that they are one write.
 *
 * @module
 */
import type { NodeEdit } from '../format/node-document.ts';
import { descendant, type NodeData, node, primaryType } from '../jcr/node.ts';
import { isFolderType } from '../jcr/node-types.ts';
import { name } from '../jcr/property.ts';
import { clearEdits } from './clear-edits.ts';
import type { Effect } from './effect.ts';
import { identityEdits } from './identity-edits.ts';
import { dueIn, type StatusFacts, type StatusProperties, statusProperties } from './status-properties.ts';

export { AUTOMATIC_PUBLISHER, type StatusFacts, type StatusProperties } from './status-properties.ts';

const CONTENT = ['jcr:content'];
const METADATA = ['jcr:content', 'metadata'];

/** The properties effects set in a node that is being made. Vetoed effects set none. */
export function effectProperties(effects: readonly Effect[], facts: StatusFacts): StatusProperties {
  return statusProperties(effects, facts, new Map());
}

/**
 * The edits effects make to a node that is there. Vetoed effects make none.
 * @param root the node before the change
 */
export function effectEdits(effects: readonly Effect[], facts: StatusFacts, root: NodeData): NodeEdit[] {
  const due = dueIn(effects);
  const before = due('clear') ? undefined : descendant(root, METADATA)?.properties;
  const { content, metadata } = statusProperties(effects, facts, before ?? new Map());
  // What is set anew stays where it stands instead of going and coming back.
  const isReplaced = (edit: NodeEdit) =>
    edit.edit === 'remove' && edit.node.length === METADATA.length && Object.hasOwn(metadata, edit.property);
  return [
    ...(due('clear') ? clearEdits(root).filter((edit) => !isReplaced(edit)) : []),
    ...(due('identify') ? identityEdits(root, facts.newUuid, facts.uuid) : []),
    ...missingNodes(root, { content, metadata }),
    ...Object.entries(content).map(
      ([property, value]): NodeEdit => ({ edit: 'set', node: CONTENT, property, value }),
    ),
    ...Object.entries(metadata).map(
      ([property, value]): NodeEdit => ({ edit: 'set', node: METADATA, property, value }),
    ),
  ];
}

/** The nodes that properties need and that are not there. */
function missingNodes(root: NodeData, { content, metadata }: StatusProperties): NodeEdit[] {
  const isMissing = (path: readonly string[]) => {
    const data = descendant(root, path);
    return !data || data.placeholder === true;
  };
  const needsMetadata = Object.keys(metadata).length > 0;
  const needsContent = needsMetadata || Object.keys(content).length > 0;
  const edits: NodeEdit[] = [];
  if (needsContent && isMissing(CONTENT)) {
    const type = isFolderType(primaryType(root)) ? 'nt:unstructured' : 'dam:AssetContent';
    const data = node({ 'jcr:primaryType': name(type) });
    edits.push({ edit: 'addChild', node: [], child: 'jcr:content', data });
  }
  if (needsMetadata && isMissing(METADATA)) {
    const data = node({ 'jcr:primaryType': name('nt:unstructured') });
    edits.push({ edit: 'addChild', node: CONTENT, child: 'metadata', data });
  }
  return edits;
}
