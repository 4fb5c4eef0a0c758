/**
 * What `publish`, `unpublish` and `search --publish` have in common: their options.
 *
 * @module
 */
import { type Command, Option } from 'commander';
import type { Include } from '../publish/include.ts';
import type { PublishAction } from '../publish/publish-target.ts';
import {
  describeTime,
  parseScheduledTime,
  type ScheduledTime,
  TimeError,
} from '../replication/schedule/scheduled-time.ts';
import type { ExitCode } from './exit-codes.ts';
import { publishPaths } from './publish-paths.ts';
import type { Session } from './session.ts';
import { UsageError } from './usage-error.ts';
import { withTree } from './with-tree.ts';

/** Where to: AEM (and Dynamic Media where the folder's mode says so), Dynamic Media alone, Brand Portal. */
export type Destination = 'aem' | 'dm' | 'bp';

/** The destinations, as options take them. */
export const DESTINATIONS: readonly Destination[] = ['aem', 'dm', 'bp'];

/** What publishing to a destination is. */
export const PUBLISHING: Readonly<Record<Destination, PublishAction>> = {
  aem: 'publish',
  dm: 'publishToDynamicMedia',
  bp: 'publishToBrandPortal',
};

/** Options of `publish` and `unpublish`. */
export interface PublicationOptions {
  readonly to: Destination;
  readonly include: Include;
  readonly references?: boolean;
  readonly plan?: boolean;
  /** When, as it was typed. */
  readonly at?: string;
}

/** The option that says when. */
export const AT = [
  '--at <time>',
  'later: 2026-12-24T09:00+01:00 or "2026-12-24 09:00 Europe/Berlin"',
] as const;

/** Adds the options of both verbs. */
export function addPublicationOptions(command: Command): Command {
  return command
    .argument('<path...>', 'assets or folders')
    .addOption(
      new Option('--to <where>', 'aem (Dynamic Media follows the Publish mode), dm or bp (Brand Portal)')
        .choices(DESTINATIONS)
        .default('aem'),
    )
    .addOption(
      new Option(
        '--include <what>',
        'of folders: all contents, the assets directly in it (children), or none',
      )
        .choices(['all', 'children', 'none'])
        .default('all'),
    )
    .option(...AT)
    .option('--plan', 'show what would be done, and do nothing');
}

/** Does what the options say. */
export function runPublication(
  session: Session,
  action: PublishAction,
  operands: readonly string[],
  { include, references = false, plan: planOnly = false, at }: PublicationOptions,
): Promise<ExitCode> {
  const time = timeOf(at, session.surroundings.clock());
  return withTree(session, planOnly ? 'read' : 'write', operands, (tree) =>
    publishPaths(session, tree, tree.paths, { action, include, references, planOnly, time }),
  );
}

/**
 * The time of an option. It is looked at before anything is opened.
 * @throws UsageError when it is none, or not to come
 */
export function timeOf(text: string | undefined, now: Date): ScheduledTime | undefined {
  if (text === undefined) return undefined;
  try {
    const time = parseScheduledTime(text);
    if (Date.parse(time.at) > now.getTime()) return time;
    throw new UsageError(`${describeTime(time)} is past`);
  } catch (cause) {
    if (cause instanceof TimeError) throw new UsageError(cause.message);
    throw cause;
  }
}
