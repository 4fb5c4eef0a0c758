/**
 * Pointers of git-LFS where bytes should be: a checkout without LFS leaves a few lines of text in place of
 * every picture.
 *
 * @module
 */
import { readHead } from '../../disk/read.ts';
import { problem } from '../../problems/problem.ts';
import type { StartCheck } from '../check.ts';

/** How every pointer begins, and how long one can be (git-LFS's own bound). */
const BEGINNING = 'version https://git-lfs.github.com/spec/';
const LONGEST = 1024;

/** See the module. */
export const checkLfsPointers: StartCheck = () => ({
  *file({ size, onDisk, file }) {
    if (size < BEGINNING.length || size >= LONGEST) return;
    if (!readHead(onDisk, BEGINNING.length).equals(Buffer.from(BEGINNING))) return;
    const message = 'This is a pointer of git-LFS instead of the file itself.';
    const hint = 'Install git-lfs and run `git lfs pull`.';
    yield { problem: problem('file.lfs-pointer', { path: file, message, hint }) };
  },
});
