/**
 * From a query to what is asked of each row. What depends on the folder alone is asked once per folder.
 *
 * @module
 */
import picomatch from 'picomatch';
import type { PublishMode } from '../publish/settings.ts';
import type { Entry, FolderEntry } from '../repository/entry.ts';
import { searchTerms } from './fold-text.ts';
import { isIn, parseSizes, parseTimes } from './range.ts';
import { type Findable, FLAG, type SearchColumns } from './search-columns.ts';
import {
  AEM_STATES,
  type AemCriterion,
  type AnyOf,
  DYNAMIC_MEDIA_STATES,
  type DynamicMediaCriterion,
  RESOURCE_TYPES,
  type SearchQuery,
} from './search-query.ts';

/** What a query depends on besides the rows. */
export interface QueryContext {
  readonly now: Date;
  /** The entry a person means by a path. */
  readonly entryAt: (path: string) => Entry | undefined;
  /** The Publish mode in force for the assets of a folder. */
  readonly publishModeIn: (folder: FolderEntry) => PublishMode | undefined;
  /** Whether a publication of an asset or folder waits for its time or its turn. */
  readonly isPending: (entry: Findable) => boolean;
}

/** Whether a row is asked for. */
type Test = (row: number) => boolean;

/** What a query asks. */
export interface Matcher {
  /** The only rows that can match, in order; all of them when absent. */
  readonly candidates: readonly number[] | undefined;
  readonly matches: Test;
}

/**
 * What a query asks of rows.
 * @throws RangeError when it says something that cannot be understood
 */
export function matcherOf(query: SearchQuery, columns: SearchColumns, context: QueryContext): Matcher {
  const tests = [
    isThere(columns),
    typeTest(query, columns),
    pathTest(query, columns, context),
    mimeTest(query, columns),
    rangeTest(columns.sizes, query.size === undefined ? undefined : parseSizes(query.size)),
    rangeTest(
      columns.modified,
      query.modified === undefined ? undefined : parseTimes(query.modified, context.now),
    ),
    publishModeTest(query, columns, context),
    flagTest(query.aem, AEM_STATES, AEM_TESTS, columns, 'aem'),
    flagTest(query.dynamicMedia, DYNAMIC_MEDIA_STATES, DYNAMIC_MEDIA_TESTS, columns, 'dynamicMedia'),
    pendingTest(query, columns, context),
  ].filter((test) => test !== undefined);
  return {
    candidates: rowsWithText(query.text ?? '', columns),
    matches: (row) => {
      for (const test of tests) if (!test(row)) return false;
      return true;
    },
  };
}

/** The rows in which every term is found; `undefined` where none is asked for. */
function rowsWithText(text: string, { texts }: SearchColumns): readonly number[] | undefined {
  let found: readonly number[] | undefined;
  // The longest term is likely to be the rarest.
  for (const term of searchTerms(text).sort((a, b) => b.length - a.length)) {
    const rows = texts.rowsWith(term);
    const others = found && new Set(found);
    found = others ? rows.filter((row) => others.has(row)) : rows;
  }
  return found;
}

function isThere({ entries }: SearchColumns): Test {
  return (row) => entries[row] !== undefined;
}

function typeTest({ type = 'asset' }: SearchQuery, { flags }: SearchColumns): Test | undefined {
  const types = oneOf('type', type, RESOURCE_TYPES);
  if (types.length === RESOURCE_TYPES.length) return undefined;
  const wanted = types.includes('folder') ? FLAG.folder : 0;
  return (row) => ((flags[row] ?? 0) & FLAG.folder) === wanted;
}

/** At or below a folder: the folder it is in is, or it is that very asset or folder. */
function pathTest(
  { path }: SearchQuery,
  columns: SearchColumns,
  { entryAt }: QueryContext,
): Test | undefined {
  if (path === undefined) return undefined;
  const roots = new Set<Entry>(listOf(path).map((each) => entryOf(each, entryAt(each))));
  const isWithin = (entry: Entry | undefined): boolean =>
    entry !== undefined && (roots.has(entry) || isWithin(entry.parent));
  const inside = columns.folders.map(isWithin);
  return (row) => {
    const entry = columns.entries[row];
    return inside[columns.parents[row] ?? 0] === true || (entry !== undefined && roots.has(entry));
  };
}

