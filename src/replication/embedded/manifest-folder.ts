/**
 * Manifests as files: that of `/content/dam/hero.jpg` is `content.d/dam.d/hero.jpg.json`. One file per
 * path makes every change one rename, and reading one path cost nothing of the others; folders make a
 * listing cost folders, not paths.
 *
 * @module
 */
import { dirname, join } from 'node:path';
import { isAbsence } from '../../disk/errors.ts';
import { makeFolder, remove, removeEmptyFolder } from '../../disk/folders.ts';
import { readOwnText } from '../../disk/own-text.ts';
import { list } from '../../disk/read.ts';
import { writeOwnFile } from '../../disk/write.ts';
import { join as joinPath, segmentsOf } from '../../jcr/path.ts';
import type { Snapshot } from '../../publish/targets/snapshot.ts';
import { manifestName, nameOfManifest } from '../manifest-name.ts';
import type { Manifests } from '../manifests.ts';
import { printManifest, readManifest } from '../read-manifest.ts';

const MANIFEST = '.json';
const FOLDER = '.d';

/** A folder of manifests. */
export class ManifestFolder implements Manifests {
  readonly #folder: string;

  /** @param folder absolute; made with the first manifest */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws TypeError when there is a manifest that cannot be understood */
  async read(path: string): Promise<Snapshot | undefined> {
    return this.#read(this.#fileOf(path));
  }

  async write(snapshot: Snapshot): Promise<void> {
    const file = this.#fileOf(snapshot.path);
    const text = printManifest(snapshot);
    try {
      writeOwnFile(file, text);
    } catch (cause) {
      if (!isAbsence(cause)) throw cause;
      makeFolder(dirname(file));
      writeOwnFile(file, text);
    }
  }

  async remove(path: string): Promise<void> {
    const file = this.#fileOf(path);
    remove(file);
    for (let folder = dirname(file); folder !== this.#folder; folder = dirname(folder)) {
      if (!removeEmptyFolder(folder)) return;
    }
  }

  async *paths(): AsyncGenerator<string> {
    // Of a folder or manifest whose name was cut, only the manifest itself tells the path.
    const open: { readonly folder: string; readonly path: string | undefined }[] = [
      { folder: this.#folder, path: '/' },
    ];
    for (let next = open.pop(); next; next = open.pop()) {
      for (const { name: file, kind } of list(next.folder) ?? []) {
        const ending = kind === 'folder' ? FOLDER : MANIFEST;
        if (!file.endsWith(ending)) continue;
        const name = nameOfManifest(file.slice(0, -ending.length));
        const path = next.path === undefined || name === undefined ? undefined : joinPath(next.path, name);
        if (kind === 'folder') open.push({ folder: join(next.folder, file), path });
        else {
          const found = path ?? this.#read(join(next.folder, file))?.path;
          if (found !== undefined) yield found;
        }
      }
    }
  }

  #read(file: string): Snapshot | undefined {
    const text = readOwnText(file);
    return text === undefined ? undefined : readManifest(text);
  }

  #fileOf(path: string): string {
    const names = segmentsOf(path).map(manifestName);
    const name = names.pop() ?? '';
    return join(this.#folder, ...names.map((folder) => folder + FOLDER), name + MANIFEST);
  }
}
