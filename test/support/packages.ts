/**
 * Content packages for tests: from files by path, and zips of any bytes whatever, so that they can lie.
 *
 * @module
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { crc32, deflateRawSync } from 'node:zlib';
import { ZipFile } from 'yazl';
import { temporaryFolder } from './temporary-folder.ts';
import type { Files } from './temporary-tree.ts';

/** A filter of `<filter>` elements. */
export const filterXml = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<workspaceFilter version="1.0">\n${body}\n</workspaceFilter>\n`;

/** `properties.xml` of entries. */
export const propertiesXml = (entries: Readonly<Record<string, string>>) =>
  `<?xml version="1.0" encoding="utf-8" standalone="no"?>\n<!DOCTYPE properties SYSTEM "http://java.sun.com/dtd/properties.dtd">\n<properties>\n${Object.entries(
    entries,
  )
    .map(([key, value]) => `<entry key="${key}">${value}</entry>\n`)
    .join('')}</properties>\n`;

/** DocView of a node: the attributes as they are given, and its children. */
export function docview(attributes: string, children = ''): string {
  const namespaces = ['jcr="http://www.jcp.org/jcr/1.0"', 'nt="http://www.jcp.org/jcr/nt/1.0"']
    .map((namespace) => `xmlns:${namespace}`)
    .join(' ');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<jcr:root ${namespaces}\n    ${attributes}>\n${children}</jcr:root>\n`;
}

/** Writes a package: a filter's elements, and content by path below `jcr_root/`. */
export async function packageFile(filter: string, content: Files, more: Files = {}): Promise<string> {
  const entries = Object.entries(content).map(([path, bytes]) => [`jcr_root/${path}`, bytes] as const);
  const meta: Files = {
    'META-INF/vault/filter.xml': filterXml(filter),
    'META-INF/vault/properties.xml': propertiesXml({ group: 'test', name: 'package', version: '1' }),
  };
  return zipFile({ ...meta, ...more, 'jcr_root/': '', ...Object.fromEntries(entries) });
}

/** Writes a zip of files; a path ending in `/` is a folder. */
export async function zipFile(files: Files, options: { readonly zip64?: boolean } = {}): Promise<string> {
  const zip = new ZipFile();
  const forceZip64Format = options.zip64 ?? false;
  for (const [path, content] of Object.entries(files)) {
    if (path.endsWith('/')) zip.addEmptyDirectory(path);
    else zip.addBuffer(Buffer.from(content), path, { forceZip64Format });
  }
  zip.end({ forceZip64Format, comment: '' });
  return fileOf(await buffer(zip.outputStream));
}

/** An entry that may say anything of itself. */
export interface RawEntry {
  readonly name: string;
  readonly bytes?: Buffer | string;
  /** What is said in place of the truth. */
  readonly size?: number;
  readonly crc?: number;
  readonly stored?: boolean;
  readonly method?: number;
  readonly flags?: number;
  /** Unix mode, with the kind of file. */
  readonly mode?: number;
  /** The name in the header beside the bytes. */
  readonly localName?: string;
  /** Takes the bytes of the entry before. */
  readonly sharesBytes?: boolean;
}

/** Writes a zip of raw entries. */
export function rawZip(entries: readonly RawEntry[]): string {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let lastOffset = 0;
  for (const entry of entries) {
    const bytes = Buffer.from(entry.bytes ?? '');
    const packed = entry.stored ? bytes : deflateRawSync(bytes);
    const name = Buffer.from(entry.name);
    const localName = Buffer.from(entry.localName ?? entry.name);
    const method = entry.method ?? (entry.stored ? 0 : 8);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800 | (entry.flags ?? 0), 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE((entry.crc ?? crc32(bytes)) >>> 0, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(entry.size ?? bytes.length, 18);
    common.writeUInt16LE(localName.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, localName, packed]);
    common.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
    tail.writeUInt32LE(entry.sharesBytes ? lastOffset : offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x3f\x03', 'latin1'), common, tail, name]));
    if (entry.sharesBytes) continue;
    locals.push(local);
    lastOffset = offset;
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return fileOf(Buffer.concat([...locals, ...directory, end]));
}

function fileOf(bytes: Buffer): string {
  const file = join(temporaryFolder(), 'package.zip');
  writeFileSync(file, bytes);
  return file;
}
