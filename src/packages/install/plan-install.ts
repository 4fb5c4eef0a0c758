/**
 * What an installation would do, without doing any of it: the package's content, and that of the packages
 * in it, imported into an overlay of the tree.
 *
 * @module
 */
import { relative, sep } from 'node:path';
import { scratchFolder } from '../../disk/scratch-folder.ts';
import { builtInTypes } from '../../jcr/node-types.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { filterContains, type WorkspaceFilter } from '../../vault/workspace-filter.ts';
import type { ContentFolder } from '../content-folder.ts';
import { isJunkName } from '../junk-names.ts';
import { openPackage, type VaultPackage } from '../vault-package.ts';
import type { ZipLimits } from '../zip/unsafe-entries.ts';
import { DamagedEntryError } from '../zip/zip-archive.ts';
import { contentAt } from './at-mount.ts';
import { settleUuids } from './check-uuids.ts';
import { importContent } from './import-content.ts';
import type { InstallTarget } from './locate-target.ts';
import { type Operation, operationsOf } from './operations.ts';
import { BlockedError, OverlayFolder } from './overlay.ts';
import { definitionsIn, type TypeDefinitions } from './register-types.ts';
import { handlingOf, subPackageFile, subPackages } from './sub-packages.ts';

/** How to install. */
export interface PlanOptions {
  /** Gives a node a new id where its own is taken, instead of refusing. */
  readonly newIds?: boolean | undefined;
  readonly limits?: ZipLimits | undefined;
}

/** A plan. Its packages stay open until it is closed, for the plan's operations read from them. */
export interface InstallPlan {
  readonly operations: readonly Operation[];
  readonly problems: readonly Problem[];
  /** Node types that the packages bring. */
  readonly definitions: readonly TypeDefinitions[];
  /** Whether the problems allow to carry it out. */
  readonly isPossible: boolean;
  readonly close: () => void;
}

/** Packages within packages within packages end here. */
const DEEPEST = 8;

/**
 * Plans the installation of an open package, which the plan closes.
 * @throws the I/O error when the tree cannot be read
 */
export async function planInstall(
  opened: VaultPackage,
  target: InstallTarget,
  options: PlanOptions = {},
): Promise<InstallPlan> {
  return new Planner(target, options).plan(opened);
}

class Planner {
  readonly #target: InstallTarget;
  readonly #options: PlanOptions;
  readonly #base: OverlayFolder;
  readonly #problems: Problem[] = [];
  readonly #filters: WorkspaceFilter[] = [];
  readonly #closing: (() => void)[] = [];
  readonly #scratch: { readonly folder: string; readonly remove: () => void };
  readonly #definitions: TypeDefinitions[] = [];
  #types = builtInTypes();
  #subPackages = 0;

  constructor(target: InstallTarget, options: PlanOptions) {
    this.#target = target;
    this.#options = options;
    this.#base = new OverlayFolder(target.base, true);
    this.#scratch = scratchFolder();
    this.#closing.push(this.#scratch.remove);
  }

  async plan(opened: VaultPackage): Promise<InstallPlan> {
    try {
      if (this.#target.isNew) copyFolder(opened, opened.meta, this.#base.makeFolder('META-INF'));
      await this.#import(opened, 0);
      const { newIds = false } = this.#options;
      const tree = this.#tree;
      this.#problems.push(...settleUuids(tree, this.#target.mount, { filters: this.#filters, newIds }));
    } catch (cause) {
      this.#problems.push(this.#problemOf(cause));
    }
    const isPossible = !this.#problems.some(({ severity }) => severity === 'error');
    return {
      operations: isPossible ? [...operationsOf(this.#base)] : [],
      problems: this.#problems,
      definitions: this.#definitions,
      isPossible,
      close: () => {
        for (const close of this.#closing.toReversed()) close();
      },
    };
  }

  get #tree(): OverlayFolder {
    const { base, folder } = this.#target;
    return base === folder ? this.#base : this.#base.makeFolder(relative(base, folder));
  }

  async #import(opened: VaultPackage, depth: number): Promise<void> {
    this.#closing.push(() => opened.archive.close());
    this.#filters.push(opened.filter);
    const nested = await this.#openNested(opened, depth);
    const { content, problems } = contentAt(withoutIgnored(opened, nested), this.#target.mount);
    this.#problems.push(...problems);
    const { mount } = this.#target;
    this.#definitions.push(...definitionsIn(opened));
    this.#types = importContent(opened, content, {
      base: this.#base,
      folder: this.#tree,
      mount,
      types: this.#types,
      report: (found) => this.#problems.push(found),
    });
    for (const { opened: inner } of nested) if (inner) await this.#import(inner, depth + 1);
  }

  /** The packages in a package that are to be installed, and which of them do not go into the tree. */
  async #openNested(opened: VaultPackage, depth: number): Promise<Nested[]> {
    const nested: Nested[] = [];
    for (const entry of subPackages(opened)) {
      const file = subPackageFile(this.#scratch.folder, this.#subPackages++);
      await opened.archive.extract(entry, file);
      const { opened: inner, problems } = await openPackage(file, this.#options.limits);
      const handling = handlingOf(opened.properties, inner?.id);
      const path = entry.name.slice('jcr_root'.length);
      // One that only goes into the tree may be whatever it is.
      if (handling.install) this.#problems.push(...problems.map((found) => within(path, found)));
      const installs = handling.install && inner !== undefined && depth < DEEPEST;
      if (inner && !installs) inner.archive.close();
      nested.push({ name: entry.name, add: handling.add, ...(installs ? { opened: inner } : {}) });
    }
    return nested;
  }

  #problemOf(cause: unknown): Problem {
    if (cause instanceof DamagedEntryError) return cause.problem;
    if (!(cause instanceof BlockedError)) throw cause;
    const message = 'It is neither a file nor a folder, and the package has content in its place.';
    const hint = 'Move it away; links are not followed.';
    const path = relative(this.#target.base, cause.file).split(sep).join('/');
    return problem('package.blocked', { path, message, hint });
  }
}

interface Nested {
  /** The entry's name. */
  readonly name: string;
  readonly add: boolean;
  /** Absent where it is not to be installed. */
  readonly opened?: VaultPackage;
}

function within(path: string, found: Problem): Problem {
  return { ...found, path: `${path}!/${found.path}` };
}

/** The content without the packages that are not to be put into the tree. */
function withoutIgnored({ content, filter }: VaultPackage, nested: readonly Nested[]): ContentFolder {
  const left = new Set(
    nested
      .filter(({ name, add }) => !add || !filterContains(filter, name.slice('jcr_root'.length)))
      .map(({ name }) => name),
  );
  return left.size === 0 ? content : without(content, 'jcr_root', left);
}

function without({ folders, files }: ContentFolder, path: string, left: ReadonlySet<string>): ContentFolder {
  return {
    folders: new Map([...folders].map(([name, folder]) => [name, without(folder, `${path}/${name}`, left)])),
    files: new Map([...files].filter(([name]) => !left.has(`${path}/${name}`))),
  };
}

function copyFolder({ archive, ...rest }: VaultPackage, content: ContentFolder, folder: OverlayFolder): void {
  for (const [name, entry] of content.files) if (!isJunkName(name)) folder.put(name, { archive, entry });
  for (const [name, below] of content.folders) {
    if (!isJunkName(name)) copyFolder({ archive, ...rest }, below, folder.makeFolder(name));
  }
}
