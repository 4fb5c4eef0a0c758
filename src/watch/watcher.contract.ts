/**
 * What every watcher must do. A consumer is simulated: at each batch of hints it lists the hinted paths
 * and copies what it finds into a model of the tree; in the end the model must equal the disk. A change
 * that no later hint covers leaves the model different, whatever else was hinted.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as letOthersRun, setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { IN_MEMORY, PATIENCE, put, watchedFolder, whileBusy } from '../../test/support/watched-folder.ts';
import type { StartWatcher, WatchOptions } from './watcher.ts';

const run = promisify(execFile);

/** Asset folders of the bursts. */
const MANY = 1000;

/** Runs the contract against a watcher. */
export function describeWatcher(start: StartWatcher, wishes: Partial<WatchOptions> = {}): void {
  const watch = (prepare?: (root: string) => unknown) => watchedFolder(start, wishes, prepare);

  it('sees a file created, edited, renamed and deleted', async () => {
    const { at, settled } = await watch();
    put(at('a/b/photo.jpg'), '1');
    await settled();
    put(at('a/b/photo.jpg'), '2');
    await settled();
    renameSync(at('a/b/photo.jpg'), at('a/moved.jpg'));
    await settled();
    rmSync(at('a/moved.jpg'));
    await settled();
  });

  it('sees an atomic save', async () => {
    const { at, settled } = await watch((root) => put(join(root, 'a/.content.xml'), 'one'));
    for (const text of ['two', 'three', 'four']) {
      writeFileSync(at('a/.oakling-1'), text);
      renameSync(at('a/.oakling-1'), at('a/.content.xml'));
      await settled();
    }
  });

  it('sees deep into a folder that has replaced a file', async () => {
    const { at, settled } = await watch((root) => put(join(root, 'a/photo.jpg'), 'bytes'));
    for (const round of ['1', '2']) {
      renameSync(at('a/photo.jpg'), at('a/.oakling-bytes'));
      mkdirSync(at('a/photo.jpg/_jcr_content/renditions'), { recursive: true });
      renameSync(at('a/.oakling-bytes'), at('a/photo.jpg/_jcr_content/renditions/original'));
      await settled();
      put(at('a/photo.jpg/_jcr_content/renditions/original'), `edited ${round}`);
      await settled();
      put(at('a/photo.jpg/.content.xml'), round);
      await settled();
      rmSync(at('a/photo.jpg'), { recursive: true });
      put(at('a/photo.jpg'), `bytes ${round}`);
      await settled();
    }
  });

  it('sees a file that has replaced a folder', async () => {
    const { at, settled } = await watch((root) => put(join(root, 'a/photo.jpg/.content.xml'), 'node'));
    rmSync(at('a/photo.jpg'), { recursive: true });
    put(at('a/photo.jpg'), 'bytes');
    await settled();
    put(at('a/photo.jpg'), 'other bytes');
    await settled();
  });

  it('sees nested folders made in a loop, and into all of them later', async () => {
    const { at, settled } = await watch();
    const folders = Array.from({ length: 60 }, (_, i) => join(`top-${i % 6}`, ...nested(i)));
    for (const folder of folders) put(join(at(folder), 'a.txt'), 'new');
    await settled();
    for (const folder of folders) put(join(at(folder), 'a.txt'), 'edited');
    await settled();
    for (const folder of folders) put(join(at(folder), `inner-${folder.length}/b.txt`), 'new');
    await settled();
  });

  it('sees into a folder that was renamed', async () => {
    const { at, settled } = await watch((root) => put(join(root, 'a/b/c/a.txt'), 'one'));
    renameSync(at('a/b'), at('renamed'));
    await settled();
    put(at('renamed/c/a.txt'), 'edited');
    await settled();
    put(at('renamed/c/d/new.txt'), 'new');
    await settled();
    renameSync(at('renamed'), at('a/b'));
    await settled();
    put(at('a/b/c/a.txt'), 'edited again');
    await settled();
  });

  it('sees into folders that took the names of others at once', async () => {
    const { at, settled } = await watch((root) => {
      put(join(root, 'one/same/a.txt'), '1');
      put(join(root, 'two/same/a.txt'), '2');
      mkdirSync(join(root, 'empty'));
    });
    renameSync(at('one'), at('between'));
    renameSync(at('two'), at('one'));
    renameSync(at('between'), at('two'));
    // Most file systems use the inode again here, within one tick of their clock.
    rmdirSync(at('empty'));
    mkdirSync(at('empty'));
    await settled();
    put(at('one/same/a.txt'), 'edited');
    put(at('two/same/new/b.txt'), 'new');
    put(at('empty/c.txt'), 'new');
    await settled();
    put(at('two/same/a.txt'), 'edited');
    put(at('empty/c.txt'), 'edited');
    await settled();
  });

  it('sees everything, and into every folder later, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 40 }), async (operations) => {
        const { root, watcher, settled } = await watch();
        for (const each of operations) await take(each, root);
        await settled();
        for (const folder of foldersBelow(root)) put(join(folder, 'probe'), 'is it seen?');
        await settled();
        await watcher.close();
      }),
      { numRuns: 10 },
    );
  });

  it('keeps silent about ignored names', async () => {
    const { at, settled, hinted } = await watch((root) => put(join(root, '.git/HEAD'), 'main'));
    put(at('.git/HEAD'), 'branch');
    put(at('.git/objects/00/11'), 'object');
    put(at('.oakling-abc'), 'temporary');
    put(at('a/_jcr_content/renditions/cq5dam.web.1280.1280.jpeg'), 'rendition');
    put(at('a/_jcr_content/renditions/original.dir/.content.xml'), 'companion');
    put(at('a/_jcr_content/renditions/original'), 'bytes');
    await settled();
    put(at('a/.content.xml'), 'last');
    await settled();
    expect(hinted.filter((path) => /\.git|\.oakling|cq5dam|\.dir/.test(path))).toEqual([]);
  });

  it('tells that the folder is gone, and goes on when it is back', async () => {
    const { root, at, settled, problems, outside } = await watch((root) => put(join(root, 'a/b.txt'), 'one'));
    rmSync(root, { recursive: true });
    await vi.waitFor(() => expect(problems).toHaveLength(1), PATIENCE);
    expect(problems).toMatchObject([{ code: 'watch.failed' }]);
    await settled();
    put(join(outside, 'elsewhere/a/b.txt'), 'two');
    renameSync(join(outside, 'elsewhere'), root);
    await settled();
    put(at('a/b.txt'), 'edited');
    await settled();
    expect(problems).toHaveLength(1);
  });

  it('watches a folder given by a link, under the name of the link', async () => {
    const target = await watch();
    const link = join(target.outside, 'link');
    symlinkSync(target.root, link);
    const hinted: string[] = [];
    const rules = { ignoredNames: [], ignoredPatterns: [], shallowNames: [] };
    const onHints = (paths: ReadonlySet<string>) => hinted.push(...paths);
    const watcher = await start({ root: link, rules, onHints, onProblem() {}, ...wishes });
    onTestFinished(() => watcher.close());
    put(target.at('a.txt'), 'new');
    await vi.waitFor(() => expect(new Set(hinted)).toEqual(new Set([join(link, 'a.txt')])), PATIENCE);
  });

  it('refuses a folder that is not there', async () => {
    const options = { root: join(temporaryFolder(), 'none'), onHints() {}, onProblem() {} };
    const rules = { ignoredNames: [], ignoredPatterns: [], shallowNames: [] };
    await expect(start({ ...options, rules })).rejects.toThrow('ENOENT');
  });

  it('delivers while changes never pause', async () => {
    const { at, hinted } = await watch();
    const bound = performance.now() + PATIENCE.timeout;
    for (let i = 0; hinted.length === 0 && performance.now() < bound; i++) {
      put(at('log.txt'), `${i}`);
      await wait(20);
    }
    expect(hinted).not.toEqual([]);
  });

  it('leaves nothing running when closed', async () => {
    const { watcher, at, settled, hinted } = await watch((root) => put(join(root, 'a/b.txt'), 'one'));
    put(at('a/b.txt'), 'two');
    await settled();
    put(at('a/b.txt'), 'three');
    await watcher.close();
    const told = hinted.length;
    expect(watcher.pending).toBe(false);
    put(at('a/b.txt'), 'four');
    // Handles close a few turns of the event loop later. Not by a timer: that would be a resource, too.
    const bound = performance.now() + PATIENCE.timeout;
    while (resources().length > 0 && performance.now() < bound) await letOthersRun();
    expect(resources()).toEqual([]);
    expect(hinted).toHaveLength(told);
  });

  describe('while the main thread is busy', () => {
    const watchBurst = (prepare?: (root: string) => unknown) =>
      watchedFolder(start, wishes, prepare, IN_MEMORY);

    it('sees 5,000 files created', async () => {
      const { root, at, settled } = await watchBurst();
      await whileBusy(
        shell(root, 'for d in $(seq 50); do mkdir d$d; for f in $(seq 100); do echo $f > d$d/$f; done; done'),
      );
      await settled();
      for (const folder of readdirSync(root)) put(at(`${folder}/1`), 'edited');
      await settled();
    });

    it('sees 1,000 assets copied and moved, and into all of them later', async () => {
      const { root, outside, at, settled } = await watchBurst((root) => mkdirSync(join(root, 'moved')));
      makeAssets(join(outside, 'template'));
      await whileBusy(run('cp', ['-r', join(outside, 'template'), join(root, 'copied')]));
      await settled();
      editAssets(at('copied'));
      await settled();
      await whileBusy(shell(root, 'mv copied/* moved/'));
      await settled();
      editAssets(at('moved'));
      await settled();
    });

    it('sees a git checkout of 5,000 changed files', async () => {
      const { root, at, settled } = await watchBurst((root) => makeBranches(root));
      await whileBusy(run('git', ['-C', root, 'checkout', '-q', 'one']));
      await settled();
      await whileBusy(run('git', ['-C', root, 'checkout', '-q', 'two']));
      await settled();
      for (let i = 0; i < 50; i++) put(at(`d${i}/edited/later.txt`), 'new');
      await settled();
    });
  });
}

