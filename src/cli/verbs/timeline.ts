/**
 * `timeline [path]`: what happened to an asset or folder, newest first.
 *
 * @module
 */
import type { TimelineEntry, TimelineKind } from '../../publish/timeline.ts';
import { counted } from '../counts.ts';
import type { Verb } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Printer } from '../printer.ts';
import { timeAgo } from '../relative-time.ts';
import type { Session } from '../session.ts';
import { rowLine, widthsOf } from '../table.ts';
import { UsageError } from '../usage-error.ts';
import { withTree } from '../with-tree.ts';

/** Options of this verb alone. */
interface TimelineOptions {
  readonly limit?: string;
}

/** See the module. */
export const timeline: Verb = (command, act) => {
  command
    .description('tell what happened to an asset or folder, newest first; with --json one entry a line')
    .argument('[path]', 'an asset or a folder, also one that is gone; the whole tree when absent')
    .option('--limit <number>', 'how many of the newest entries; all unless told')
    .action(
      act((session, path: string | undefined, options: TimelineOptions) =>
        runTimeline(session, path, options),
      ),
    );
};

function runTimeline(
  session: Session,
  operand: string | undefined,
  { limit }: TimelineOptions,
): Promise<ExitCode> {
  const { printer, surroundings } = session;
  if (limit !== undefined && !/^\d+$/.test(limit)) {
    throw new UsageError(`--limit takes a number, not ${limit}`);
  }
  const operands = operand === undefined ? [] : [operand];
  const options = limit === undefined ? {} : { limit: Number(limit) };
  return withTree(session, 'read', operands, async ({ verbs, paths: [path] }) => {
    const entries = await verbs.timeline(path, options);
    if (printer.json) for (const entry of entries) printer.data(JSON.stringify(entry));
    else printTimeline(printer, entries, path === undefined, surroundings.clock());
    if (entries.length > 0) {
      printer.words(counted(entries.length, 'entry').replace(/entrys$/, 'entries'));
      return EXIT.ok;
    }
    if (path === undefined) return EXIT.ok;
    printer.complain(`oakling: nothing is known to have happened to ${operand}`);
    return EXIT.findings;
  });
}

function printTimeline(
  printer: Printer,
  entries: readonly TimelineEntry[],
  withPaths: boolean,
  now: Date,
): void {
  const { paint, isForEyes } = printer;
  const colours: Partial<Record<TimelineKind, (text: string) => string>> = {
    published: paint.green,
    republished: paint.green,
    unpublished: paint.yellow,
    deleted: paint.red,
    failed: paint.red,
  };
  const lines = entries.map(({ at, kind, text, path, reason }) => [
    { text: isForEyes ? timeAgo(at, now) : at, paint: paint.dim },
    ...(withPaths ? [{ text: path }] : []),
    { text, paint: colours[kind] ?? ((plain: string) => plain) },
    { text: printer.verbose || kind === 'failed' ? reason : '', paint: paint.dim },
  ]);
  const widths = widthsOf(lines);
  for (const line of lines) printer.data(rowLine(line, widths));
}
