/**
 * The contract of a check: it is shown everything in the tree once, in the order of the walk, and answers
 * what is wrong. One check looks for one thing.
 *
 * @module
 */
import type { FileKind } from '../disk/file-stat.ts';
import type { NodeDocument } from '../format/node-document.ts';
import type { DynamicMediaConfiguration } from '../publish/configuration.ts';
import type { NodeFile } from '../repository/node-file.ts';
import type { Tree } from '../repository/tree.ts';
import type { Layout } from '../vault/layout.ts';
import type { Finding } from './finding.ts';

/** What every visit tells. */
interface Visited {
  /** How the file or folder is called in problems: relative to the tree's folder. */
  readonly file: string;
  /** JCR path of what it holds. */
  readonly path: string;
  /** The layout in force there. */
  readonly layout: Layout;
}

/** A folder on disk, whatever it stands for; its own node was visited before. */
export interface FolderVisit extends Visited {
  readonly visit: 'folder';
  /** What is in it, by name on disk; what is nobody's content is left out. */
  readonly names: ReadonlyMap<string, FileKind>;
  /** `jcr:primaryType` of its own node; `undefined` without a (readable) node. */
  readonly primaryType: string | undefined;
  /** Whether it has a node file, readable or not. */
  readonly hasNode: boolean;
  /** Whether it is, or is inside, the folder of an asset. */
  readonly inAsset: boolean;
  /** Whether it decorates a file, as `original.dir` does. */
  readonly isCompanion: boolean;
}

/** A node file that could be read. */
export interface NodeVisit extends Visited {
  readonly visit: 'node';
  readonly opened: NodeFile;
  /** The document of {@link NodeVisit.opened}. */
  readonly document: NodeDocument;
  readonly primaryType: string | undefined;
  /** Absolute folder in which children of the node stand that have files of their own. */
  readonly childrenFolder: string;
  /** How the node is written down: beside its children, in one `NAME.xml`, or beside a plain asset's bytes. */
  readonly form: 'folder' | 'companion' | 'named' | 'sidecar';
  /** The size of the asset's bytes, for an asset that has them. */
  readonly original: number | undefined;
  readonly inAsset: boolean;
}

/** A file that is no node. */
export interface FileVisit extends Visited {
  readonly visit: 'file';
  /** Absolute. */
  readonly onDisk: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** `original`: an asset's bytes; `bare`: a file in a folder of assets; `other`: all else. */
  readonly role: 'original' | 'bare' | 'other';
  /** The names beside it. */
  readonly beside: ReadonlyMap<string, FileKind>;
}

/** What checks know of the whole tree. */
export interface CheckContext {
  readonly tree: Tree;
  readonly configuration: Pick<DynamicMediaConfiguration, 'mode' | 'syncAllContent'>;
  /** Whether a node stands at a JCR path, in any file of the tree. */
  readonly hasNode: (path: string) => boolean;
}

/** A check in one run; it may remember what it saw. */
export interface Check {
  readonly folder?: (visit: FolderVisit) => Iterable<Finding>;
  readonly node?: (visit: NodeVisit) => Iterable<Finding>;
  readonly file?: (visit: FileVisit) => Iterable<Finding>;
}

/** Begins a check. */
export type StartCheck = (context: CheckContext) => Check;
