/**
 * Looking at the disk: what stands under one name of a folder, as an entry that is not in the index yet.
 * An entry that is unchanged is answered as the very object the index holds.
 *
 * @module
 */
import { sep } from 'node:path';
import { type FileKind, type FileStat, fileStat, fileStatAt, sameStat, statAt } from '../disk/file-stat.ts';
import { list, readHead } from '../disk/read.ts';
import { isOwnName } from '../disk/temporary-name.ts';
import { docviewFormat } from '../docview/docview-format.ts';
import { isFolderType } from '../jcr/node-types.ts';
import { type Problem, problem } from '../problems/problem.ts';
import { isDocView } from '../vault/docview-detection.ts';
import { isIgnoredName, NODE_FILES } from '../vault/ignored-names.ts';
import { assetNodeFile, folderNodeFile, type Layout, originalFile, SIDECAR } from '../vault/layout.ts';
import { yamlFormat } from '../yaml/yaml-format.ts';
import { type AssetEntry, type Entry, type FolderEntry, type FolderFacts, fileOf } from './entry.ts';
import { isNode, type ReadNode, readNodeFacts, unreadable } from './node-facts.ts';
import { displayPath, type Tree } from './tree.ts';

/** The names in a folder and what they are, our own and ignored ones left out. */
export type Listing = ReadonlyMap<string, FileKind>;

/** Looks at names of one tree and reports what it cannot understand. */
export class Observer {
  /** What interrupted steps may have left behind: staging folders, temporary files, nodes of converted assets. */
  readonly leftovers: string[] = [];
  readonly #tree: Tree;
  readonly #report: (problem: Problem) => void;
  readonly #firstContact: boolean;

  /** @param firstContact marks what is seen as found: it was here before oakling */
  constructor(tree: Tree, report: (problem: Problem) => void, firstContact = false) {
    this.#tree = tree;
    this.#report = report;
    this.#firstContact = firstContact;
  }

  /**
   * The names in a folder; `undefined` when there is no such folder. What the system does not let us
   * list is reported, and the caller keeps what it knows.
   */
  list(folder: string): Listing | 'unreadable' | undefined {
    try {
      const names = new Map<string, FileKind>();
      const listed = list(folder);
      for (const { name, kind } of listed ?? []) {
        if (isOwnName(name)) this.leftovers.push(folder + sep + name);
        else if (!isIgnoredName(name)) names.set(name, kind);
      }
      return listed && names;
    } catch (cause) {
      this.#report(unreadable(this.#tree, folder, cause));
      return 'unreadable';
    }
  }

  /**
   * What stands under a name.
   * @param known what the index holds under that name
   * @returns `known` itself when nothing changed, `undefined` when nothing (of ours) stands there.
   *   A folder is answered with current facts and, unless it is `known`, without children.
   */
  look(parent: FolderEntry, name: string, listing: Listing, known: Entry | undefined): Entry | undefined {
    try {
      switch (listing.get(name)) {
        case 'folder':
          return this.#lookAtFolder(parent, name, known);
        case 'file':
          return this.#lookAtFile(parent, name, listing, known);
        case undefined:
          return this.#lookForOrphan(parent, name, listing, known);
        case 'link':
          return this.#leaveAlone(parent, name, known, 'link.ignored', 'It is a symbolic link.');
        default:
          return this.#leaveAlone(parent, name, known, 'file.special', 'It is neither a file nor a folder.');
      }
    } catch (cause) {
      this.#report(unreadable(this.#tree, fileIn(parent, name), cause));
      return known;
    }
  }

