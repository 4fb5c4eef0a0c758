/**
 * `search [words…]`: finds assets and folders, for eyes or, with `--paths`, for other verbs.
 *
 * @module
 */
import { Option } from 'commander';
import type { ListRow } from '../../emulator/oakling.ts';
import { parsePublishMode } from '../../publish/setting-words.ts';
import type { PublishMode } from '../../publish/settings.ts';
import {
  AEM_STATES,
  type AemCriterion,
  DYNAMIC_MEDIA_STATES,
  type DynamicMediaCriterion,
  ORDERS,
  RESOURCE_TYPES,
  type ResourceType,
  type SearchOrder,
  type SearchQuery,
  type SearchResult,
} from '../../search/search-query.ts';
import { count, counted } from '../counts.ts';
import type { Verb } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { isRefusal } from '../is-refusal.ts';
import { printList } from '../print-list.ts';
import { AT, DESTINATIONS, type Destination, PUBLISHING, timeOf } from '../publication-verb.ts';
import { publishPaths } from '../publish-paths.ts';
import type { Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';
import { type OpenTree, withTree } from '../with-tree.ts';

/** How many results are shown unless told otherwise. */
const PAGE = 100;

/** How many paths are asked about at once: a request to another process has a limit. */
const AT_ONCE = 1000;

/** Options of this verb alone. */
interface SearchOptions {
  readonly path?: readonly string[];
  readonly type?: readonly ResourceType[];
  readonly mime?: readonly string[];
  readonly size?: string;
  readonly modified?: string;
  readonly publishMode?: readonly string[];
  readonly aem?: readonly AemCriterion[];
  readonly dynamicMedia?: readonly DynamicMediaCriterion[];
  readonly pending?: boolean;
  readonly publish?: Destination;
  readonly at?: string;
  readonly plan?: boolean;
  readonly order?: SearchOrder;
  readonly offset?: string;
  readonly limit?: string;
  readonly paths?: boolean;
}

/** See the module. */
export const search: Verb = (command, act) => {
  command
    .description('find assets and folders by words and by what they are')
    .argument(
      '[words...]',
      'beginnings of words in name, title, description or tags; "in quotes" for a phrase',
    )
    .option('--path <path...>', 'at or below these')
    .addOption(new Option('--type <type...>', 'what to find').choices(RESOURCE_TYPES).default(['asset']))
    .option('--mime <type...>', 'MIME types; * stands for anything: "image/*"')
    .option('--size <range>', '500KB (from there on), 1MB..5MB, ..200KB, ">2GB"')
    .option('--modified <range>', '7d (since then), 2026-01-01..2026-03-31, ..30d (not since then)')
    .option('--publish-mode <mode...>', 'immediately, uponActivation, selective')
    .addOption(new Option('--aem <state...>', 'in AEM').choices(AEM_STATES))
    .addOption(new Option('--dynamic-media <state...>', 'in Dynamic Media').choices(DYNAMIC_MEDIA_STATES))
    .option('--pending', 'only what waits for a publication')
    .option('--order <order>', `${ORDERS.join(', ')}; downwards with - before it`)
    .option('--offset <number>', 'how many results to leave out at the beginning')
    .option('--limit <number>', `how many results to show: ${PAGE}, or all with --paths; 0 shows all`)
    .option('--paths', 'nothing but paths, one a line, as other verbs take them')
    .addOption(
      new Option('--publish <where>', 'publish all that is found: aem, dm or bp').choices(DESTINATIONS),
    )
    .option(...AT)
    .option('--plan', 'with --publish: show what would be done, and do nothing')
    .action(
      act((session, words: readonly string[], options: SearchOptions) => runSearch(session, words, options)),
    );
};

function runSearch(session: Session, words: readonly string[], options: SearchOptions): Promise<ExitCode> {
  if (options.publish) return publishFound(session, words, options, options.publish);
  const { printer, surroundings } = session;
  const operands = options.path ?? [];
  return withTree(session, 'read', operands, (tree) => {
    const query = queryOf(words, options, tree);
    return understood(async () => {
      const { total, offset, paths } = await found(session, tree, query);
      if (options.paths && printer.json) printer.value({ total, offset, paths });
      else if (options.paths) for (const path of paths) printer.data(path);
      else {
        const rows = await rowsOf(tree, paths);
        if (printer.json) printer.value({ total, offset, rows });
        else {
          const withDynamicMedia = rows.some(({ dynamicMedia }) => dynamicMedia !== null);
          printList(printer, { rows, withPaths: true, withDynamicMedia, now: surroundings.clock() });
        }
      }
      if (!printer.json) printer.words(summary(total, offset, paths.length));
      return EXIT.ok;
    });
  });
}

/** Publishes all that is found, not only what a page would show. */
function publishFound(
  session: Session,
  words: readonly string[],
  options: SearchOptions,
  destination: Destination,
): Promise<ExitCode> {
  const { plan: planOnly = false, at } = options;
  const time = timeOf(at, session.surroundings.clock());
  const action = PUBLISHING[destination];
  return withTree(session, planOnly ? 'read' : 'write', options.path ?? [], async (tree) => {
    const query = { ...queryOf(words, options, tree), offset: undefined, limit: undefined };
    const { paths } = await understood(() => found(session, tree, query));
    return publishPaths(session, tree, paths, { action, include: 'all', references: false, planOnly, time });
  });
}

/** What is found. The first search of a large tree takes its time. */
async function found({ printer }: Session, { verbs }: OpenTree, query: SearchQuery): Promise<SearchResult> {
  try {
    return await verbs.search(query, (done, total) => {
      printer.progress.show({ label: 'Reading nodes', done, total });
    });
  } finally {
    printer.progress.done();
  }
}

/** A search that cannot be understood is a mistake on the command line. */
async function understood<Answer>(search: () => Promise<Answer>): Promise<Answer> {
  try {
    return await search();
  } catch (cause) {
    if (isRefusal(cause)) throw new UsageError(cause.message);
    throw cause;
  }
}

function queryOf(words: readonly string[], options: SearchOptions, { paths }: OpenTree): SearchQuery {
  const { type, mime, size, modified, publishMode, aem, dynamicMedia, pending, order } = options;
  const limit = numberOf('--limit', options.limit) ?? (options.paths ? 0 : PAGE);
  return {
    text: words.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' '),
    path: paths.length > 0 ? paths : undefined,
    type,
    mime,
    size,
    modified,
    publishMode: publishMode?.map(modeOf),
    aem,
    dynamicMedia,
    pending,
    order,
    offset: numberOf('--offset', options.offset),
    limit: limit === 0 ? undefined : limit,
  };
}

async function rowsOf({ verbs }: OpenTree, paths: readonly string[]): Promise<ListRow[]> {
  const rows: ListRow[] = [];
  for (let start = 0; start < paths.length; start += AT_ONCE) {
    rows.push(...(await verbs.listRows(paths.slice(start, start + AT_ONCE))));
  }
  return rows;
}

function summary(total: number, offset: number, shown: number): string {
  if (shown === total) return `${counted(total, 'result')}.`;
  const page = shown === 0 ? 'none shown' : `${count(offset + 1)} to ${count(offset + shown)} shown`;
  return `${counted(total, 'result')}, ${page}; --limit and --offset show others.`;
}

/** AEM's words and the usual synonyms are taken as well. */
function modeOf(text: string): PublishMode {
  const mode = parsePublishMode(text);
  if (mode) return mode;
  throw new UsageError(`--publish-mode cannot be "${text}": it is immediately, uponActivation or selective`);
}

function numberOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new UsageError(`${option} takes a number, not ${text}`);
  return Number(text);
}
