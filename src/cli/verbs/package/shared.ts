/**
 * What the verbs on packages have in common.
 *
 * @module
 */
import type { Command } from 'commander';
import { errorCode } from '../../../disk/errors.ts';
import type { PackageId } from '../../../packages/package-properties.ts';
import { formatPackageId } from '../../../packages/package-properties.ts';
import type { ZipLimits } from '../../../packages/zip/unsafe-entries.ts';
import type { Problem } from '../../../problems/problem.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { printProblem } from '../../print-problem.ts';
import type { Printer } from '../../printer.ts';
import { UsageError } from '../../usage-error.ts';

/** The option of verbs that read a package. */
export function addLimits(command: Command): Command {
  return command.option('--max-ratio <number>', 'how many times its size a package may unpack to', '100');
}

/** What `--max-ratio` says. */
export function limitsOf({ maxRatio }: { readonly maxRatio: string }): Partial<ZipLimits> {
  const ratio = Number(maxRatio);
  if (!(ratio >= 1)) throw new UsageError(`--max-ratio takes a number of 1 or more, not ${maxRatio}`);
  return { ratio };
}

/** Runs what reads a package; a file that is not there is the caller's mistake. */
export async function readingPackage<Result>(file: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    const code = errorCode(cause);
    const isFile = cause instanceof Error && 'path' in cause && cause.path === file;
    if (isFile && (code === 'ENOENT' || code === 'EISDIR')) {
      throw new UsageError(`${file}: there is no such file`);
    }
    throw cause;
  }
}

/** Tells problems on stderr, or nothing where they go along as JSON. */
export function tellProblems(printer: Printer, problems: readonly Problem[]): void {
  if (!printer.json) for (const found of problems) printProblem(printer, found);
}

/** Findings where a problem is an error. */
export function exitCodeOf(problems: readonly Problem[]): ExitCode {
  return problems.some(({ severity }) => severity === 'error') ? EXIT.findings : EXIT.ok;
}

/** A problem as `--json` tells it. */
export function problemRow({ code, severity, path, line, column, message, hint }: Problem) {
  return { code, severity, path, line: line ?? null, column: column ?? null, message, hint };
}

/** A package's identity in words and JSON. */
export function idText(id: PackageId | undefined): string | null {
  return id ? formatPackageId(id) : null;
}
