/**
 * The command line as a whole: all verbs under one name.
 *
 * @module
 */
import { Command } from 'commander';
import { actIn, addCommonOptions, type Verb } from './define-verb.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Surroundings } from './surroundings.ts';
import { clean } from './verbs/clean.ts';
import { config } from './verbs/config.ts';
import { convert } from './verbs/convert.ts';
import { copy } from './verbs/copy.ts';
import { explain } from './verbs/explain.ts';
import { fmt } from './verbs/fmt.ts';
import { git } from './verbs/git.ts';
import { ingest } from './verbs/ingest.ts';
import { init } from './verbs/init.ts';
import { ls } from './verbs/ls.ts';
import { mkdir } from './verbs/mkdir.ts';
import { move } from './verbs/move.ts';
import { moveStatusVerb } from './verbs/move-status.ts';
import { node } from './verbs/node.ts';
import { packageVerb } from './verbs/package.ts';
import { plan } from './verbs/plan.ts';
import { publish } from './verbs/publish.ts';
import { queue } from './verbs/queue.ts';
import { reprocess } from './verbs/reprocess.ts';
import { rm } from './verbs/rm.ts';
import { scan } from './verbs/scan.ts';
import { schedule } from './verbs/schedule.ts';
import { search } from './verbs/search.ts';
import { set } from './verbs/set.ts';
import { start } from './verbs/start.ts';
import { status } from './verbs/status.ts';
import { targets } from './verbs/targets.ts';
import { timeline } from './verbs/timeline.ts';
import { unpublish } from './verbs/unpublish.ts';
import { validate } from './verbs/validate.ts';
import { version } from './version.ts';

/** The verbs in the order in which help shows them. */
const VERBS: Readonly<Record<string, Verb>> = {
  start,
  scan,
  status,
  ls,
  search,
  timeline,
  explain,
  ingest,
  reprocess,
  publish,
  unpublish,
  schedule,
  queue,
  targets,
  plan,
  set,
  mkdir,
  move,
  copy,
  rm,
  node,
  validate,
  convert,
  fmt,
  clean,
  'move-status': moveStatusVerb,
  package: packageVerb,
  git,
  init,
  config,
};

/** Makes the program. It throws where commander would end the process. */
export function createProgram(surroundings: Surroundings, ended: (code: ExitCode) => void): Command {
  const { stdout, stderr } = surroundings;
  const program = new Command('oakling')
    .description('A plain folder of files that behaves like AEM Assets with Dynamic Media.')
    .version(version())
    .showHelpAfterError('(oakling --help tells more)')
    // Options after a verb of a verb are its own, although the verb takes the common ones too.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      getOutHelpWidth: () => stdout.columns ?? 80,
      getErrHelpWidth: () => stderr.columns ?? 80,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  const act = actIn(surroundings, ended);
  for (const [name, verb] of Object.entries(VERBS))
    verb(addCommonOptions(program.command(name).enablePositionalOptions()), act);
  return program;
}
