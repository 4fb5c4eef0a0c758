/**
 * Which settings apply to a folder now: read from the node files on its way to the root, and from the
 * Dynamic Media Configuration. Node files are parsed once per version.
 *
 * @module
 */
import { basename, dirname, join } from 'node:path';
import { type FileStat, fileStatAt, sameStat } from '../disk/file-stat.ts';
import type { Problem } from '../problems/problem.ts';
import {
  type DynamicMediaConfiguration,
  type DynamicMediaOptions,
  resolveConfiguration,
} from '../publish/configuration.ts';
import {
  type EffectivePublishMode,
  type EffectiveSync,
  effectivePublishMode,
  effectiveSync,
  type FolderInfo,
} from '../publish/effective.ts';
import { type FolderSettings, readFolderSettings } from '../publish/settings.ts';
import { type FolderEntry, type FolderFacts, fileOf, layoutOf } from '../repository/entry.ts';
import { isOpen, openNodeFile } from '../repository/node-file.ts';
import { displayPath, type Tree } from '../repository/tree.ts';
import type { TreeIndex } from '../repository/tree-index.ts';
import { folderNodeFile } from '../vault/layout.ts';
import { checkYaml } from './check-yaml.ts';

/** What applies to the assets of one folder. */
export interface InForce {
  readonly sync: EffectiveSync;
  readonly publishMode: EffectivePublishMode;
  readonly configuration: DynamicMediaConfiguration;
}

/** Where AEM keeps its Dynamic Media Configuration, relative to the repository's root. */
const CLOUD_CONFIGURATION = 'conf/global/settings/cloudconfigs/dmscene7/.content.xml';

/** Folder names that say nothing about whose content it is. */
const GENERIC = new Set(['jcr_root', 'content', 'dam', 'main', 'src']);

/** Looks up settings, with their origins. */
export class SettingsInForce {
  readonly #tree: Tree;
  readonly #index: TreeIndex;
  readonly #options: Partial<DynamicMediaOptions>;
  readonly #inheritance: 'none' | 'ancestors';
  readonly #report: (problem: Problem) => void;
  readonly #read = new WeakMap<FolderFacts, FolderSettings>();
  #configuration: DynamicMediaConfiguration | undefined;
  #configurationStat: FileStat | undefined;

  constructor(
    tree: Tree,
    index: TreeIndex,
    options: Partial<DynamicMediaOptions>,
    inheritance: 'none' | 'ancestors',
    report: (problem: Problem) => void,
  ) {
    this.#tree = tree;
    this.#index = index;
    this.#options = options;
    this.#inheritance = inheritance;
    this.#report = report;
  }

  /** What applies to the assets directly in a folder. */
  of(folder: FolderEntry): InForce {
    const configuration = this.configuration();
    const folders = this.#wayToRoot(folder);
    const sync = effectiveSync(folders, configuration);
    return {
      sync,
      publishMode: effectivePublishMode(folders, configuration, sync, this.#inheritance),
      configuration,
    };
  }

  /** A folder's own settings. */
  ownSettings(folder: FolderEntry): FolderSettings {
    if (Object.keys(folder.facts.settings).length === 0) return {};
    const known = this.#read.get(folder.facts);
    if (known) return known;
    const layout = layoutOf(folder);
    const file = folderNodeFile(fileOf(folder), layout);
    const opened = openNodeFile(this.#tree, file, layout);
    if (!isOpen(opened)) return {};
    checkYaml({ tree: this.#tree, report: this.#report }, opened, 'folder', layout);
    const { settings, problems } = readFolderSettings(opened.document, displayPath(this.#tree, file));
    for (const found of problems) this.#report(found);
    this.#read.set(folder.facts, settings);
    return settings;
  }

  /** The Dynamic Media Configuration, read again when its node changed. */
  configuration(): DynamicMediaConfiguration {
    const file = this.#tree.mount === '/' ? join(this.#tree.folder, CLOUD_CONFIGURATION) : undefined;
    const stat = file === undefined ? undefined : fileStatAt(file);
    if (this.#configuration && sameStat(stat, this.#configurationStat)) return this.#configuration;
    const opened = file && stat ? openNodeFile(this.#tree, file, 'vault') : undefined;
    const node = isOpen(opened) ? opened.document.root : undefined;
    const { configuration, problems } = resolveConfiguration({
      options: this.#options,
      ...(node ? { node } : {}),
      defaultCompany: companyOf(this.#tree.folder),
      explicitFolderSync: this.#hasExplicitSync(),
    });
    for (const found of problems) this.#report(found);
    this.#configuration = configuration;
    this.#configurationStat = stat;
    return configuration;
  }

  /** Forgets what depends on folders' settings; called when one of them changed. */
  forget(): void {
    this.#configuration = undefined;
  }

  #hasExplicitSync(): boolean {
    const isExplicit = (folder: FolderEntry) => {
      const value = this.ownSettings(folder).sync?.value;
      return value === 'enabled' || value === 'disabled';
    };
    if (isExplicit(this.#index.root)) return true;
    for (const entry of this.#index.entries()) if (entry.kind === 'folder' && isExplicit(entry)) return true;
    return false;
  }

  #wayToRoot(folder: FolderEntry): FolderInfo[] {
    const way: FolderInfo[] = [];
    for (let current: FolderEntry | undefined = folder; current; current = current.parent) {
      const path = this.#index.pathOf(current);
      if (current.facts.unreadable) way.push({ path, unreadable: true });
      else way.push({ path, settings: this.ownSettings(current) });
    }
    return way;
  }
}

/** The nearest folder name upward that tells whose content this is. */
function companyOf(folder: string): string {
  for (let current = folder; current !== dirname(current); current = dirname(current)) {
    if (!GENERIC.has(basename(current))) return basename(current);
  }
  return 'company';
}
