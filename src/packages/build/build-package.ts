/**
 * `package build`: a tree, or what a filter takes of it, as a content package.
 *
 * @module
 */
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileStatAt } from '../../disk/file-stat.ts';
import { remove, rename } from '../../disk/folders.ts';
import { readHead } from '../../disk/read.ts';
import { readBytes } from '../../disk/read-bytes.ts';
import { writeNewStream } from '../../disk/streams.ts';
import { temporaryName } from '../../disk/temporary-name.ts';
import type { Problem } from '../../problems/problem.ts';
import { locateTree } from '../../repository/locate-tree.ts';
import { type PackageId, parsePackageId } from '../package-properties.ts';
import { ZipWriter } from '../zip/zip-writer.ts';
import { emptyFilter, packageMeta } from './meta-content.ts';
import type { PackItem } from './pack-item.ts';
import type { SettingWords } from './translate-settings.ts';
import { treeContent } from './tree-content.ts';

/** Which tree to pack, and how. */
export interface BuildOptions {
  /** A content package, a `jcr_root`, or a plain folder of pictures. */
  readonly root: string;
  /** JCR path of the folder, where `jcr_root` and `content/dam` do not tell it. */
  readonly mount?: string | undefined;
  /** The zip to write; `<name>-<version>.zip` beside the tree when absent. An older one is replaced. */
  readonly output?: string | undefined;
  /** A file with a filter, or JCR paths that become its roots; the project's own filter when absent. */
  readonly filter?: string | readonly string[] | undefined;
  /** Whose property names folder settings get in the package; as they stand when absent. */
  readonly properties?: SettingWords | undefined;
  /** `group:name:version`; the project's own when absent. */
  readonly id?: string | undefined;
  /** The time of all entries; 1980-01-01 when absent, so that the same tree gives the same bytes. */
  readonly at?: Date | undefined;
  /** Told how many entries are packed. */
  readonly onProgress?: (packed: number) => void;
}

/** What was built. */
export interface BuiltPackage {
  /** The zip; absent when a problem of severity error prevented it. */
  readonly file?: string;
  readonly id?: PackageId;
  readonly entries: number;
  /** Bytes of the zip. */
  readonly size: number;
  readonly problems: readonly Problem[];
}

/** Files up to this many bytes are packed from memory. */
const IN_MEMORY = 1024 * 1024;

/**
 * Builds a package. The zip appears whole or not at all.
 * @throws NoTreeError when there is no such tree; RangeError for an id that is none; the I/O error
 */
export async function buildPackage(options: BuildOptions): Promise<BuiltPackage> {
  const id = options.id === undefined ? undefined : parsePackageId(options.id);
  if (options.id !== undefined && !id) throw new RangeError(`${options.id} is not group:name:version`);
  const location = locateTree(resolve(options.root), options.mount, 'optional');
  const { filter } = options;
  const settled = packageMeta(location, {
    filter: typeof filter === 'string' ? resolve(filter) : filter,
    id,
  });
  const problems: Problem[] = [...settled.problems];
  if (!('meta' in settled)) return { entries: 0, size: 0, problems };
  const { meta } = settled;
  if (meta.filter.sets.length === 0) return { entries: 0, size: 0, problems: [...problems, emptyFilter()] };
  const content = treeContent({
    tree: location,
    filter: meta.filter,
    words: options.properties,
    report: (found) => problems.push(found),
  });
  const items = inSequence(meta.before, content, meta.after);
  const file = resolve(options.output ?? defaultOutput(location.folder, meta.id));
  const entries = await writeZip(file, items, options);
  return { file, id: meta.id, entries, size: fileStatAt(file)?.size ?? 0, problems };
}

/** Beside the tree, for in it the zip would be content. */
function defaultOutput(folder: string, { name, version }: PackageId): string {
  const project = basename(folder) === 'jcr_root' ? dirname(folder) : folder;
  return join(dirname(project), version === '' ? `${name}.zip` : `${name}-${version}.zip`);
}

async function* inSequence(
  before: readonly PackItem[],
  content: AsyncIterable<PackItem>,
  after: readonly PackItem[],
): AsyncGenerator<PackItem> {
  yield* before;
  yield* content;
  yield* after;
}

async function writeZip(
  file: string,
  items: AsyncIterable<PackItem>,
  { at, onProgress }: BuildOptions,
): Promise<number> {
  const temporary = join(dirname(file), temporaryName());
  const writer = new ZipWriter(at);
  let entries = 0;
  const fill = async () => {
    for await (const item of items) {
      await add(writer, item);
      entries++;
      onProgress?.(entries);
    }
    writer.end();
  };
  try {
    await Promise.all([
      pipeline(writer.output, writeNewStream(temporary)),
      fill().catch((cause: Error) => {
        writer.output.destroy(cause);
        throw cause;
      }),
    ]);
    rename(temporary, file);
  } finally {
    remove(temporary);
  }
  return entries;
}

async function add(writer: ZipWriter, item: PackItem): Promise<void> {
  if ('folder' in item) writer.addFolder(item.name);
  else if ('bytes' in item) await writer.addBytes(item.name, item.bytes);
  else {
    const size = fileStatAt(item.file)?.size ?? 0;
    if (size > IN_MEMORY) await writer.addFile(item.name, item.file, size, readHead(item.file, 64));
    else await writer.addBytes(item.name, readBytes(item.file) ?? Buffer.alloc(0));
  }
}
