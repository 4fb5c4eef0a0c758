/**
 * From a change to its effects: the facts are gathered here, the rules decide.
 *
 * @module
 */
import { errorText } from '../disk/errors.ts';
import { problem } from '../problems/problem.ts';
import type { AssetState } from '../publish/asset-state.ts';
import type { DecisionContext } from '../publish/decide.ts';
import type { Effect } from '../publish/effect.ts';
import type { Change } from '../repository/change.ts';
import type { FolderEntry } from '../repository/entry.ts';
import type { Emulation } from './emulation.ts';

/**
 * Asks every rule in order; a rule that throws is reported and skipped.
 * @param folder the folder whose settings apply: the asset's parent, or the folder itself
 */
export function decideChange(
  emulation: Pick<Emulation, 'settings' | 'rules' | 'report'>,
  { kind, resource, path, from, updated }: Change,
  folder: FolderEntry,
  mimeType: string,
  state: AssetState,
): readonly Effect[] {
  const change: Change = { kind, resource, path, ...(from ? { from } : {}), ...(updated ? { updated } : {}) };
  const context: DecisionContext = { change, ...emulation.settings.of(folder), mimeType, state };
  let effects: readonly Effect[] = [];
  for (const { plugin, rule } of emulation.rules) {
    try {
      effects = rule(context, effects);
    } catch (cause) {
      const message = `The rule of plugin ${plugin} failed: ${errorText(cause)}`;
      const hint = 'Its effects are left out; mend or remove the plugin.';
      emulation.report(problem('plugin.failed', { path, message, hint }));
    }
  }
  return effects;
}

/** Whether an effect of a type is to be carried out. */
export function has(effects: readonly Effect[], type: Effect['type']): boolean {
  return effects.some((effect) => effect.type === type && !effect.vetoed);
}