/** Something done to the disk. Few names, so that things often take one another's place. */
type Operation =
  | { readonly kind: 'write' | 'make' | 'remove'; readonly path: string }
  | { readonly kind: 'move'; readonly path: string; readonly to: string }
  | { readonly kind: 'pause'; readonly milliseconds: number };

const path = fc
  .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 })
  .map((names) => names.join('/'));

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ kind: fc.constantFrom('write', 'make', 'remove'), path }),
  fc.record({ kind: fc.constant('move'), path, to: path }),
  fc.record({ kind: fc.constant('pause'), milliseconds: fc.constantFrom(0, 1, 5, 60, 170) }),
);

/** Does an operation, unless the tree does not allow it just now. */
async function take(operation: Operation, root: string): Promise<void> {
  if (operation.kind === 'pause') {
    await wait(operation.milliseconds);
    return;
  }
  const target = join(root, operation.path);
  try {
    if (operation.kind === 'write') put(target, operation.kind);
    else if (operation.kind === 'make') mkdirSync(target, { recursive: true });
    else if (operation.kind === 'move') renameSync(target, join(root, operation.to));
    else rmSync(target, { recursive: true });
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
  }
}

function foldersBelow(root: string): string[] {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
}

function nested(depth: number): string[] {
  return Array.from({ length: depth % 10 }, (_, i) => `level-${i}`);
}

