/**
 * Walks a tree and gives what its filter lets into a package, as entries below `jcr_root/`: folders before
 * what is in them, a folder's node before its files, all else by name.
 *
 * @module
 */
import { join as joinFile } from 'node:path';
import { list, readHead } from '../../disk/read.ts';
import { readBytes } from '../../disk/read-bytes.ts';
import { docviewFormat } from '../../docview/docview-format.ts';
import { primaryType } from '../../jcr/node.ts';
import { join, segmentsOf } from '../../jcr/path.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { displayPath, type Tree } from '../../repository/tree.ts';
import { isDocView } from '../../vault/docview-detection.ts';
import { binaryPart, nodeOfFolder, nodeOfXml } from '../../vault/file-roles.ts';
import { NODE_FILES } from '../../vault/ignored-names.ts';
import { type Layout, SIDECAR } from '../../vault/layout.ts';
import { decodeName, encodeName } from '../../vault/platform-name.ts';
import {
  filterContains,
  isFilterAncestor,
  looksBelow,
  type WorkspaceFilter,
} from '../../vault/workspace-filter.ts';
import { isJunkName } from '../junk-names.ts';
import type { PackItem } from './pack-item.ts';
import { assetItems, bareFolderNode, convertNodeFile, notAssets } from './plain-content.ts';
import { stripUncovered } from './strip-uncovered.ts';
import { mayHoldSettings, type SettingWords, translateSettings } from './translate-settings.ts';

/** The tree, and what of it goes into the package. */
export interface TreeContentOptions {
  readonly tree: Pick<Tree, 'folder' | 'mount'>;
  readonly filter: WorkspaceFilter;
  readonly words: SettingWords | undefined;
  readonly report: (problem: Problem) => void;
}

/** A folder on the walk. */
interface Place {
  readonly folder: string;
  /** JCR path of the folder's node. */
  readonly path: string;
  /** Name in the zip, ending in a slash. */
  readonly name: string;
  /** In force here, by its own node file or one above. */
  readonly layout: Layout;
  readonly names: Names;
}

/** What is in a folder, sorted. */
type Names = ReadonlyMap<string, 'file' | 'folder'>;

/** Everything that goes below `jcr_root/`, which itself comes first. */
export async function* treeContent(options: TreeContentOptions): AsyncGenerator<PackItem> {
  const { tree } = options;
  yield { name: 'jcr_root/', folder: true };
  let name = 'jcr_root/';
  for (const segment of segmentsOf(tree.mount)) {
    name += `${encodeName(segment)}/`;
    yield { name, folder: true };
  }
  const walk = new Walk(options);
  yield* walk.inside(walk.place(tree.folder, tree.mount, name, 'vault'));
}

class Walk {
  readonly #options: TreeContentOptions;
  readonly #hasRules: boolean;

