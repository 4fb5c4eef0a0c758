import { mkdirSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { FolderWatches } from './folder-watches.js';

const RULES = { ignoredNames: [], ignoredPatterns: [], shallowNames: ['_jcr_content'] };

/** Watches a folder as a system would that allows `allowed` watches. */
function watches(root: string, { allowed = 1000, watchLimit = 1000 } = {}) {
  let open = 0;
  const hints = new Set<string>();
  const told = { hints, limits: [] as string[], shallow: [] as number[], attempts: 0 };
  const scarce = (path: string, listener: (type: 'rename' | 'change', name: string | null) => void) => {
    told.attempts++;
    if (open >= allowed) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    open++;
    const watcher = watch(path, listener);
    watcher.once('close', () => open--);
    return watcher;
  };
  const folders = new FolderWatches(
    { root, rules: RULES, watchLimit, queueLength: 16_384, watch: Object.assign(scarce, watch) },
    {
      onHints: (paths) => {
        for (const path of paths) hints.add(path);
      },
      onLimit: (code) => told.limits.push(code),
      onShallow: (count) => told.shallow.push(count),
      onRoot() {},
    },
  );
  onTestFinished(() => folders.close());
  folders.start();
  return { folders, told };
}

describe('watches of folders', () => {
  it('stops asking once the system refuses, and asks again at the sweep', async () => {
    const root = temporaryFolder();
    for (let i = 0; i < 100; i++) mkdirSync(join(root, `${i}`));
    const { folders, told } = watches(root, { allowed: 50 });
    expect(told).toMatchObject({ limits: ['ENOSPC'], attempts: 51 });
    expect(folders.watched).toBe(50);
    for (let i = 0; i < 100; i++) rmSync(join(root, `${i}`), { recursive: true });
    for (let i = 0; i < 10; i++) mkdirSync(join(root, `new-${i}`));
    await vi.waitFor(() => expect(folders.watched).toBe(1));
    folders.sweep();
    await vi.waitFor(() => expect(folders.watched).toBe(11));
    writeFileSync(join(root, 'new-7/a.txt'), '');
    await vi.waitFor(() => expect([...told.hints]).toContain(join(root, 'new-7/a.txt')));
  });

  it('watches two levels of shallow folders where watches are plenty', async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'a.jpg/_jcr_content/renditions/deep/deeper'), { recursive: true });
    const { folders, told } = watches(root);
    expect(folders.watched).toBe(4);
    expect(told.shallow).toEqual([]);
    writeFileSync(join(root, 'a.jpg/_jcr_content/renditions/original'), '');
    await vi.waitFor(() =>
      expect([...told.hints]).toEqual([join(root, 'a.jpg/_jcr_content/renditions/original')]),
    );
  });

  it('leaves shallow folders to the sweep, and says so, where they would take half of the watches', () => {
    const root = temporaryFolder();
    for (let i = 0; i < 10; i++) mkdirSync(join(root, `${i}/_jcr_content/renditions`), { recursive: true });
    const { folders, told } = watches(root, { watchLimit: 60 });
    expect(folders.watched).toBe(11);
    expect(told.shallow).toEqual([31]);
  });

  it('enters no further shallow folders once half of the watches are taken', async () => {
    const root = temporaryFolder();
    const { folders } = watches(root, { watchLimit: 20 });
    for (let i = 0; i < 20; i++) mkdirSync(join(root, `${i}/_jcr_content/renditions`), { recursive: true });
    await vi.waitFor(() => expect(folders.watched).toBeGreaterThan(20));
    expect(folders.watched).toBeLessThan(21 + 2 * 10);
  });

  it('watches another root that took the place of the first, at the sweep', async () => {
    const root = join(temporaryFolder(), 'parent', 'root');
    mkdirSync(root, { recursive: true });
    const { folders, told } = watches(root);
    // Nobody hears of a root that moves with its parent.
    rmSync(join(root, '..'), { recursive: true });
    mkdirSync(root, { recursive: true });
    folders.sweep();
    await vi.waitFor(() => expect([...told.hints]).toContain(root));
    writeFileSync(join(root, 'a.txt'), '');
    await vi.waitFor(() => expect([...told.hints]).toContain(join(root, 'a.txt')));
  });
});
