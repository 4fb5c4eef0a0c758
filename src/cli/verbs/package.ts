/**
 * `package build|install|ls|diff|verify`: content packages.
 *
 * @module
 */
import { addCommonOptions, type Verb } from '../define-verb.ts';
import { build } from './package/build.ts';
import { diff } from './package/diff.ts';
import { install } from './package/install.ts';
import { ls } from './package/ls.ts';
import { verify } from './package/verify.ts';

const VERBS: Readonly<Record<string, Verb>> = { build, install, ls, diff, verify };

/** See the module. */
export const packageVerb: Verb = (command, act) => {
  command.description('build, install and look into content packages');
  for (const [name, verb] of Object.entries(VERBS)) verb(addCommonOptions(command.command(name)), act);
};
