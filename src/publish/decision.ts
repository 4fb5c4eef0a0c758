/**
 * What a rule gets and how it answers.
 *
 * @module
 */
import type { Change } from '../repository/change.ts';
import type { AssetState } from './asset-state.ts';
import type { DynamicMediaConfiguration } from './configuration.ts';
import type { Effect, EffectType } from './effect.ts';
import type { EffectivePublishMode, EffectiveSync } from './effective.ts';

/** Everything a rule may know. */
export interface DecisionContext {
  readonly change: Change;
  readonly sync: EffectiveSync;
  readonly publishMode: EffectivePublishMode;
  readonly configuration: DynamicMediaConfiguration;
  readonly mimeType: string;
  /** As the node says after the change; empty for an upload. */
  readonly state: AssetState;
}

/** The facts that decide whether an asset goes to Dynamic Media. */
export type SyncFacts = Pick<DecisionContext, 'sync' | 'configuration' | 'mimeType'>;

/** An effect that AEM's documentation tells. */
export function effect(type: EffectType, reason: string): Effect {
  return { type, reason };
}

/** An effect where the documentation is silent and oakling takes the safe side. */
export function ruling(type: EffectType, reason: string): Effect {
  return { type, reason, ruling: true };
}