  constructor(options: TreeContentOptions) {
    this.#options = options;
    this.#hasRules = options.filter.sets.some(
      ({ rules, propertyRules }) => rules.length > 0 || propertyRules.length > 0,
    );
  }

  /** A folder with its own entry; one that only leads to something comes when that does. */
  async *#folder(place: Place): AsyncGenerator<PackItem> {
    const { filter } = this.#options;
    if (filterContains(filter, place.path) || isFilterAncestor(filter, place.path)) {
      yield { name: place.name, folder: true };
      yield* this.inside(place);
      return;
    }
    if (!looksBelow(filter, place.path)) return;
    let isNeeded = false;
    for await (const item of this.inside(place, false)) {
      if (!isNeeded) {
        yield { name: place.name, folder: true };
        yield* this.#ownNode(place);
        isNeeded = true;
      }
      yield item;
    }
  }

  /** What is in a folder, without the folder's own entry. */
  async *inside(place: Place, withNode = true): AsyncGenerator<PackItem> {
    const { filter, report } = this.#options;
    if (withNode) yield* this.#ownNode(place);
    let strays = 0;
    for (const [name, kind] of place.names) {
      const file = joinFile(place.folder, name);
      if (kind === 'folder') yield* this.#folder(this.#placeBelow(place, name));
      else if (isNodeFile(name) || isSidecar(name, place.names)) continue;
      else if (place.layout === 'plain' || place.names.has(name + SIDECAR)) {
        yield* this.#plainFile(place, name, () => strays++);
      } else {
        const path = pathOfFile(place, name, file);
        if (filterContains(filter, path)) yield this.#file(place.name + name, file, path);
      }
    }
    if (strays > 0) report(notAssets(displayPath(this.#options.tree, place.folder), strays));
  }

  /** Names and kinds, sorted; links and special files are told and left out. */
  #names(folder: string): Names {
    const names = new Map<string, 'file' | 'folder'>();
    for (const { name, kind } of list(folder) ?? []) {
      if (isJunkName(name)) continue;
      if (kind === 'file' || kind === 'folder') names.set(name, kind);
      else {
        const path = displayPath(this.#options.tree, joinFile(folder, name));
        const message = 'It is neither a file nor a folder and does not go into the package.';
        const hint = 'Put the file itself there.';
        this.#options.report(problem('link.ignored', { path, message, hint }));
      }
    }
    return new Map([...names].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** A folder as it stands on disk. */
  place(folder: string, path: string, name: string, inherited: Layout): Place {
    const names = this.#names(folder);
    const plain = names.has(NODE_FILES.plain) ? 'plain' : inherited;
    return { folder, path, name, names, layout: names.has(NODE_FILES.vault) ? 'vault' : plain };
  }

  /** People chose a plain folder's name, FileVault a vault folder's. */
  #placeBelow({ folder, path, name, layout }: Place, child: string): Place {
    const file = joinFile(folder, child);
    const below = this.place(file, join(path, nodeOfFolder(child)), `${name}${child}/`, layout);
    if (below.layout === 'vault') return below;
    return { ...below, path: join(path, child), name: `${name}${encodeName(child)}/` };
  }

  async *#ownNode({ folder, path, name, layout, names }: Place): AsyncGenerator<PackItem> {
    const file = joinFile(folder, NODE_FILES[layout]);
    const zipName = name + NODE_FILES.vault;
    if (names.has(NODE_FILES.vault))
      yield this.#file(zipName, joinFile(folder, NODE_FILES.vault), path, true);
    else if (names.has(NODE_FILES.plain)) {
      const converted = convertNodeFile(file, displayPath(this.#options.tree, file));
      if ('problems' in converted) converted.problems.forEach(this.#options.report);
      else yield { name: zipName, bytes: this.#node(converted.text, zipName, path) };
    } else if (layout === 'plain' && filterContains(this.#options.filter, path)) {
      yield { name: zipName, bytes: Buffer.from(bareFolderNode()) };
    }
  }

  /** A picture with its node beside it, a node whose picture is gone, or a file that is no asset. */
  async *#plainFile(place: Place, name: string, stray: () => void): AsyncGenerator<PackItem> {
    const { tree, filter, report } = this.#options;
    const file = joinFile(place.folder, name);
    const isOrphan = name.endsWith(SIDECAR);
    const assetName = isOrphan ? name.slice(0, -SIDECAR.length) : name;
    const path = join(place.path, assetName);
    const folder = `${place.name}${encodeName(assetName)}/`;
    const sidecar = isOrphan ? file : file + SIDECAR;
    if ((isOrphan || place.names.has(name + SIDECAR)) && filterContains(filter, path)) {
      const converted = convertNodeFile(sidecar, displayPath(tree, sidecar));
      if ('problems' in converted) {
        if (!isOrphan) converted.problems.forEach(report);
      } else if (primaryType(converted.root) !== undefined) {
        const text = this.#node(converted.text, `${folder}.content.xml`, path).toString('utf8');
        if (isOrphan) {
          yield { name: folder, folder: true };
          yield { name: `${folder}.content.xml`, bytes: Buffer.from(text) };
        } else yield* assetItems(folder, file, text, converted.root);
        return;
      }
    }
    if (!filterContains(filter, join(place.path, name))) return;
    stray();
    yield { name: place.name + encodeName(name), file };
  }

  /** A file as it is, or its edited copy where the filter or the words ask for one. */
  #file(name: string, file: string, path: string, isNode = false): PackItem {
    if (!isNode && !name.endsWith('.xml')) return { name, file };
    if (!this.#hasRules && this.#options.words === undefined) return { name, file };
    const bytes = readBytes(file);
    if (!bytes || !(isNode || isDocView(bytes))) return { name, file };
    return { name, bytes: this.#node(bytes.toString('utf8'), name, path, bytes) };
  }

  /** A node file's text as it leaves; one that cannot be read leaves as it is. */
  #node(text: string, name: string, path: string, bytes: Buffer = Buffer.from(text)): Buffer {
    const { filter, words, report } = this.#options;
    const translates = words !== undefined && mayHoldSettings(text);
    if (!this.#hasRules && !translates) return bytes;
    const { document, problems } = docviewFormat.parse(text, name);
    if (!document) {
      problems.forEach(report);
      return bytes;
    }
    const stripped = this.#hasRules ? stripUncovered(document, path, filter) : document;
    const translated = translates && words ? translateSettings(stripped, words) : stripped;
    return translated.text === text ? bytes : Buffer.from(translated.text);
  }
}

function isNodeFile(name: string): boolean {
  return name === NODE_FILES.vault || name === NODE_FILES.plain;
}

function isSidecar(name: string, names: Names): boolean {
  return name.endsWith(SIDECAR) && names.get(name.slice(0, -SIDECAR.length)) === 'file';
}

/** The node, or the property, a file of the vault layout is about. */
function pathOfFile({ path }: Place, name: string, file: string): string {
  const property = binaryPart(name)?.property;
  if (property !== undefined) return join(path, property);
  const isNode = name.endsWith('.xml') && isDocView(readHead(file, 1024));
  return join(path, isNode ? nodeOfXml(name) : decodeName(name));
}
