/**
 * Names in a tree that are nobody's content: version control, operating systems, editors, oakling itself.
 * As data, because watchers apply the same rules in another thread.
 *
 * @module
 */

/** Ignored wherever they stand. FileVault itself would import some of them as nt:file (facts 3.2). */
export const IGNORED_NAMES: readonly string[] = [
  '.git',
  '.svn',
  '.hg',
  '.oakling',
  '.vlt',
  '.DS_Store',
  'Thumbs.db',
  'desktop.ini',
  '.gitignore',
  '.gitattributes',
  '.gitkeep',
  '.vltignore',
  '.idea',
  '.vscode',
  'node_modules',
  '4913',
];

/** Base names that tools use for a moment, as sources of regular expressions. */
export const IGNORED_PATTERNS: readonly string[] = [
  '^\\.oakling-', // oakling's own temporary files
  '^\\.vlt-', // vlt checkouts
  '^\\._', // macOS resource forks
  '^\\.~', // LibreOffice locks, Syncthing
  '^~\\$', // Microsoft Office locks
  '~$', // backups of vi, Emacs, gedit
  '^#.*#$', // Emacs auto-save
  '^\\.#', // Emacs locks
  '\\.sw[a-z]$', // vi swap files
  '___jb_(tmp|old)___$', // JetBrains safe write
  '\\.(crdownload|part|partial|filepart)$', // downloads under way
  '^\\.goutputstream-', // GNOME
  '^\\.fuse_hidden', // FUSE
  '^\\.nfs[0-9a-f]+$', // NFS
  '\\.tmp$',
];

/** File names that are a folder's own node. */
export const NODE_FILES = { vault: '.content.xml', plain: '.content.yaml' } as const;

const names = new Set(IGNORED_NAMES);
const patterns = new RegExp(IGNORED_PATTERNS.map((source) => `(?:${source})`).join('|'));

/**
 * Whether a base name is none of our business. Hidden names are ignored too, except the node files:
 * AEM has no assets whose name begins with a dot that people mean (*ruling*).
 */
export function isIgnoredName(name: string): boolean {
  if (name === NODE_FILES.vault || name === NODE_FILES.plain) return false;
  return name.startsWith('.') || names.has(name) || patterns.test(name);
}
