/**
 * `package install` and `package diff`: a package into a tree, all of it or nothing.
 *
 * @module
 */
import { relative, resolve, sep } from 'node:path';
import type { Problem } from '../../problems/problem.ts';
import type { PackageId } from '../package-properties.ts';
import { openPackage } from '../vault-package.ts';
import { DEFAULT_LIMITS, type ZipLimits } from '../zip/unsafe-entries.ts';
import { DamagedEntryError } from '../zip/zip-archive.ts';
import { type InstallTarget, locateTarget } from './locate-target.ts';
import { changesOf, type PlannedChange } from './operations.ts';
import { type InstallPlan, planInstall } from './plan-install.ts';
import { registerTypes } from './register-types.ts';
import { StagingArea } from './staging-area.ts';

/** Which package to install where, and how. */
export interface InstallOptions {
  /** The zip. */
  readonly file: string;
  /** A content package, a `jcr_root`, a plain folder of pictures, or an empty folder. */
  readonly root: string;
  /** JCR path of the folder, where `jcr_root` and `content/dam` do not tell it. */
  readonly mount?: string | undefined;
  /** Tells what would change, and changes nothing. */
  readonly dryRun?: boolean | undefined;
  /** Gives a node of the package a new `jcr:uuid` where its own is taken, instead of refusing. */
  readonly newIds?: boolean | undefined;
  /** How large the package may be; see {@link DEFAULT_LIMITS}. */
  readonly limits?: Partial<ZipLimits> | undefined;
  /** Told how many files are written, of how many. */
  readonly onProgress?: (written: number, total: number) => void;
}

/** One change, with its file relative to {@link InstalledPackage.folder} and with `/`. */
export interface InstallChange {
  readonly change: PlannedChange['change'];
  /** A folder's ends in a slash. */
  readonly file: string;
}

/** What was installed, or would be. */
export interface InstalledPackage {
  readonly id?: PackageId;
  /** The folder the changes are in. */
  readonly folder: string;
  readonly changes: readonly InstallChange[];
  readonly problems: readonly Problem[];
  /** Whether the tree is now as the package wants it; false after a dry run with changes, and after errors. */
  readonly installed: boolean;
}

/**
 * Installs a package. Nothing in the tree changes before all of it is staged, and a failure on the way
 * leaves the tree as it was.
 * @throws NoTreeError when there is no such folder; TreeLockedError when another installation is under
 * way; SwapError or the I/O error when the disk does not do its part
 */
export async function installPackage(options: InstallOptions): Promise<InstalledPackage> {
  const target = locateTarget(options.root, options.mount);
  if (options.dryRun) return planned(target, options);
  const { area, problems } = await StagingArea.open(target.stateFolder);
  try {
    if (problems.some(({ severity }) => severity === 'error')) return refused(target, problems);
    return await withPlan(target, options, problems, async (plan, changes) => {
      // A project that is made of the package has its META-INF.
      const register = () => (target.isNew ? [] : registerTypes(target.stateFolder, plan.definitions));
      if (plan.operations.length === 0) return [...plan.problems, ...register()];
      const total = changes.filter(({ change }) => change !== 'delete').length;
      try {
        await area.carryOut(plan.operations, (written) => options.onProgress?.(written, total));
        return [...plan.problems, ...register()];
      } catch (cause) {
        if (cause instanceof DamagedEntryError) return [...plan.problems, cause.problem];
        throw cause;
      }
    });
  } finally {
    await area.release();
  }
}

/** The changes a package would make; nothing is written. */
function planned(target: InstallTarget, options: InstallOptions): Promise<InstalledPackage> {
  return withPlan(target, options, [], async (plan) => plan.problems);
}

async function withPlan(
  target: InstallTarget,
  { file, limits, newIds, dryRun = false }: InstallOptions,
  before: readonly Problem[],
  act: (plan: InstallPlan, changes: readonly InstallChange[]) => Promise<readonly Problem[]>,
): Promise<InstalledPackage> {
  const allowed = { ...DEFAULT_LIMITS, ...limits };
  const { opened, problems: doubts } = await openPackage(resolve(file), allowed);
  if (!opened) return refused(target, [...before, ...doubts]);
  const plan = await planInstall(opened, target, { newIds, limits: allowed });
  try {
    const changes = [...changesOf(plan.operations)].map((change) => shown(target, change));
    const problems = [...before, ...doubts, ...(plan.isPossible ? await act(plan, changes) : plan.problems)];
    const isDone = !problems.some(({ severity }) => severity === 'error');
    return {
      ...(opened.id ? { id: opened.id } : {}),
      folder: target.base,
      changes: isDone ? changes : [],
      problems,
      installed: isDone && (!dryRun || changes.length === 0),
    };
  } finally {
    plan.close();
  }
}

function refused(target: InstallTarget, problems: readonly Problem[]): InstalledPackage {
  return { folder: target.base, changes: [], problems, installed: false };
}

function shown({ base }: InstallTarget, { change, file }: PlannedChange): InstallChange {
  const isFolder = file.endsWith(sep) || file.endsWith('/');
  return { change, file: relative(base, file).split(sep).join('/') + (isFolder ? '/' : '') };
}
