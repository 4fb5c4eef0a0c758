/**
 * oakling as a library: open a tree, call its verbs, listen to its events, extend it with plugins.
 *
 * @module
 */

export { type NodeTree, type NodeTreeOptions, openNodeTree } from './aggregates/node-tree.ts';
export type { EditedTree, TreeEdit } from './aggregates/tree-edit.ts';
export type { NodeSource, TreeNode } from './aggregates/tree-node.ts';
export type { OaklingConfiguration } from './configuration/configuration.ts';
export type { Binary, Extracted, Extractor } from './dam/extractor.ts';
export { createOakling } from './emulator/create-oakling.ts';
export {
  type MovedStatus,
  type MovedStatuses,
  type MoveStatusOptions,
  moveStatus,
} from './emulator/move-status/move-status.ts';
export type {
  ActionRow,
  AssetStatus,
  FolderListing,
  ListRow,
  ModeWithOrigin,
  Oakling,
  PathExplanation,
  PublicationPlan,
  PublicationRow,
  SettingChange,
  TransferRow,
} from './emulator/oakling.ts';
export type { OaklingOptions, WatchChoice } from './emulator/options.ts';
export type { QueuedDelivery, TargetOptions } from './emulator/publishing/replication.ts';
export type { AgreedPlan } from './emulator/verbs/apply.ts';
export type { PlanOptions } from './emulator/verbs/plan.ts';
export type { Scheduled } from './emulator/verbs/schedule.ts';
export type { TargetRow, VerifiedTargets, VerifyOptions } from './emulator/verbs/targets.ts';
export {
  boolean,
  date,
  decimal,
  long,
  name,
  names,
  type Property,
  type PropertyType,
  string,
  strings,
} from './jcr/property.ts';
export { type BuildOptions, type BuiltPackage, buildPackage } from './packages/build/build-package.ts';
export {
  type InstallChange,
  type InstalledPackage,
  type InstallOptions,
  installPackage,
} from './packages/install/install-package.ts';
export { type ListedPackage, listPackage } from './packages/list-package.ts';
export type { PackageId } from './packages/package-properties.ts';
export { verifyPackage } from './packages/verify-package.ts';
export type {
  ChangeEvent,
  DeliveryStateEvent,
  IdleEvent,
  OaklingEvent,
  ProblemEvent,
  PublicationEvent,
  ReadyEvent,
  ScheduleEvent,
} from './plugins/events.ts';
export type { Hook } from './plugins/hook.ts';
export { definePlugin, type OaklingPlugin, type Rule } from './plugins/plugin.ts';
export { PROBLEM_CODES, type ProblemCode } from './problems/codes.ts';
export type { Problem } from './problems/problem.ts';
export type { DecisionContext } from './publish/decide.ts';
export type { Effect, EffectType } from './publish/effect.ts';
export type { Include } from './publish/include.ts';
export type { PublishAction, PublishTarget } from './publish/publish-target.ts';
export type {
  Channel,
  Publication,
  ReplicationStore,
  ReplicationTarget,
} from './publish/targets/replication-target.ts';
export type { BlobReference, Held, Snapshot } from './publish/targets/snapshot.ts';
export type { TimelineEntry, TimelineKind, TimelineTarget } from './publish/timeline.ts';
export type { S3Options } from './replication/s3/s3-options.ts';
export type { ScheduledItem, ScheduledPublication } from './replication/schedule/schedule.ts';
export type { ScheduledTime } from './replication/schedule/scheduled-time.ts';
export type { Change, ChangeKind } from './repository/change.ts';
export { NoTreeError } from './repository/locate-tree.ts';
export { TreeLockedError } from './repository/state/lock.ts';
export type { SearchOrder, SearchQuery, SearchResult } from './search/search-query.ts';
export type { Finding, Fix } from './validation/finding.ts';
export { type ValidateOptions, type Validation, validate } from './validation/validate.ts';