  /**
   * The current facts of a folder, the same object when nothing changed.
   * @param layout of a folder without a node file, for the root, which inherits none
   */
  folderFacts(folder: string, known?: FolderFacts, layout?: Layout): FolderFacts | undefined {
    const stats = statAt(folder);
    if (!stats?.isDirectory()) return undefined;
    if (known?.ino === stats.ino && hasSameNode(folder, known)) return known;
    // Where both node files stand, the vault's counts.
    for (const layout of ['vault', 'plain'] as const) {
      const format = layout === 'vault' ? docviewFormat : yamlFormat;
      const reading = readNodeFacts(this.#tree, folderNodeFile(folder, layout), format);
      if (reading === 'absent') continue;
      if (isNode(reading)) return this.#folderWithNode(stats.ino, layout, reading, known);
      for (const found of reading.problems) this.#report(found);
      return settled({ ino: stats.ino, layout, node: undefined, settings: {}, unreadable: true }, known);
    }
    return settled({ ino: stats.ino, layout, node: undefined, settings: {}, unreadable: false }, known);
  }

  #folderWithNode(
    ino: number,
    layout: Layout,
    reading: ReadNode,
    known: FolderFacts | undefined,
  ): FolderFacts {
    const wanted = this.#tree.settingProperties;
    const settings = Object.fromEntries(
      Object.entries(reading.captured).filter(([name]) => wanted.includes(name)),
    );
    return settled({ ino, layout, node: reading.facts, settings, unreadable: false }, known);
  }

  #lookAtFolder(parent: FolderEntry, name: string, known: Entry | undefined): Entry | undefined {
    const file = fileIn(parent, name);
    if (known?.kind === 'asset' && known.layout === 'vault' && isUnchanged(known, file)) return known;
    if (known?.kind === 'folder') {
      const facts = this.folderFacts(file, known.facts);
      if (facts === known.facts) return known;
      if (facts && isFolderOfAssets(facts)) return { ...known, facts };
    }
    const reading = readNodeFacts(this.#tree, assetNodeFile(file, 'vault'), docviewFormat);
    if (isNode(reading)) {
      if (reading.facts.primaryType === 'dam:Asset')
        return this.#asset(parent, name, 'vault', reading, known);
      if (!isFolderType(reading.facts.primaryType)) return opaque(parent, name, reading.facts.stat, known);
    }
    // A folder stays one, whatever lies in it; only what has no (readable) node may be an asset without it.
    const original = isNode(reading) ? undefined : fileStatAt(originalFile(file, 'vault'));
    if (original) {
      // The bytes of an asset without a (readable) node: not ours to guess at.
      if (reading === 'absent') this.#reportIncomplete(file);
      else if (!isNode(reading)) for (const found of reading.problems) this.#report(found);
      return opaque(parent, name, original, known);
    }
    const facts = this.folderFacts(file);
    return facts && { kind: 'folder', name, parent, facts, children: new Map(), found: this.#firstContact };
  }

  #lookAtFile(
    parent: FolderEntry,
    name: string,
    listing: Listing,
    known: Entry | undefined,
  ): Entry | undefined {
    const file = fileIn(parent, name);
    const stats = statAt(file);
    if (!stats) return undefined;
    const stat = fileStat(stats);
    if (known?.kind === 'asset' && known.layout === 'plain' && isUnchanged(known, file)) return known;
    if (listing.get(name + SIDECAR) === 'file') {
      const reading = readNodeFacts(this.#tree, assetNodeFile(file, 'plain'), yamlFormat);
      if (isNode(reading) && reading.facts.primaryType === 'dam:Asset') {
        return this.#asset(parent, name, 'plain', reading, known);
      }
      if (reading !== 'absent' && !isNode(reading)) {
        for (const found of reading.problems) this.#report(found);
        return opaque(parent, name, stat, known);
      }
    }
    if ((known?.kind === 'bare' || known?.kind === 'opaque') && sameStat(known.stat, stat)) return known;
    const isNodeOfFolder = this.#isNodeOfFolder(file, name, listing);
    if (isNodeOfFolder) this.leftovers.push(file);
    const isNodeFile =
      isNodeOfFolder ||
      name.endsWith('.binary') ||
      listing.get(`${name}.dir`) === 'folder' ||
      isNodeXml(file, name);
    return isNodeFile
      ? opaque(parent, name, stat, known)
      : { kind: 'bare', name, parent, stat, standing: undefined };
  }

  /** The YAML node of an asset that is a folder now: a kill left it in the middle of a conversion. */
  #isNodeOfFolder(file: string, name: string, listing: Listing): boolean {
    if (!name.endsWith(SIDECAR) || listing.get(name.slice(0, -SIDECAR.length)) !== 'folder') return false;
    const reading = readNodeFacts(this.#tree, file, yamlFormat);
    return isNode(reading) && reading.facts.primaryType === 'dam:Asset';
  }

  /** A plain asset's node without its bytes: `hero.jpg.yaml` alone. */
  #lookForOrphan(
    parent: FolderEntry,
    name: string,
    listing: Listing,
    known: Entry | undefined,
  ): Entry | undefined {
    if (listing.get(name + SIDECAR) !== 'file') return undefined;
    const file = fileIn(parent, name + SIDECAR);
    if (known?.kind === 'orphan' && sameStat(fileStatAt(file), known.node.stat)) return known;
    const reading = readNodeFacts(this.#tree, file, yamlFormat);
    if (!isNode(reading) || reading.facts.primaryType !== 'dam:Asset') return undefined;
    return {
      kind: 'orphan',
      name,
      parent,
      node: reading.facts,
      uuid: reading.uuid,
      sha1: reading.captured['dam:sha1'],
    };
  }

  #asset(
    parent: FolderEntry,
    name: string,
    layout: Layout,
    reading: ReadNode,
    known: Entry | undefined,
  ): AssetEntry {
    const binary = fileStatAt(originalFile(fileIn(parent, name), layout));
    const before = known?.kind === 'asset' && known.uuid === reading.uuid ? known : undefined;
    const sameBytes = before !== undefined && sameStat(before.binary, binary);
    return {
      kind: 'asset',
      name,
      parent,
      layout,
      node: reading.facts,
      binary,
      uuid: reading.uuid,
      sha1: sameBytes ? before.sha1 : reading.captured['dam:sha1'],
      scene7Name: reading.captured['dam:scene7Name'],
      renditionsDue: before?.renditionsDue ?? false,
    };
  }

