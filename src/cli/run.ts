/**
 * One run of the command line, from its arguments to its exit code.
 *
 * @module
 */
import { EXIT, type ExitCode } from './exit-codes.ts';
import { createProgram } from './program.ts';
import { reportFailure } from './report-failure.ts';
import type { Surroundings } from './surroundings.ts';

/** Runs the command line; never rejects. Without a verb it shows the help. */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = createProgram(surroundings, (ended) => {
    code = ended;
  });
  try {
    await program.parseAsync(args.length === 0 ? ['--help'] : [...args], { from: 'user' });
    return code;
  } catch (failure) {
    return reportFailure(failure, surroundings);
  }
}
