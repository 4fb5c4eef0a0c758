/**
 * Asking git. The commands run here leave checkout, history and what is staged alone.
 *
 * @module
 */
import { spawn } from 'node:child_process';

/** git is missing, or refused what it was asked. */
export class GitError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'GitError';
  }
}

/** How git is run. */
export interface GitRun {
  readonly cwd: string;
  /** Written to its standard input. */
  readonly input?: string;
  /** Added to the environment, such as an index of its own. */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Runs git and answers what it wrote.
 * @throws GitError with git's own words when it fails, or when there is no git
 */
export function runGit(
  args: readonly string[],
  { cwd, input = '', environment = {} }: GitRun,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, {
      cwd,
      // No pager, no questions, and no lock taken for refreshing somebody's index.
      env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', ...environment },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const [out, words]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => words.push(chunk));
    child.on('error', (cause) => reject(new GitError('git cannot be run; is it installed?', { cause })));
    child.on('close', (code) => {
      if (code === 0) return resolve(Buffer.concat(out).toString('utf8'));
      const said = Buffer.concat(words).toString('utf8').trim();
      reject(new GitError(said === '' ? `git ${args[0]} failed with code ${code}` : said));
    });
    // git may end before it read everything; what it says then is the reason.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** Splits what git lists with `-z`. */
export function listed(text: string): string[] {
  return text.split('\0').filter((entry) => entry !== '');
}
