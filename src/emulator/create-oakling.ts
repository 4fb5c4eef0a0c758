/**
 * Opens a tree: index, rules, watcher and verbs put together. This is the product; everything else is a
 * thin user of it.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { recoverInstallation } from '../packages/install/staging-area.ts';
import { BUILT_IN_PLUGIN } from '../plugins/built-in-plugin.ts';
import type { ReadyEvent } from '../plugins/events.ts';
import { HookRunner } from '../plugins/run-hooks.ts';
import type { Problem } from '../problems/problem.ts';
import { locateTree } from '../repository/locate-tree.ts';
import { Observer } from '../repository/observe.ts';
import { ActivityLog } from '../repository/state/activity-log.ts';
import { IndexStore } from '../repository/state/index-store.ts';
import { takeLock } from '../repository/state/lock.ts';
import type { TreeIndex } from '../repository/tree-index.ts';
import { type BackgroundRenditions, startRenditions } from './background-renditions.ts';
import { catchUp } from './catch-up.ts';
import { clearAssetLeftovers } from './clear-asset-leftovers.ts';
import type { Emulation } from './emulation.ts';
import { keepJournal } from './keep-journal.ts';
import { misplacedStatus } from './misplaced-status.ts';
import type { Oakling } from './oakling.ts';
import { openStatuses } from './open-statuses.ts';
import { takeAsIs, treeAt } from './open-tree.ts';
import type { OaklingOptions } from './options.ts';
import { followTree } from './publishing/follow-schedule.ts';
import { openActions } from './publishing/open-actions.ts';
import { openSchedule } from './publishing/open-schedule.ts';
import { Replication } from './publishing/replication.ts';
import { resumeActions } from './publishing/resume-actions.ts';
import { ScheduleRunner } from './publishing/run-schedule.ts';
import { tellDelivery } from './publishing/tell-delivery.ts';
import { Road } from './road.ts';
import { SettingsInForce } from './settings-in-force.ts';
import { startWatching } from './start-watching.ts';
import { TreeEvents } from './tree-events.ts';
import { Workplace } from './workplace.ts';

/**
 * Opens a tree. With `readOnly` it is looked at as it is now; otherwise it is locked, what happened
 * since the last time is acted on, and with `watch` what happens from now on.
 * @throws NoTreeError when there is no folder of assets
 * @throws TreeLockedError when another oakling works on the tree
 */
export async function createOakling(options: OaklingOptions): Promise<Oakling> {
  const startedAt = performance.now();
  const location = locateTree(resolve(options.root), options.mount);
  const stateFolder = options.stateFolder ?? location.stateFolder;
  const events = new TreeEvents();
  const report = (found: Problem) => events.emit({ event: 'problem', ...found });
  for (const found of location.problems) report(found);
  const lock = options.readOnly ? undefined : await takeLock(stateFolder);
  let replication: Replication | undefined;
  try {
    // A half-exchanged package must not be taken for what happened in the tree.
    if (lock) for (const found of await recoverInstallation(location.stateFolder)) report(found);
    const tree = treeAt(location);
    const { store, index, begun, isNew, problems } = IndexStore.open(
      tree,
      stateFolder,
      options.layout ?? 'vault',
    );
    for (const found of problems) report(found);
    const asIs = isNew || options.readOnly === true;
    if (asIs) takeAsIs(tree, index, report, isNew, options.onProgress);
    const writable = options.readOnly ? undefined : store;
    if (isNew) writable?.save();

    const { statuses, problems: damage } = openStatuses(options, stateFolder);
    for (const found of damage) report(found);
    const misplaced = misplacedStatus(tree, index, stateFolder, statuses.kind);
    // Those who only look need not hear of what counts all the same.
    if (writable || statuses.kind === 'content') for (const found of misplaced) report(found);

    const plugins = [BUILT_IN_PLUGIN, ...(options.plugins ?? [])];
    for (const plugin of plugins) events.addPlugin(plugin);
    let road: Road | undefined;
    let renditions: BackgroundRenditions | undefined;
    const settings = new SettingsInForce(
      tree,
      index,
      options.dynamicMedia ?? {},
      options.publishModeInheritance ?? 'none',
      report,
    );
    const clock = options.clock ?? (() => new Date());
    const brandPortal = options.brandPortal ?? false;
    replication = new Replication({
      stateFolder,
      options: options.targets ?? {},
      readOnly: !writable,
      targets: plugins.flatMap(({ targets = [] }) => targets),
      brandPortal,
      clock,
      onEvent: (event) => tellDelivery(events, event, clock()),
      report,
    });
    const { actions, standing } = openActions(tree, stateFolder, report);
    const schedule = openSchedule(tree, stateFolder, report);
    const emulation: Emulation = {
      tree,
      index,
      stateFolder,
      observer: new Observer(tree, report),
      settings,
      statuses,
      store: writable,
      begun,
      user: options.user ?? 'admin',
      brandPortal,
      clock,
      newUuid: options.newUuid ?? randomUUID,
      rules: plugins.flatMap(({ name, rules = [] }) => rules.map((rule) => ({ plugin: name, rule }))),
      extractors: plugins.flatMap(({ extractors = [] }) => extractors),
      replication,
      actions,
      schedule,
      emit: (event) => events.emit(event),
      report,
      lookAgain: (file) => road?.hint([file]),
      requestRenditions: (asset) => renditions?.request(asset),
    };
    settings.configuration();
    road = new Road(emulation, options.onProgress);
    if (writable && options.renditions !== false) {
      renditions = startRenditions(emulation);
    }
    const journal = new ActivityLog(stateFolder);
    if (writable) keepJournal(events, journal, emulation);
    const runner = writable ? new ScheduleRunner(emulation, road, options.timer) : undefined;
    if (writable) followTree(events, road, emulation);
    const hooks = options.hooks && writable ? new HookRunner(options.hooks, report) : undefined;
    if (hooks) events.addOwn((event) => hooks.run(event));
    const watcher =
      writable && options.watch ? await startWatching(tree, road, options.watch, report) : undefined;

    const ready: ReadyEvent = {
      event: 'ready',
      folder: tree.folder,
      path: tree.assetsPath,
      firstContact: isNew,
      ...count(index),
      ...(watcher ? { watcher: watcher.kind } : {}),
      milliseconds: Math.round(performance.now() - startedAt),
    };
    events.emit(ready);
    const workplace = new Workplace(
      { emulation, events, road, journal, renditions, hooks, lock, runner },
      ready,
      watcher,
    );
    if (writable) {
      // Before anything is compared: a row that was cut off is ours, not a change somebody made.
      if (standing.length > 0) void road.exclusive(() => resumeActions(emulation, journal, standing));
      catchUp(emulation, road);
      if (lock?.isInherited) void road.exclusive(() => clearAssetLeftovers(index));
    }
    // After the comparison: what moved or went while oakling was away is known then.
    runner?.look();
    return workplace;
  } catch (cause) {
    await replication?.queue?.close();
    await lock?.release();
    throw cause;
  }
}

function count(index: TreeIndex): Pick<ReadyEvent, 'assets' | 'folders' | 'notYet'> {
  let folders = 0;
  let notYet = 0;
  for (const entry of index.entries()) {
    if (entry.kind === 'folder') folders++;
    if (entry.kind === 'bare') notYet++;
  }
  return { assets: index.assetCount, folders, notYet };
}
