/**
 * The disk as what the files of a tree lie on.
 *
 * @module
 */
import { dirname, join } from 'node:path';
import { fileKind, fileStat, statAt } from '../disk/file-stat.ts';
import { makeFolder, remove, removeEmptyFolder, rename } from '../disk/folders.ts';
import { moveFile, moveFolder } from '../disk/move.ts';
import { list, readHead, readText } from '../disk/read.ts';
import { temporaryName } from '../disk/temporary-name.ts';
import { createFile, replaceFile, StaleFileError, writeUnseen } from '../disk/write.ts';
import type { Storage } from './storage.ts';

/** See the module. */
export const diskStorage: Storage = {
  stat(path) {
    const stats = statAt(path);
    return stats && { kind: fileKind(stats), ...fileStat(stats) };
  },

  list,
  readHead,
  readText: (file) => readText(file, 'refuse'),

  createFile(file, text) {
    makeFolder(dirname(file));
    createFile(file, text);
  },

  replaceFile(file, text, expected) {
    replaceFile(file, text, expected);
  },

  createFolder(folder, files) {
    if (statAt(folder)) throw new StaleFileError(folder);
    const staging = join(dirname(folder), temporaryName());
    try {
      makeFolder(staging);
      for (const [path, text] of files) {
        makeFolder(dirname(join(staging, path)));
        writeUnseen(join(staging, path), text);
      }
      moveFolder(staging, folder);
    } catch (cause) {
      remove(staging);
      throw cause;
    }
  },

  remove(path) {
    // Out of sight at once, whatever happens while it is removed.
    const aside = join(dirname(path), temporaryName());
    rename(path, aside);
    remove(aside);
  },

  removeEmptyFolder,

  move(from, to) {
    makeFolder(dirname(to));
    if (statAt(from)?.isDirectory()) moveFolder(from, to);
    else moveFile(from, to);
  },
};
