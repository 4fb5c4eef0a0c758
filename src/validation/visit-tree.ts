/**
 * The walk of validation: every folder, node file and other file of a tree, once, parents first.
 *
 * @module
 */
import { dirname, relative, sep } from 'node:path';
import { errorText } from '../disk/errors.ts';
import { type FileKind, statAt } from '../disk/file-stat.ts';
import { list, readHead } from '../disk/read.ts';
import { primaryType } from '../jcr/node.ts';
import { isWithin, join } from '../jcr/path.ts';
import { type Problem, problem } from '../problems/problem.ts';
import { isOpen, openNodeFile } from '../repository/node-file.ts';
import { displayPath, type Tree } from '../repository/tree.ts';
import { isDocView } from '../vault/docview-detection.ts';
import { isIgnoredName, NODE_FILES } from '../vault/ignored-names.ts';
import { assetNodeFile, jcrNameOf, type Layout, originalFile, SIDECAR } from '../vault/layout.ts';
import type { FileVisit, FolderVisit, NodeVisit } from './check.ts';

/** Something came across on the walk, or a file that could not be understood. */
export type Visit =
  | FolderVisit
  | NodeVisit
  | FileVisit
  | { readonly visit: 'problem'; readonly problem: Problem };

/** A folder to walk, with what is known of it from above. */
interface Place {
  /** Absolute. */
  readonly folder: string;
  readonly path: string;
  readonly layout: Layout;
  readonly inAsset: boolean;
  readonly isCompanion: boolean;
}

type Listing = ReadonlyMap<string, FileKind>;

/** Walks a tree, or what is at and below an absolute file or folder in it. */
export function* visitTree(tree: Tree, start: string = tree.folder): Generator<Visit> {
  const isFolder = statAt(start)?.isDirectory() ?? false;
  const place = placeOf(tree, isFolder ? start : dirname(start));
  yield* new Walk(tree).folder(place, isFolder ? undefined : relative(place.folder, start));
}

/** What a folder inside the tree inherits from those above it. */
function placeOf(tree: Tree, folder: string): Place {
  let place: Place = {
    folder: tree.folder,
    path: tree.mount,
    layout: 'vault',
    inAsset: false,
    isCompanion: false,
  };
  for (const name of relative(tree.folder, folder).split(sep)) {
    if (name !== '') place = placeBelow({ ...place, layout: layoutIn(place) }, name, false);
  }
  return place;
}

function layoutIn({ folder, layout }: Place): Layout {
  if (statAt(`${folder}${sep}${NODE_FILES.vault}`)) return 'vault';
  return statAt(`${folder}${sep}${NODE_FILES.plain}`) ? 'plain' : layout;
}

function placeBelow({ folder, path, layout, inAsset }: Place, name: string, isAsset: boolean): Place {
  const isCompanion = layout === 'vault' && name.endsWith('.dir');
  return {
    folder: `${folder}${sep}${name}`,
    path: join(path, jcrNameOf(isCompanion ? name.slice(0, -'.dir'.length) : name, layout)),
    layout,
    inAsset: inAsset || isAsset || name === '_jcr_content',
    isCompanion,
  };
}

class Walk {
  readonly #tree: Tree;

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** @param only the one name in the folder to visit; everything when absent */
  *folder(above: Place, only?: string): Generator<Visit> {
    const names = yield* this.#list(above.folder);
    if (!names) return;
    const layout = names.has(NODE_FILES.vault)
      ? 'vault'
      : names.has(NODE_FILES.plain)
        ? 'plain'
        : above.layout;
    const place: Place = { ...above, layout };
    const nodeFile = names.get(NODE_FILES[layout]) === 'file' ? NODE_FILES[layout] : undefined;
    let type: string | undefined;
    if (nodeFile !== undefined && (only === undefined || only === nodeFile)) {
      type = yield* this.#node(place, nodeFile, place.isCompanion ? 'companion' : 'folder', place.path);
    }
    const isAsset = type === 'dam:Asset';
    if (only === undefined) {
      yield {
        visit: 'folder',
        ...this.#named(place, place.folder, place.path),
        names,
        primaryType: type,
        hasNode: nodeFile !== undefined,
        inAsset: place.inAsset || isAsset,
        isCompanion: place.isCompanion,
      };
    }
    const visited = [...names.keys()].filter((name) => only === undefined || name === only);
    for (const name of visited.sort()) yield* this.#entry(place, names, name, isAsset);
  }

