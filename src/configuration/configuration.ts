/**
 * The configuration as people write it in `oakling.config.yaml`, `.json` or `.mjs`.
 *
 * @module
 */
import type { CleanOptions } from '../cleaning/clean-rules.ts';
import type { OaklingOptions } from '../emulator/options.ts';
import type { Hook } from '../plugins/hook.ts';
import type { OaklingPlugin } from '../plugins/plugin.ts';

/** Content of a configuration file; `schemas/configuration.schema.json` says the same. */
export interface OaklingConfiguration
  extends Pick<
    OaklingOptions,
    | 'mount'
    | 'layout'
    | 'statusStore'
    | 'user'
    | 'dynamicMedia'
    | 'publishModeInheritance'
    | 'brandPortal'
    | 'renditions'
  > {
  /** The tree, relative to the file. */
  readonly root?: string;
  /** Relative to the file. */
  readonly stateFolder?: string;
  readonly watch?: Pick<
    NonNullable<Exclude<OaklingOptions['watch'], false>>,
    'mode' | 'settle' | 'sweep' | 'pollInterval'
  >;
  /** Where to publish to. */
  readonly targets?: Pick<NonNullable<OaklingOptions['targets']>, 'embedded' | 's3'>;
  /** What `clean` and the git filter strip. */
  readonly clean?: CleanOptions;
  /** Modules, as paths relative to the file or as package names; in JavaScript also plugins themselves. */
  readonly plugins?: readonly (string | OaklingPlugin)[];
  /** Their commands run in the folder of the file unless they say otherwise. */
  readonly hooks?: readonly Hook[];
}