function shell(folder: string, script: string): Promise<unknown> {
  return run('bash', ['-c', script], { cwd: folder });
}

/** Assets as FileVault lays them out, with one folder in the first of them. */
function makeAssets(folder: string): void {
  for (let i = 0; i < MANY; i++) {
    put(join(folder, `hero-${i}.jpg/.content.xml`), `<jcr:root i="${i}"/>`);
    put(join(folder, `hero-${i}.jpg/_jcr_content/renditions/original`), `bytes ${i}`);
  }
}

/** Edits the node of some assets, the bytes of others, and adds a folder to yet others. */
function editAssets(folder: string): void {
  for (let i = 0; i < MANY; i += 10) {
    put(join(folder, `hero-${i}.jpg/.content.xml`), 'edited');
    put(join(folder, `hero-${i + 1}.jpg/_jcr_content/renditions/original`), 'edited');
    put(join(folder, `hero-${i + 2}.jpg/subassets/page-1/.content.xml`), 'new');
  }
}

/** A repository whose branches `one` and `two` differ in all 5,000 files and in some folders. */
async function makeBranches(folder: string): Promise<void> {
  const write =
    'for d in $(seq 0 49); do mkdir -p d$d/edited; for f in $(seq 100); do echo $1 > d$d/edited/$f; done; done';
  const commit = (branch: string) => `git add . && git -c user.name=a -c user.email=a commit -q -m ${branch}`;
  const script = [
    'git init -q -b one .',
    `set one; ${write}; mkdir -p only/one; echo 1 > only/one/a; echo 1 > swapped`,
    commit('one'),
    'git checkout -q -b two',
    `set two; ${write}; rm -r only swapped; mkdir -p only/two swapped/in; echo 2 > only/two/a; echo 2 > swapped/in/a`,
    commit('two'),
  ].join('\n');
  await run('bash', ['-e', '-c', script], { cwd: folder });
}

/** Watches, threads and timers that keep the process alive. */
function resources(): string[] {
  return process.getActiveResourcesInfo().filter((kind) => /FSEvent|MessagePort|Timeout/.test(kind));
}
