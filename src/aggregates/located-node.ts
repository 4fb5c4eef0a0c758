/**
 * Where the parts of one node stand: its folders, its node file, its bytes, and the document that describes
 * it. Found step by step from the root of the tree, parents before children (facts on FileVault 3.2).
 *
 * @module
 */
import { basename, dirname, sep } from 'node:path';
import type { NodePath } from '../format/node-document.ts';
import { descendant, type NodeData, valueAt } from '../jcr/node.ts';
import { isSegment, join } from '../jcr/path.ts';
import type { Problem } from '../problems/problem.ts';
import { problem } from '../problems/problem.ts';
import { CONTENT_FOLDER } from '../vault/file-roles.ts';
import { NODE_FILES } from '../vault/ignored-names.ts';
import type { Layout } from '../vault/layout.ts';
import type { FolderLister, NodeNames } from './folder-names.ts';
import type { NodeFiles } from './node-files.ts';
import type { NodeFile } from './read-node-file.ts';

/** A folder in which children of the node stand. */
export interface NodeFolder {
  /** Absolute. */
  readonly folder: string;
  /** The layout in force where the folder has no node file of its own. */
  readonly layout: Layout;
  /** Whether it only decorates the node's bytes: `photo.jpg.dir`. */
  readonly isCompanion: boolean;
}

/** Bytes that are a node's own, or its jcr:content's. */
export interface NodeBytes {
  /** Absolute. */
  readonly file: string;
  /** What somebody else says of them, if the node does not; FileVault goes by the name. */
  readonly mimeType: string | undefined;
}

/** A node that files imply without being laid out as one: the renditions of a plain asset. */
interface ImpliedNode {
  /** The absolute file that implies it. */
  readonly by: string;
  readonly bytes?: NodeBytes;
  readonly children?: Readonly<Record<string, ImpliedNode>>;
}

/** See the module. */
export interface LocatedNode {
  readonly path: string;
  readonly name: string;
  readonly parent: LocatedNode | undefined;
  readonly folders: readonly NodeFolder[];
  /** The node file that is about this very node. */
  readonly own: NodeFile | undefined;
  /** The document that describes the node, and where in it: its own, or that of a node above. */
  readonly described: { readonly file: NodeFile; readonly node: NodePath } | undefined;
  /** What the document says. */
  readonly data: NodeData | undefined;
  readonly bytes: NodeBytes | undefined;
  readonly implied: ImpliedNode | undefined;
}

/** A file or folder on disk that is about a node. */
export interface DiskPart {
  /** Absolute. */
  readonly file: string;
  readonly role: 'folder' | 'companion' | 'xml' | 'sidecar' | 'file';
  /** The layout its name is of. */
  readonly layout: Layout;
}

/** Where a tree is. */
export interface TreePlace {
  /** Absolute folder. */
  readonly folder: string;
  /** JCR path of the folder. */
  readonly mount: string;
  /** The layout where no node file tells one. */
  readonly layout?: Layout;
}

/** Finds nodes on disk. */
export class NodeLocator {
  readonly #root: NodeFolder;
  readonly #mount: string;
  readonly #files: NodeFiles;
  readonly #lister: FolderLister;
  readonly #report: (problem: Problem) => void;

  constructor(
    { folder, mount, layout = 'vault' }: TreePlace,
    files: NodeFiles,
    lister: FolderLister,
    report: (problem: Problem) => void,
  ) {
    this.#root = { folder, layout, isCompanion: false };
    this.#mount = mount;
    this.#files = files;
    this.#lister = lister;
    this.#report = report;
  }

