/**
 * One run of one verb: its options, where it writes, and the configuration it runs under.
 *
 * @module
 */
import { type LoadedConfiguration, loadConfiguration } from '../configuration/load-configuration.ts';
import type { SettingValue } from '../configuration/read-environment.ts';
import { Printer } from './printer.ts';
import type { Surroundings } from './surroundings.ts';
import { UsageError } from './usage-error.ts';

/** Options every verb takes. */
export interface CommonOptions {
  readonly dir?: string;
  readonly config?: string;
  readonly user?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** Only of `start` and `scan`. */
  readonly poll?: boolean;
  /** Only of `start` and `scan`. */
  readonly renditions?: boolean;
}

/** See the module. */
export class Session {
  readonly surroundings: Surroundings;
  readonly printer: Printer;
  readonly #options: CommonOptions;

  constructor(surroundings: Surroundings, options: CommonOptions) {
    this.surroundings = surroundings;
    this.#options = options;
    const { json = false, quiet = false, verbose = false } = options;
    this.printer = new Printer(surroundings, { json, quiet, verbose });
  }

  /** The folder a person named, by `--dir` or as an operand. */
  dirOf(operand: string | undefined): string | undefined {
    const { dir } = this.#options;
    if (dir !== undefined && operand !== undefined && dir !== operand) {
      throw new UsageError(`two folders are named: ${operand} and, by --dir, ${dir}`);
    }
    return operand ?? dir;
  }

  /**
   * The configuration in force.
   * @param dir the folder a person named; that of `--dir` when absent
   * @param from where to search when none was named
   */
  configuration(dir?: string, from?: string): Promise<LoadedConfiguration> {
    const { environment, cwd } = this.surroundings;
    const flags = flagValues(this.#options);
    const file = this.#options.config;
    return loadConfiguration({ dir: dir ?? this.#options.dir, file, flags, environment, cwd, from });
  }
}

function flagValues({ user, poll, renditions }: CommonOptions): SettingValue[] {
  const values: SettingValue[] = [];
  if (user !== undefined) values.push({ key: 'user', value: user, source: 'flag --user' });
  if (poll) values.push({ key: 'watch.mode', value: 'polling', source: 'flag --poll' });
  if (renditions === false) values.push({ key: 'renditions', value: false, source: 'flag --no-renditions' });
  return values;
}
