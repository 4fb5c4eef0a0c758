/**
 * The one way in which configuration fails.
 *
 * @module
 */
import { formatProblem, type Problem } from '../problems/problem.ts';

/** The configuration cannot be obeyed; nothing was opened. */
export class InvalidConfigurationError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'InvalidConfigurationError';
    this.problems = problems;
  }
}
