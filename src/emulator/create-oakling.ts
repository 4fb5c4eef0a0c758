/**
 * Opens a tree: index, rules, watcher and verbs put together. This is the product; everything else is a
 * thin user of it.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { BUILT_IN_EXTRACTORS } from '../dam/built-in-extractors.ts';
import type { OaklingEvent, ReadyEvent } from '../plugins/events.ts';
import { HookRunner } from '../plugins/run-hooks.ts';
import { BUILT_IN_PLUGINS } from '../plugins/built-in-plugins.ts';
import type { Problem } from '../problems/problem.ts';
import { isVolatile } from '../publish/asset-state.ts';
import { SETTING_PROPERTIES } from '../publish/settings.ts';
import { type AssetEntry, descendants } from '../repository/entry.ts';
import { locateTree } from '../repository/locate-tree.ts';
import { Observer } from '../repository/observe.ts';
import { ActivityLog } from '../repository/state/activity-log.ts';
import { IndexStore } from '../repository/state/index-store.ts';
import { takeLock } from '../repository/state/lock.ts';
import type { Tree } from '../repository/tree.ts';
import { TreeIndex } from '../repository/tree-index.ts';
import { watchTree } from '../watch/choose-watcher.ts';
import type { Watcher } from '../watch/watcher.ts';
import { type BackgroundRenditions, startRenditions } from './background-renditions.ts';
import type { Emulation } from './emulation.ts';
import type { Oakling } from './oakling.ts';
import type { OaklingOptions } from './options.ts';
import { Road } from './road.ts';
import { SettingsInForce } from './settings-in-force.ts';
import { TreeEvents } from './tree-events.ts';
import { explain } from './verbs/explain.ts';
import { ingest } from './verbs/ingest.ts';
import { reprocess } from './verbs/reprocess.ts';
import { set } from './verbs/set.ts';
import { status } from './verbs/status.ts';