  #leaveAlone(
    parent: FolderEntry,
    name: string,
    known: Entry | undefined,
    code: 'link.ignored' | 'file.special',
    message: string,
  ): Entry | undefined {
    const stats = statAt(fileIn(parent, name));
    if (!stats) return undefined;
    const path = displayPath(this.#tree, fileIn(parent, name));
    this.#report(
      problem(code, { path, message, hint: 'Put the file itself here if it shall become an asset.' }),
    );
    return opaque(parent, name, fileStat(stats), known);
  }

  #reportIncomplete(file: string): void {
    this.#report(
      problem('asset.incomplete', {
        path: displayPath(this.#tree, file),
        message: `There are renditions but no ${NODE_FILES.vault} that makes this an asset.`,
        hint: 'Restore the missing file, or move the original out to upload it anew.',
      }),
    );
  }
}

/** Whether neither the node nor the bytes of an asset differ from what is known. */
function isUnchanged(known: AssetEntry, file: string): boolean {
  return (
    sameStat(fileStatAt(assetNodeFile(file, known.layout)), known.node.stat) &&
    sameStat(fileStatAt(originalFile(file, known.layout)), known.binary)
  );
}

/** Whether a folder's node file is the one that is known, and no other took precedence. */
function hasSameNode(folder: string, { node, layout }: FolderFacts): boolean {
  if (!node || !layout || !sameStat(fileStatAt(folderNodeFile(folder, layout)), node.stat)) return false;
  return layout === 'vault' || statAt(folderNodeFile(folder, 'vault')) === undefined;
}

/** Facts that are as known are the known object, so that callers see at once that nothing changed. */
function settled(facts: FolderFacts, known: FolderFacts | undefined): FolderFacts {
  return known && JSON.stringify(known) === JSON.stringify(facts) ? known : facts;
}

function isFolderOfAssets({ node, unreadable: hidden }: FolderFacts): boolean {
  return node === undefined
    ? true
    : hidden || isFolderType(node.primaryType) || node.primaryType === undefined;
}

function isNodeXml(file: string, name: string): boolean {
  return name.endsWith('.xml') && isDocView(readHead(file, 1024));
}

function opaque(parent: FolderEntry, name: string, stat: FileStat, known: Entry | undefined): Entry {
  if (known?.kind === 'opaque' && sameStat(known.stat, stat)) return known;
  return { kind: 'opaque', name, parent, stat };
}

/** The absolute file of a name in a folder. */
function fileIn(parent: FolderEntry, name: string): string {
  return fileOf(parent) + sep + name;
}
