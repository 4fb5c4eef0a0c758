/**
 * The command line says something that cannot be obeyed.
 *
 * @module
 */

/** Ends the command with its sentence and the exit code of wrong usage. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
