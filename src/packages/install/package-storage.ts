/**
 * The content of a package, for those who read node trees: what is in its zip, under made-up absolute names.
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';
import { join, relative, sep } from 'node:path';
import type { ReadableStorage, StoredStat } from '../../aggregates/storage.ts';
import type { Listed, TextFile } from '../../disk/read.ts';
import type { ContentFolder } from '../content-folder.ts';
import { DamagedEntryError, type ZipArchive } from '../zip/zip-archive.ts';
import type { ZipEntry } from '../zip/zip-entry.ts';

const ROOT = `${sep}package`;

/** See the module. */
export class PackageStorage implements ReadableStorage {
  /** The name of the folder with the content. */
  static readonly content = join(ROOT, 'jcr_root');
  readonly revision = 0;
  /** The first entry that turned out to be damaged. */
  damage: DamagedEntryError | undefined;
  readonly #archive: ZipArchive;
  readonly #root: ContentFolder;

  /**
   * @param meta what is in `META-INF/`
   * @param content what is in `jcr_root/`
   */
  constructor(archive: ZipArchive, meta: ContentFolder, content: ContentFolder) {
    this.#archive = archive;
    this.#root = {
      files: new Map(),
      folders: new Map([
        ['META-INF', meta],
        ['jcr_root', content],
      ]),
    };
  }

  /** The folder of a name. */
  folder(path: string): ContentFolder | undefined {
    let folder: ContentFolder | undefined = this.#root;
    for (const step of relative(ROOT, path).split(sep)) if (step !== '') folder = folder?.folders.get(step);
    return folder;
  }

  /** The entry of a file's name. */
  entry(file: string): ZipEntry | undefined {
    const [, folder = '', name = ''] = /^(.*)[\\/](.*)$/s.exec(file) ?? [];
    return this.folder(folder)?.files.get(name);
  }

  stat(path: string): StoredStat | undefined {
    const size = this.entry(path)?.size;
    if (size === undefined && !this.folder(path)) return undefined;
    const kind = size === undefined ? 'folder' : 'file';
    return { kind, ino: 0, size: size ?? 0, mtimeMs: 0, ctimeMs: 0 };
  }

  list(path: string): Listed[] | undefined {
    const folder = this.folder(path);
    return (
      folder && [
        ...[...folder.folders.keys()].map((name) => ({ name, kind: 'folder' }) as const),
        ...[...folder.files.keys()].map((name) => ({ name, kind: 'file' }) as const),
      ]
    );
  }

  readHead(file: string, limit: number): Buffer {
    return this.#read(file).subarray(0, limit);
  }

  readText(file: string): TextFile | undefined {
    const stat = this.stat(file);
    if (stat?.kind !== 'file') return undefined;
    const bytes = this.#read(file);
    return { text: isUtf8(bytes) ? bytes.toString('utf8') : undefined, stat };
  }

  #read(file: string): Buffer {
    const entry = this.entry(file);
    try {
      return entry ? this.#archive.read(entry) : Buffer.alloc(0);
    } catch (cause) {
      if (cause instanceof DamagedEntryError) this.damage ??= cause;
      throw cause;
    }
  }
}
