/**
 * What oakling knows of node types without a type registry: Oak's built-in types and AEM's own.
 * Source: facts on FileVault 3.1 and 3.6, there from Jackrabbit's and AEM's type definitions.
 *
 * @module
 */

/** Types whose children keep their order; the flag is not inherited by subtypes. */
const ORDERABLE = new Set(
  `nt:unstructured sling:OrderedFolder sling:Mapping cq:Page cq:PageContent cq:Tag cq:EditConfig cq:DropTargetConfig
   cq:InplaceEditingConfig cq:ChildEditorConfig cq:Dialog cq:Panel cq:TabPanel cq:Widget cq:WidgetCollection cq:Field
   cq:WorkflowModel cq:WorkflowNode cq:WorkflowTransition cq:RolloutConfig cq:LiveSync rep:ACL rep:PrincipalPolicy
   rep:Members rep:system vlt:Package vlt:PackageDefinition nt:frozenNode rdf:Seq`.split(/\s+/),
);

const UNORDERED = new Set(
  `nt:folder sling:Folder dam:Asset dam:AssetContent cq:Component cq:ClientLibraryFolder cq:Template nt:file
   nt:resource oak:Resource oak:Unstructured rep:root`.split(/\s+/),
);

/** Whether a type keeps the order of its children; `undefined` for a type oakling does not know. */
export function isOrderable(primaryType: string | undefined): boolean | undefined {
  if (primaryType === undefined) return undefined;
  if (ORDERABLE.has(primaryType)) return true;
  return UNORDERED.has(primaryType) ? false : undefined;
}

/** Whether a node of this type is a folder of assets. */
export function isFolderType(primaryType: string | undefined): boolean {
  return (
    primaryType === 'nt:folder' || primaryType === 'sling:Folder' || primaryType === 'sling:OrderedFolder'
  );
}
