/**
 * The frame of every verb: its common options, and how its code becomes a commander action.
 *
 * @module
 */
import type { Command } from 'commander';
import type { ExitCode } from './exit-codes.ts';
import { type CommonOptions, Session } from './session.ts';
import type { Surroundings } from './surroundings.ts';

/** Turns a verb's code, which gets its operands after the session, into an action of its command. */
export type Act = <Operands extends unknown[]>(
  run: (session: Session, ...operands: Operands) => Promise<ExitCode>,
) => (...values: unknown[]) => Promise<void>;

/** Describes a verb on its command, and gives it something to do. */
export type Verb = (command: Command, act: Act) => void;

/** Adds the options that every verb takes. */
export function addCommonOptions(command: Command): Command {
  return command
    .option('-C, --dir <folder>', 'the tree, or a folder of the project it is in')
    .option('--config <file>', 'configuration file, instead of the nearest oakling.config.*')
    .option('--user <name>', 'who acts, as status nodes record it')
    .option('--json', 'data as JSON on stdout')
    .option('-q, --quiet', 'say nothing on stderr but errors')
    .option('-v, --verbose', 'say more: reasons and origins');
}

/** Makes actions that run in surroundings and tell how they ended. */
export function actIn(surroundings: Surroundings, ended: (code: ExitCode) => void): Act {
  return <Operands extends unknown[]>(run: (session: Session, ...operands: Operands) => Promise<ExitCode>) =>
    async (...values: unknown[]) => {
      // Commander hands over the operands as declared, then the options, then the command itself; a verb
      // that has options of its own takes them as its last operand.
      const options = values.at(-2) as CommonOptions;
      ended(await run(new Session(surroundings, options), ...(values.slice(0, -1) as Operands)));
    };
}
