/**
 * The plugin interface. The built-in extractors and rules are plugins of it too.
 *
 * @module
 */
import type { Extractor } from '../dam/extractor.ts';
import type { DecisionContext } from '../publish/decide.ts';
import type { Effect } from '../publish/effect.ts';
import type { ReplicationTarget } from '../publish/targets/replication-target.ts';
import type { OaklingEvent } from './events.ts';

/** Extends what oakling does. Every part is optional. */
export interface OaklingPlugin {
  /** Unique; names the plugin in reasons and problems. */
  readonly name: string;
  /** Reads metadata out of binaries; later ones win over earlier ones. */
  readonly extractors?: readonly Extractor[];
  /** Adds or vetoes effects of changes, in order, after the built-in rules. */
  readonly rules?: readonly Rule[];
  /** Receives what is published. */
  readonly targets?: readonly ReplicationTarget[];
  /** Listens to events; what it throws is reported and stops nothing. */
  readonly onEvent?: (event: OaklingEvent) => void | Promise<void>;
}

/**
 * A rule: facts and the effects so far in, effects out. It must be pure: the same facts always give
 * the same effects, for `explain` asks it too.
 */
export type Rule = (context: DecisionContext, effects: readonly Effect[]) => readonly Effect[];

/** Types a plugin; answers it unchanged. */
export function definePlugin(plugin: OaklingPlugin): OaklingPlugin {
  return plugin;
}
