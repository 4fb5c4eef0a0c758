/**
 * A content package opened: its zip, what `META-INF/vault` says, and its content as a tree.
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';
import { type Problem, problem } from '../problems/problem.ts';
import { parseWorkspaceFilter } from '../vault/parse-filter.ts';
import type { WorkspaceFilter } from '../vault/workspace-filter.ts';
import { type ContentFolder, contentBelow } from './content-folder.ts';
import { type PackageId, type PackageProperties, packageId, parseProperties } from './package-properties.ts';
import type { ZipLimits } from './zip/unsafe-entries.ts';
import { DamagedEntryError, ZipArchive } from './zip/zip-archive.ts';
import type { ZipEntry } from './zip/zip-entry.ts';

const META = 'META-INF/vault/';
const FILTER = `${META}filter.xml`;
const PROPERTIES = `${META}properties.xml`;
const CONTENT = 'jcr_root/';

/** See the module. Close its archive when done. */
export interface VaultPackage {
  readonly archive: ZipArchive;
  readonly filter: WorkspaceFilter;
  readonly properties: PackageProperties;
  readonly id: PackageId | undefined;
  /** What is in `META-INF/`. */
  readonly meta: ContentFolder;
  /** What is in `jcr_root/`. */
  readonly content: ContentFolder;
}

/** A package, or the reasons why it cannot be used; warnings and notes come along either way. */
export interface OpenedPackage {
  readonly opened?: VaultPackage;
  readonly problems: readonly Problem[];
}

/**
 * Opens a package. Nothing is unpacked but its meta data.
 * @throws the I/O error when the file cannot be read
 */
export async function openPackage(file: string, limits?: ZipLimits): Promise<OpenedPackage> {
  const result = await ZipArchive.open(file, limits);
  if ('problems' in result) return result;
  const { archive } = result;
  try {
    const { opened, problems } = understand(archive);
    if (!opened) archive.close();
    return opened ? { opened, problems } : { problems };
  } catch (cause) {
    archive.close();
    if (cause instanceof DamagedEntryError) return { problems: [cause.problem] };
    throw cause;
  }
}

function understand(archive: ZipArchive): OpenedPackage {
  const { entries } = archive;
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const filterEntry = byName.get(FILTER);
  if (!filterEntry) return { problems: [lacking(FILTER, entries)] };
  if (!entries.some(({ name }) => name.startsWith(CONTENT))) return { problems: [lacking(CONTENT, entries)] };
  const filterText = textOf(archive, filterEntry);
  if (filterText === undefined) return { problems: [notText(FILTER)] };
  const { filter, problems } = parseWorkspaceFilter(filterText, FILTER);
  if (!filter) return { problems };
  const { properties, problems: doubts } = propertiesOf(archive, byName.get(PROPERTIES));
  return {
    opened: {
      archive,
      filter,
      properties,
      id: packageId(properties),
      meta: contentBelow(entries, 'META-INF/'),
      content: contentBelow(entries, CONTENT),
    },
    problems: [...problems, ...doubts, ...notObeyed(properties, byName, entries)],
  };
}

function propertiesOf(archive: ZipArchive, entry: ZipEntry | undefined): ReturnType<typeof parseProperties> {
  if (!entry) return { properties: new Map(), problems: [] };
  const text = textOf(archive, entry);
  if (text === undefined) return { properties: new Map(), problems: [notText(PROPERTIES)] };
  return parseProperties(text, PROPERTIES);
}

/** What the package asks of AEM that oakling does not do, so that nobody waits for it. */
function notObeyed(
  properties: PackageProperties,
  byName: ReadonlyMap<string, ZipEntry>,
  entries: readonly ZipEntry[],
): Problem[] {
  const found: Problem[] = [];
  const say = (path: string, message: string, hint: string) =>
    found.push(problem('package.not-obeyed', { path, message, hint }));
  const handling = properties.get('acHandling');
  if (handling !== undefined && handling !== 'ignore') {
    say(
      PROPERTIES,
      `acHandling "${handling}" is not obeyed: policies are files like any other here.`,
      'oakling grants and denies nothing.',
    );
  }
  const hooks = [...properties.keys()].some((key) => key.startsWith('installhook.'));
  if (hooks || [...byName.keys()].some((name) => name.startsWith(`${META}hooks/`) && name.endsWith('.jar'))) {
    say(`${META}hooks`, 'Install hooks are not run.', 'They are Java and need AEM.');
  }
  const dependencies = properties.get('dependencies') ?? '';
  if (dependencies !== '') {
    say(
      PROPERTIES,
      `It depends on ${dependencies}.`,
      'Install those packages too, if their content is needed.',
    );
  }
  const embedded = entries.find(({ name }) => /^jcr_root\/apps\/.+\/install\/.+\.(zip|jar)$/.test(name));
  if (embedded) {
    const message =
      'Packages embedded below /apps are not installed: in AEM that is the OSGi installer’s work.';
    say(embedded.name, message, 'Install them by themselves.');
  }
  return found;
}

function lacking(what: string, entries: readonly ZipEntry[]): Problem {
  const nested = entries.find(({ name }) => name.endsWith(`/${what}`))?.name.slice(0, -what.length);
  const message = `The package has no ${what}, so AEM would call it not valid.`;
  const hint = nested
    ? `It is in ${nested}: pack what is in that folder, not the folder.`
    : 'Build it with oakling package build.';
  return problem('package.invalid', { path: what, message, hint });
}

function notText(path: string): Problem {
  const message = 'The file is not valid UTF-8.';
  return problem('package.invalid', { path, message, hint: 'Save it as UTF-8 and build the package again.' });
}

function textOf(archive: ZipArchive, entry: ZipEntry): string | undefined {
  const bytes = archive.read(entry);
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}
