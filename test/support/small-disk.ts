/**
 * A real file system that can be filled up: a tmpfs of a given size, which Linux lets only root mount.
 *
 * @module
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

/** Why there can be no small disk here; `undefined` where there can. */
export const noSmallDisk: string | undefined = reason();

function reason(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux has a tmpfs';
  if (process.getuid?.() !== 0) return 'only root may mount a tmpfs';
  const folder = mkdtempSync(join(tmpdir(), 'oakling-test-'));
  try {
    mount(folder, 64);
    execFileSync('umount', [folder]);
    return undefined;
  } catch {
    return 'this container lets nobody mount a tmpfs';
  } finally {
    rmdirSync(folder);
  }
}

/** A disk of so many kilobytes, mounted until the test is over. */
export class SmallDisk {
  /** Absolute. */
  readonly folder = temporaryFolder();

  constructor(kilobytes: number) {
    mount(this.folder, kilobytes);
    onTestFinished(() => void execFileSync('umount', ['--lazy', this.folder]));
  }

  /** Fills the disk, save so many kilobytes. */
  leave(kilobytes: number): void {
    this.free();
    const { bavail, bsize } = statfsSync(this.folder);
    writeFileSync(this.#filler, Buffer.alloc(Math.max(0, bavail * bsize - kilobytes * 1024)));
  }

  /** Takes back what `leave` filled. */
  free(): void {
    rmSync(this.#filler, { force: true });
  }

  get #filler(): string {
    return join(this.folder, 'filler');
  }
}

function mount(folder: string, kilobytes: number): void {
  const options = ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'oakling-test', folder];
  execFileSync('mount', options, { stdio: 'ignore' });
}
