/**
 * Every problem code oakling can report. A code is API: it is documented in `docs/problems.md`,
 * appears in `--json` output, and is never renamed.
 *
 * @module
 */

/** How much a problem matters: an `error` stops what it concerns, a `warning` does not, `info` only tells. */
export type Severity = 'error' | 'warning' | 'info';

/** What is known about a code without any occurrence of it. */
export interface ProblemKind {
  readonly severity: Severity;
  /** One line: what this problem is. */
  readonly title: string;
}

const error = (title: string): ProblemKind => ({ severity: 'error', title });
const warning = (title: string): ProblemKind => ({ severity: 'warning', title });
const info = (title: string): ProblemKind => ({ severity: 'info', title });

/** The catalogue, by area. */
export const PROBLEM_CODES = {
  'docview.syntax': error('A DocView file is not well-formed XML; it is left alone'),
  'docview.root': error('A DocView file has no jcr:root element'),
  'docview.value': warning('A property value cannot be read as its type'),
  'docview.placeholder-content': warning(
    'An element without attributes has children, which FileVault ignores',
  ),
  'docview.stale-placeholder': warning('An element orders a child that is nowhere'),
  'docview.twice': error('Two files describe the same node'),
  'docview.text': warning('Text between elements is ignored by FileVault'),
  'yaml.syntax': error('A YAML node file cannot be parsed; it is left alone'),
  'yaml.value': warning('A YAML value does not fit the node model'),
  'yaml.schema': warning('A YAML node does not match its schema'),
  'nodetypes.syntax': warning('Node types of a .cnd file cannot be read'),
  'file.encoding': error('A node file is not valid UTF-8; it is left alone'),
  'file.unreadable': error('A file or folder cannot be read'),
  'file.unwritable': error('A file or folder cannot be written'),
  'file.empty': warning('A file has no bytes'),
  'file.lfs-pointer': error('A pointer of git-LFS stands in place of a file'),
  'file.companion': error('A companion folder (.dir) does not fit what stands beside it'),
  'file.special': warning('Not a regular file or folder; it is left alone'),
  'link.ignored': warning('Symbolic links are not followed'),
  'name.illegal': error('AEM does not accept this name'),
  'name.too-long': error('The name is too long for the file system once it becomes an asset'),
  'name.reserved': error('AEM reserves this name'),
  'name.taken': error('An asset of this name already exists here'),
  'name.collision': warning('Two names in a folder are the same on some systems'),
  'filter.syntax': error('filter.xml cannot be parsed'),
  'filter.outside': info('Outside the package filter; it is left alone'),
  'settings.unknown-value': error('A folder setting has a value oakling does not know'),
  'settings.conflict': warning('Both vocabularies of a folder setting are present and differ'),
  'settings.not-obeyed': warning('A folder setting is stored but not obeyed'),
  'settings.synonym': info('A folder setting is spelled in a way only oakling understands'),
  'uuid.duplicate': error('Two nodes have the same jcr:uuid'),
  'reference.missing': warning('A value names an asset that is not in the tree'),
  'scene7.collision': warning('Two assets are one and the same in Dynamic Media'),
  'xml.taken-for-node': warning('FileVault takes an XML file for a node'),
  'xml.taken-for-file': warning('FileVault takes a node for a plain file'),
  'asset.incomplete': warning('Renditions without the asset node that describes them'),
  'asset.no-original': warning('The metadata of an asset speaks of a file that is not there'),
  'asset.orphan-sidecar': warning('The node of an asset whose file is gone'),
  'image.unreadable': warning('The picture cannot be decoded'),
  'image.rendition': warning('A rendition could not be made'),
  'metadata.unreadable': warning('Embedded metadata cannot be read'),
  'staging.recovered': info('An interrupted step was finished or undone at start-up'),
  'staging.left': error('An interrupted step could not be finished; the file is kept aside'),
  'package.unreadable': error('A package is not a zip that can be read'),
  'package.unsafe': error('An entry of a package is dangerous; nothing of the package is used'),
  'package.damaged': error('The bytes of an entry are not what the zip says they are'),
  'package.invalid': error('A package lacks what FileVault needs to install it'),
  'package.properties': warning('properties.xml of a package cannot be read'),
  'package.uuid': error('A package brings a jcr:uuid that another node has'),
  'package.blocked': error('Something in the tree stands in the way of a package'),
  'package.outside': warning('Content of a package that has no place in the tree'),
  'package.left-out': info('An entry of a package that is no content'),
  'package.not-obeyed': info('A package asks for something that oakling does not do'),
  'package.node-types': info('A package brings node types, which are kept beside the tree'),
  'package.not-assets': info('Files go into a package as plain files, for they are no assets yet'),
  'install.recovered': info('An interrupted installation was finished or undone'),
  'install.left': error('An interrupted installation could not be undone completely'),
  'watch.limit': warning('The system allows too few file watches'),
  'watch.failed': error('Watching failed'),
  'watch.polling': info('The file system does not tell all changes, so the folder is polled'),
  'state.damaged': warning('The state beside the tree could not be read and is built again'),
  'status.in-files': info('Node files hold publish state that is to be kept beside the tree'),
  'status.beside': warning('Publish state is kept beside the tree, where nobody looks for it'),
  'status.conflict': error('A node file and the state beside the tree tell of different publications'),
  'hook.failed': warning('A hook command failed'),
  'plugin.failed': error('A plugin failed'),
  'target.failed': error('A replication target failed'),
  'target.damaged': error('What a replication target holds is not what was published'),
  'target.missing': warning('Something is published that a target does not hold'),
  'target.outdated': warning('A target holds another publication than the last one'),
  'target.stray': warning('A target holds something that is not published'),
  'journal.contradiction': warning('The journal tells of another publication than the tree'),
  'publication.refused': warning('An action that was cut off could not be finished'),
  'configuration.invalid': error('The configuration is not valid'),
} as const satisfies Record<string, ProblemKind>;

/** A problem's name in the catalogue. */
export type ProblemCode = keyof typeof PROBLEM_CODES;