/** A name that is mistyped must not look like a folder in which nothing was found. */
function entryOf(path: string, entry: Entry | undefined): Entry {
  if (entry) return entry;
  throw new RangeError(`there is no asset or folder at ${path}`);
}

function mimeTest({ mime }: SearchQuery, columns: SearchColumns): Test | undefined {
  if (mime === undefined) return undefined;
  const globs = listOf(mime).map((glob) => picomatch(glob.toLowerCase(), { dot: true, bash: true }));
  const isWanted = columns.mimeTypes.map((type) => globs.some((matches) => matches(type.toLowerCase())));
  return (row) =>
    isWanted[columns.mimes[row] ?? 0] === true && ((columns.flags[row] ?? 0) & FLAG.folder) === 0;
}

function rangeTest(column: Float64Array, range: ReturnType<typeof parseSizes> | undefined): Test | undefined {
  return range && ((row) => isIn(range, column[row] ?? Number.NaN));
}

/** An asset follows the folder it is in; a folder is asked for what applies in it. */
function publishModeTest(
  { publishMode }: SearchQuery,
  columns: SearchColumns,
  { publishModeIn }: QueryContext,
): Test | undefined {
  if (publishMode === undefined) return undefined;
  const modes = oneOf('publishMode', publishMode, ['immediately', 'uponActivation', 'selective'] as const);
  const isWanted = (folder: FolderEntry) => modes.some((mode) => mode === publishModeIn(folder));
  const inFolder = columns.folders.map(isWanted);
  return (row) => {
    const entry = columns.entries[row];
    return entry?.kind === 'folder' ? isWanted(entry) : inFolder[columns.parents[row] ?? 0] === true;
  };
}

const AEM_TESTS: Readonly<Record<AemCriterion, (flags: number) => boolean>> = {
  published: (flags) => (flags & FLAG.aemPublished) !== 0,
  unpublished: (flags) => (flags & FLAG.aemPublished) === 0,
  modified: (flags) => (flags & FLAG.aemModified) !== 0,
};

const SYNC = FLAG.folder | FLAG.synced | FLAG.notSupported;

const DYNAMIC_MEDIA_TESTS: Readonly<Record<DynamicMediaCriterion, (flags: number) => boolean>> = {
  published: (flags) => (flags & FLAG.dynamicMediaPublished) !== 0,
  unpublished: (flags) => (flags & (FLAG.synced | FLAG.dynamicMediaPublished)) === FLAG.synced,
  notSynced: (flags) => (flags & SYNC) === 0,
  notSupported: (flags) => (flags & SYNC) === FLAG.notSupported,
};

/** A test of a row's flags, put together from named ones of which any will do. */
function flagTest<Name extends string>(
  wanted: AnyOf<Name> | undefined,
  names: readonly Name[],
  tests: Readonly<Record<Name, (flags: number) => boolean>>,
  { flags }: SearchColumns,
  field: string,
): Test | undefined {
  if (wanted === undefined) return undefined;
  const chosen = oneOf(field, wanted, names).map((name) => tests[name]);
  return (row) => chosen.some((test) => test(flags[row] ?? 0));
}

function pendingTest(
  { pending }: SearchQuery,
  { entries, flags }: SearchColumns,
  { isPending }: QueryContext,
): Test | undefined {
  if (pending === undefined) return undefined;
  return (row) => {
    const entry = entries[row];
    const isUnderWay = ((flags[row] ?? 0) & FLAG.pending) !== 0;
    return (isUnderWay || (entry !== undefined && isPending(entry))) === pending;
  };
}

function listOf<Value>(value: AnyOf<Value>): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : [value as Value];
}

/** Queries come from other processes, too: their words are checked. */
function oneOf<Name extends string>(
  field: string,
  value: AnyOf<Name>,
  names: readonly Name[],
): readonly Name[] {
  const list = listOf(value);
  const unknown = list.find((name) => !names.includes(name));
  if (unknown === undefined) return list;
  throw new RangeError(
    `${field} cannot be "${unknown}": it is ${names.slice(0, -1).join(', ')} or ${names.at(-1)}`,
  );
}