  /** The node of the tree's own folder. */
  root(): LocatedNode {
    const { folder } = this.#root;
    const own = this.#first([
      [folder + sep + NODE_FILES.vault, 'vault'],
      [folder + sep + NODE_FILES.plain, 'plain'],
    ]);
    const name = this.#mount.slice(this.#mount.lastIndexOf('/') + 1);
    return this.#located({ path: this.#mount, name, folders: [this.#root], own }, undefined);
  }

  /** The child of a name; `undefined` where there is none. */
  child(parent: LocatedNode, name: string): LocatedNode | undefined {
    if (!isSegment(name)) return undefined;
    const folders: NodeFolder[] = [];
    const candidates: (readonly [string, Layout])[] = [];
    const companions: (readonly [string, Layout])[] = [];
    const yaml: (readonly [string, Layout])[] = [];
    let file: string | undefined;
    for (const above of parent.folders) {
      const { nodes, layout } = this.#lister.names(above.folder, above.layout);
      const names = nodes.get(name);
      if (!names) continue;
      const at = (diskName: string) => above.folder + sep + diskName;
      for (const diskName of names.sidecars) candidates.unshift([at(diskName), 'plain']);
      for (const diskName of names.xml) candidates.push([at(diskName), 'vault']);
      for (const diskName of names.folders) {
        const inside = diskName === CONTENT_FOLDER ? 'vault' : layout;
        folders.push({ folder: at(diskName), layout: inside, isCompanion: false });
        candidates.push([at(diskName) + sep + NODE_FILES.vault, 'vault']);
        yaml.push([at(diskName) + sep + NODE_FILES.plain, 'plain']);
      }
      for (const diskName of names.companions) {
        folders.push({ folder: at(diskName), layout: 'vault', isCompanion: true });
        // What accompanies a plain asset may keep the text its node was made of; the node is the YAML.
        if (names.sidecars.length === 0) companions.push([at(diskName) + sep + NODE_FILES.vault, 'vault']);
      }
      file ??= names.files[0] === undefined ? undefined : at(names.files[0]);
    }
    const own = this.#first([...candidates, ...companions, ...yaml]);
    const bytes = file === undefined ? undefined : { file, mimeType: undefined };
    const located = this.#located({ path: join(parent.path, name), name, folders, own, bytes }, parent);
    return stands(located) ? located : undefined;
  }

  /** Names of the children that have files or folders of their own: folders first, then files. */
  childNames({ folders, implied }: LocatedNode): string[] {
    const inFolders: string[] = [];
    const inFiles: string[] = [];
    for (const { folder, layout } of folders) {
      for (const [name, names] of this.#lister.names(folder, layout).nodes) {
        if (names.folders.length > 0) inFolders.push(name);
        else if (hasFiles(names) || this.#isDecorated(folder, names)) inFiles.push(name);
      }
    }
    return [...new Set([...Object.keys(implied?.children ?? {}), ...inFolders, ...inFiles])];
  }

  /** What stands on disk for the child of a name, whether that is a node or not. */
  parts(parent: LocatedNode, name: string): DiskPart[] {
    return parent.folders.flatMap(({ folder, layout: inherited }) => {
      const { nodes, layout } = this.#lister.names(folder, inherited);
      const names = nodes.get(name);
      if (!names) return [];
      const isPlain = layout === 'plain' || names.sidecars.length > 0;
      const part = (role: DiskPart['role']) => (diskName: string) => ({
        file: folder + sep + diskName,
        role,
        layout: isPlain ? ('plain' as const) : layout,
      });
      return [
        ...names.companions.map(part('companion')),
        ...names.folders.map(part('folder')),
        ...names.xml.map(part('xml')),
        ...names.sidecars.map(part('sidecar')),
        ...names.files.map(part('file')),
      ];
    });
  }

  /** The name of the node that a name on disk in a folder is about; `undefined` for what is no child's. */
  nameOf({ folders }: LocatedNode, file: string): string | undefined {
    const place = folders.find(({ folder }) => dirname(file) === folder);
    if (!place) return undefined;
    const { nodes } = this.#lister.names(place.folder, place.layout);
    const diskName = basename(file);
    const found = [...nodes].find(([, names]) => Object.values(names).flat().includes(diskName));
    return found?.[0];
  }

  /** The layout in force below a node. */
  layoutBelow({ folders: [first], own, parent }: LocatedNode): Layout {
    if (first) return this.#lister.names(first.folder, first.layout).layout;
    if (own) return own.layout;
    return parent ? this.layoutBelow(parent) : 'vault';
  }

  /** A folder that decorates nothing is a node only if it has the node's file. */
  #isDecorated(folder: string, { companions }: NodeNames): boolean {
    const nodeFile = (companion: string) => [folder, companion, NODE_FILES.vault].join(sep);
    return companions.some((companion) => this.#files.at(nodeFile(companion), 'vault') !== undefined);
  }

  /** Files with values of binary properties, by property. */
  binaries({ folders }: LocatedNode): FolderNamesBinaries {
    return new Map(folders.flatMap(({ folder, layout }) => [...this.#lister.names(folder, layout).binaries]));
  }

  #located(
    parts: Pick<LocatedNode, 'path' | 'name' | 'folders' | 'own'> & {
      readonly bytes?: NodeBytes | undefined;
    },
    parent: LocatedNode | undefined,
  ): LocatedNode {
    const { name, own } = parts;
    const above = parent?.data && parent.described;
    const described = own
      ? { file: own, node: [] }
      : above && { file: above.file, node: [...above.node, name] };
    const found = described?.file.document && descendant(described.file.document.root, described.node);
    const data = found?.placeholder ? undefined : found;
    const isDescribed = own !== undefined || data !== undefined;
    const implied = parent?.implied?.children?.[name];
    const located = {
      ...parts,
      parent,
      described: isDescribed ? described : undefined,
      data,
      bytes: parts.bytes ?? implied?.bytes,
      implied,
    };
    return own?.layout === 'plain' && parts.bytes ? plainAsset(located, parts.bytes) : located;
  }

  #first(candidates: readonly (readonly [string, Layout])[]): NodeFile | undefined {
    const present = candidates.flatMap(([file, layout]) => this.#files.at(file, layout) ?? []);
    const [first, ...others] = present;
    for (const { file } of others) if (first) this.#reportTwice(first.file, file);
    return first;
  }

  #reportTwice(counts: string, other: string): void {
    const path = this.#files.display(other);
    const message = `The node is described by ${this.#files.display(counts)} as well, which counts.`;
    this.#report(problem('docview.twice', { path, message, hint: 'Keep one of them.' }));
  }
}

type FolderNamesBinaries = ReturnType<FolderLister['names']>['binaries'];

/** The bytes of a plain asset are its rendition `original`. */
function plainAsset(located: LocatedNode, { file }: NodeBytes): LocatedNode {
  const mimeType = located.data && valueAt(located.data, ['jcr:content', 'metadata'], 'dc:format');
  const original = { by: file, bytes: { file, mimeType } };
  const content = { by: file, children: { renditions: { by: file, children: { original } } } };
  return { ...located, bytes: undefined, implied: { by: file, children: { 'jcr:content': content } } };
}

/** A folder that decorates nothing is no node. */
function stands({ own, data, folders, bytes, implied, parent, name }: LocatedNode): boolean {
  if (own || data || bytes || implied) return true;
  if (folders.some(({ isCompanion }) => !isCompanion)) return true;
  return name === 'jcr:content' && parent?.bytes !== undefined;
}

function hasFiles({ xml, sidecars, files }: NodeNames): boolean {
  return xml.length + sidecars.length + files.length > 0;
}
