/**
 * The node types oakling knows, as the data a `.cnd` file would hold: only what decides layout on disk,
 * order and typing. Sources: JCR 2.0 section 3.7 (nt, mix), Oak's and Jackrabbit FileVault's registries
 * (oak, rep, vlt), AEM's type definitions as told in facts on FileVault 3.1, 3.6 and 4.
 *
 * @module
 */

/** In compact notation. */
export const BUILT_IN_TYPES = `
[nt:base] abstract
- jcr:primaryType (Name)
- jcr:mixinTypes (Name) multiple

[mix:created] mixin
- jcr:created (Date)
- jcr:createdBy (String)
[mix:lastModified] mixin
- jcr:lastModified (Date)
- jcr:lastModifiedBy (String)
[mix:title] mixin
- jcr:title (String)
- jcr:description (String)
[mix:mimeType] mixin
- jcr:mimeType (String)
- jcr:encoding (String)
[mix:language] mixin
- jcr:language (String)
[mix:referenceable] mixin
- jcr:uuid (String)
[mix:lockable] mixin
- jcr:lockOwner (String)
- jcr:lockIsDeep (Boolean)
[mix:versionable] > mix:referenceable mixin
- jcr:isCheckedOut (Boolean)

[nt:hierarchyNode] > mix:created abstract
[nt:file] > nt:hierarchyNode primaryitem jcr:content
+ jcr:content (nt:base)
[nt:linkedFile] > nt:hierarchyNode
- jcr:content (Reference)
[nt:folder] > nt:hierarchyNode
+ * (nt:hierarchyNode)
[nt:resource] > mix:mimeType, mix:lastModified, mix:referenceable primaryitem jcr:data
- jcr:data (Binary)
[nt:unstructured] orderable
- * (undefined) multiple
- * (undefined)
+ * (nt:base) = nt:unstructured
[nt:frozenNode] orderable
- * (undefined) multiple
- * (undefined)
+ * (nt:base)
[oak:Resource] > mix:mimeType, mix:lastModified primaryitem jcr:data
- jcr:data (Binary)
[oak:Unstructured]
- * (undefined) multiple
- * (undefined)
+ * (nt:base) = oak:Unstructured

[rep:root]
+ * (nt:base) = nt:unstructured
[rep:system] orderable
+ * (nt:base) = nt:unstructured
[rep:Policy] abstract
[rep:ACL] > rep:Policy orderable
+ * (rep:ACE) = rep:GrantACE
[rep:PrincipalPolicy] > rep:Policy orderable
[rep:CugPolicy] > rep:Policy
[rep:ACE] abstract
- rep:privileges (Name) multiple
[rep:GrantACE] > rep:ACE
[rep:DenyACE] > rep:ACE
[rep:AccessControl]
[rep:AccessControllable] mixin
+ rep:policy (rep:Policy)
[rep:Authorizable] > nt:hierarchyNode abstract
[rep:User] > rep:Authorizable
[rep:SystemUser] > rep:User
[rep:Group] > rep:Authorizable
[rep:AuthorizableFolder] > nt:hierarchyNode
[rep:Members] orderable

[sling:HierarchyNode] mixin
[vlt:HierarchyNode] mixin
[vlt:FullCoverage] mixin
[sling:Folder] > nt:folder
- * (undefined) multiple
- * (undefined)
+ * (nt:base) = sling:Folder
[sling:OrderedFolder] > sling:Folder orderable
+ * (nt:base) = sling:OrderedFolder
[sling:Mapping] > nt:hierarchyNode orderable
+ * (nt:base) = sling:Mapping
[sling:OsgiConfig] > nt:hierarchyNode
- * (undefined) multiple
- * (undefined)
[sling:MessageEntry] > nt:hierarchyNode
- sling:key (String)
- sling:message (undefined)
[sling:chunk] > nt:hierarchyNode
[slingevent:Event] > nt:hierarchyNode
- * (undefined) multiple
- * (undefined)
[vlt:PackageDefinition] orderable
- * (undefined) multiple
- * (undefined)
+ * (nt:base) = nt:unstructured
[vlt:Package] > nt:file orderable
[rdf:Seq] orderable

[cq:Taggable] mixin
- cq:tags (String) multiple
[cq:OwnerTaggable] > cq:Taggable mixin
[cq:ReplicationStatus] mixin
- cq:lastPublished (Date)
- cq:lastReplicated (Date)
- cq:lastReplicatedBy (String)
- cq:lastReplicationAction (String)
[cq:LiveSync] mixin orderable
+ * (nt:base)
[cq:PropertyLiveSyncCancelled] mixin
[cq:Page] > nt:hierarchyNode orderable primaryitem jcr:content
+ jcr:content (nt:base) = nt:unstructured
+ * (nt:base)
[cq:PageContent] > nt:unstructured, mix:title, cq:OwnerTaggable orderable
[cq:Tag] > sling:Folder, mix:title orderable
+ * (nt:base) = cq:Tag
[cq:Template] > nt:hierarchyNode
+ jcr:content (nt:base) = nt:unstructured
[cq:Component] > nt:folder, mix:title
- * (undefined) multiple
- * (undefined)
+ * (nt:base) = nt:base
[cq:VirtualComponent] > nt:folder
[cq:ClientLibraryFolder] > sling:Folder
- categories (String) multiple
- dependencies (String) multiple
- embed (String) multiple
[cq:PollConfigFolder] > nt:folder
[cq:ExporterConfigFolder] > nt:folder
[cq:ContentSyncConfig] > nt:hierarchyNode
[cq:EditConfig] > nt:hierarchyNode orderable
- * (undefined) multiple
- * (undefined)
+ * (nt:base)
[cq:DropTargetConfig] orderable
[cq:InplaceEditingConfig] orderable
[cq:ChildEditorConfig] orderable
[cq:Widget] orderable
- * (undefined) multiple
- * (undefined)
+ * (nt:base)
[cq:Dialog] > cq:Widget orderable
[cq:Panel] > cq:Widget orderable
[cq:TabPanel] > cq:Panel orderable
[cq:WidgetCollection] orderable
+ * (cq:Widget) = cq:Widget
[cq:Field] > cq:Widget orderable
[cq:WorkflowModel] orderable
[cq:WorkflowNode] orderable
[cq:WorkflowTransition] orderable
[cq:RolloutConfig] orderable
[granite:Component] > nt:hierarchyNode

[dam:Asset] > nt:hierarchyNode primaryitem jcr:content
+ jcr:content (dam:AssetContent) = dam:AssetContent
+ * (nt:base) = nt:base
[dam:AssetContent]
- * (undefined) multiple
- * (undefined)
+ metadata (nt:unstructured) = nt:unstructured
+ related (nt:unstructured) = nt:unstructured
+ renditions (nt:folder) = nt:folder
+ * (nt:base)
[dam:Metadata] mixin
`;
