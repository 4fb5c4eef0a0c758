/**
 * What a merge would publish. The tree as it is at the base is opened in a temporary folder, the proposed
 * files are put over it, and the road runs there as it would for everybody who takes the merge: so the
 * answer is not an estimate, and nothing of it happens in the checkout.
 *
 * @module
 */
import { basename, join } from 'node:path';
import { inTemporaryFolder } from '../disk/temporary-folder.ts';
import type { AssetStatus, Oakling } from '../emulator/oakling.ts';
import type { OaklingOptions } from '../emulator/options.ts';
import type { ChangeEvent } from '../plugins/events.ts';
import type { Problem } from '../problems/problem.ts';
import { runGit } from './run-git.ts';
import { carryOver, proposalOf, repositoryOf, writeFilesAt } from './tree-at-ref.ts';

/** What is compared. */
export interface MergeQuestion {
  /** Absolute folder of the tree in the working tree. */
  readonly root: string;
  /** The branch, tag or commit that would be merged into. */
  readonly base: string;
  /** The branch that would be merged; the files in the working tree when absent. */
  readonly head?: string;
  /** Options of the tree; what concerns watching and state is not looked at. */
  readonly options?: Partial<OaklingOptions>;
  readonly createOakling: (options: OaklingOptions) => Promise<Oakling>;
}

/** How delivery of one channel changes. */
export type DeliveryChange = 'appears' | 'updated' | 'outdated' | 'disappears' | 'stays' | 'none';

/** What a merge does to one asset. */
export interface MergeRow {
  /** JCR path after the merge; before it, for an asset that goes. */
  readonly path: string;
  /** Where it was, or what it is a copy of. */
  readonly from?: string;
  readonly change: ChangeEvent['kind'];
  readonly before: AssetStatus | null;
  readonly after: AssetStatus | null;
  readonly aem: DeliveryChange;
  readonly dynamicMedia: DeliveryChange;
  /** Why, one sentence per effect. */
  readonly reasons: readonly string[];
}

/** What a merge does to a tree. */
export interface MergePlan {
  /** The commit compared with: where the two branches parted. */
  readonly base: string;
  readonly rows: readonly MergeRow[];
  /** Folders whose settings change: existing assets stay as they are. */
  readonly settings: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Answers what a merge would do.
 * @throws GitError when there is no repository, or no such commit
 */
export async function planMerge(question: MergeQuestion): Promise<MergePlan> {
  const { root, base: ref, head } = question;
  const repository = await repositoryOf(root);
  const [base = ref] = (await runGit(['merge-base', ref, head ?? 'HEAD'], { cwd: root })).split('\n');
  // A package's filter stands beside its jcr_root and says which paths are ours.
  const wide = { root: repository.root, below: folderAround(repository.below) };
  return inTemporaryFolder(async (folder) => {
    // Its name may be the company's in Dynamic Media.
    const files = join(folder, basename(repository.root));
    await writeFilesAt(wide, base, files);
    const proposal = await proposalOf(wide, base, head);
    const plan = await runRoad(question, join(files, repository.below), join(folder, '.state'), () =>
      carryOver(wide, head, proposal, files),
    );
    return { base, ...plan };
  });
}

/** The folder of a `jcr_root`'s module, for the files beside it; others stand for themselves. */
function folderAround(below: string): string {
  return below.replace(/(^|\/)jcr_root\/(?:.*\/)?$/, '$1');
}

async function runRoad(
  { createOakling, options = {} }: MergeQuestion,
  root: string,
  stateFolder: string,
  merge: () => Promise<void>,
): Promise<Omit<MergePlan, 'base'>> {
  const oakling = await createOakling({
    ...options,
    root,
    stateFolder,
    renditions: false,
    watch: false,
    hooks: [],
  });
  try {
    await oakling.idle();
    const before = byPath(await oakling.status());
    const changes: ChangeEvent[] = [];
    const problems: Problem[] = [];
    oakling.on((event) => {
      if (event.event === 'change') changes.push(event);
      if (event.event === 'problem') problems.push(event);
    });
    await merge();
    await oakling.scan();
    await oakling.idle();
    const after = byPath(await oakling.status());
    const assets = changes.filter(({ resource }) => resource === 'asset');
    return {
      rows: assets.map((change) => rowOf(change, before, after)).sort((a, b) => (a.path < b.path ? -1 : 1)),
      settings: changes.filter(({ kind }) => kind === 'settings').map(({ path }) => path),
      problems,
    };
  } finally {
    await oakling.close();
  }
}

type Statuses = ReadonlyMap<string, AssetStatus>;

function byPath(rows: readonly AssetStatus[]): Statuses {
  return new Map(rows.map((row) => [row.path, row]));
}

function rowOf({ kind, path, from, effects }: ChangeEvent, statuses: Statuses, later: Statuses): MergeRow {
  const source = kind === 'move' && from !== undefined ? from : path;
  const [before, after] = [statuses.get(source) ?? null, later.get(path) ?? null];
  const isRenewed = effects.some(({ type, vetoed }) => type === 'publish' && !vetoed);
  return {
    path,
    ...(from === undefined ? {} : { from }),
    change: kind,
    before,
    after,
    aem: deliveryChange(
      before?.aem.published,
      after?.aem.published,
      after?.aem.modifiedSince ? 'outdated' : 'stays',
    ),
    dynamicMedia: deliveryChange(
      before?.dynamicMedia.published,
      after?.dynamicMedia.published,
      isRenewed ? 'updated' : kind === 'update' ? 'outdated' : 'stays',
    ),
    reasons: effects.map(({ reason }) => reason),
  };
}

function deliveryChange(
  before: boolean | undefined,
  after: boolean | undefined,
  kept: DeliveryChange,
): DeliveryChange {
  if (before && after) return kept;
  if (after) return 'appears';
  return before ? 'disappears' : 'none';
}
