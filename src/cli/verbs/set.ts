/**
 * `set <folder> sync=… publish=…`: a folder's settings.
 *
 * @module
 */
import type { SettingChange } from '../../emulator/oakling.ts';
import { parsePublishMode, parseSyncMode } from '../../publish/setting-words.ts';
import type { Verb } from '../define-verb.ts';
import type { ExitCode } from '../exit-codes.ts';
import { exitCodeOf, printRows } from '../print-rows.ts';
import type { Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';
import { withTree } from '../with-tree.ts';

/** See the module. */
export const set: Verb = (command, act) => {
  command
    .description('write the settings of a folder, in the vocabulary it uses')
    .argument('<folder>', 'as a file or a JCR path')
    .argument(
      '<setting...>',
      'sync=inherited|enabled|disabled, publish=immediately|uponActivation|selective (empty: as configured)',
    )
    .action(act(runSet));
};

function runSet(session: Session, operand: string, settings: readonly string[]): Promise<ExitCode> {
  const { printer } = session;
  const change = parseSettings(settings);
  return withTree(session, 'write', [operand], async ({ verbs, paths: [path = operand] }) => {
    const row = await verbs.set(path, change);
    if (!printer.json) return printRows(printer, [row]);
    printer.value(row);
    return exitCodeOf([row]);
  });
}

/** AEM's words and the usual synonyms are taken as well. */
function parseSettings(settings: readonly string[]): SettingChange {
  let change: SettingChange = {};
  for (const text of settings) {
    const [name, value] = [text.replace(/=.*$/s, ''), text.replace(/^[^=]*=?/, '')];
    if (!text.includes('=')) throw new UsageError(`${text} is no setting: write sync=… or publish=…`);
    if (name === 'sync') {
      const sync = value === '' ? undefined : parseSyncMode(value);
      if (!sync) throw unknown(name, value, 'inherited, enabled or disabled');
      change = { ...change, sync };
    } else if (name === 'publish') {
      const publish = parsePublishMode(value);
      if (publish === undefined)
        throw unknown(name, value, 'immediately, uponActivation, selective or nothing');
      change = { ...change, publish };
    } else throw new UsageError(`there is no setting ${name}: write sync=… or publish=…`);
  }
  return change;
}

function unknown(name: string, value: string, allowed: string): UsageError {
  return new UsageError(`${name} cannot be "${value}": it is ${allowed}`);
}