  *#entry(place: Place, names: Listing, name: string, isAsset: boolean): Generator<Visit> {
    if (name === NODE_FILES.vault || name === NODE_FILES.plain) return;
    const file = `${place.folder}${sep}${name}`;
    switch (names.get(name)) {
      case 'folder':
        return yield* this.folder(placeBelow(place, name, isAsset));
      case 'file':
        return yield* this.#file(place, names, name);
      case 'link':
        return yield this.#leftAlone(file, 'link.ignored', 'It is a symbolic link.');
      default:
        return yield this.#leftAlone(file, 'file.special', 'It is neither a file nor a folder.');
    }
  }

  *#list(folder: string): Generator<Visit, Listing | undefined> {
    try {
      const listed = list(folder) ?? [];
      return new Map(listed.filter(({ name }) => !isIgnoredName(name)).map(({ name, kind }) => [name, kind]));
    } catch (cause) {
      yield this.#unreadable(folder, cause);
      return undefined;
    }
  }

  /** @returns the node's type, where it could be read */
  *#node(
    place: Place,
    name: string,
    form: NodeVisit['form'],
    path: string,
  ): Generator<Visit, string | undefined> {
    const file = `${place.folder}${sep}${name}`;
    const layout = name.endsWith('.xml') ? 'vault' : 'plain';
    const opened = openNodeFile(this.#tree, file, layout);
    if (!isOpen(opened)) {
      for (const found of opened?.problems ?? []) yield { visit: 'problem', problem: found };
      return undefined;
    }
    const { document } = opened;
    for (const found of document.problems) yield { visit: 'problem', problem: found };
    const type = primaryType(document.root);
    const bytes = form === 'sidecar' ? file.slice(0, -SIDECAR.length) : originalFile(place.folder, 'vault');
    const childrenFolder = form === 'named' ? file.slice(0, -'.xml'.length) : place.folder;
    yield {
      visit: 'node',
      ...this.#named(place, file, path),
      layout,
      opened,
      document,
      primaryType: type,
      childrenFolder,
      form,
      original: type === 'dam:Asset' ? statAt(bytes)?.size : undefined,
      inAsset: place.inAsset,
    };
    return type;
  }

  *#file(place: Place, names: Listing, name: string): Generator<Visit> {
    const file = `${place.folder}${sep}${name}`;
    try {
      if (isNamedNode(file, name)) {
        const base = name.slice(0, -'.xml'.length);
        yield* this.#node(place, name, 'named', join(place.path, jcrNameOf(base, 'vault')));
        return;
      }
      if (yield* this.#sidecar(place, names, name)) return;
      const size = statAt(file)?.size;
      if (size === undefined) return;
      const path = join(place.path, jcrNameOf(name, place.layout));
      yield {
        visit: 'file',
        ...this.#named(place, file, path),
        onDisk: file,
        name,
        size,
        role: this.#roleOf(place, names, name, path),
        beside: names,
      };
    } catch (cause) {
      yield this.#unreadable(file, cause);
    }
  }

  /** Whether a file is the node of the plain asset beside it; an orphan says so by its type. */
  *#sidecar(place: Place, names: Listing, name: string): Generator<Visit, boolean> {
    if (!name.endsWith(SIDECAR) || name === SIDECAR) return false;
    const bytes = name.slice(0, -SIDECAR.length);
    const path = join(place.path, bytes);
    if (names.get(bytes) === 'file') {
      yield* this.#node(place, name, 'sidecar', path);
      return true;
    }
    if (place.inAsset || !isWithin(path, this.#tree.assetsPath)) return false;
    const opened = openNodeFile(this.#tree, assetNodeFile(`${place.folder}${sep}${bytes}`, 'plain'), 'plain');
    if (!isOpen(opened) || primaryType(opened.document.root) !== 'dam:Asset') return false;
    const file = displayPath(this.#tree, `${place.folder}${sep}${name}`);
    const message = `The node of an asset whose file ${bytes} is gone.`;
    const hint = 'Restore the file, or remove this one too.';
    yield { visit: 'problem', problem: problem('asset.orphan-sidecar', { path: file, message, hint }) };
    return true;
  }

  #roleOf({ folder, inAsset }: Place, names: Listing, name: string, path: string): FileVisit['role'] {
    const asset = folder.split(sep).slice(-2).join('/') === '_jcr_content/renditions';
    if (asset && name === 'original') return 'original';
    if (inAsset || !isWithin(path, this.#tree.assetsPath) || names.get(`${name}.dir`) === 'folder')
      return 'other';
    if (name.endsWith('.binary')) return 'other';
    return names.get(name + SIDECAR) === 'file' ? 'original' : 'bare';
  }

  #named(place: Place, file: string, path: string) {
    return { file: displayPath(this.#tree, file), path, layout: place.layout };
  }

  #leftAlone(file: string, code: 'link.ignored' | 'file.special', message: string): Visit {
    const hint = 'Put the file itself here if it shall be content.';
    return {
      visit: 'problem',
      problem: problem(code, { path: displayPath(this.#tree, file), message, hint }),
    };
  }

  #unreadable(file: string, cause: unknown): Visit {
    const hint = 'Let oakling read it; until then nothing can be said about it.';
    const path = displayPath(this.#tree, file);
    return {
      visit: 'problem',
      problem: problem('file.unreadable', { path, message: errorText(cause), hint }),
    };
  }
}

function isNamedNode(file: string, name: string): boolean {
  return name.endsWith('.xml') && isDocView(readHead(file, 1024));
}
