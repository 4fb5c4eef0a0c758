/**
 * What a change leads to. `decide` answers effects, apply carries them out, and `explain`, the journal
 * and the NDJSON events print the same reasons.
 *
 * @module
 */

/**
 * - `ingest`: make the asset (or folder) node.
 * - `identify`: give new `jcr:uuid`s to every referenceable node of a copy.
 * - `clear`: remove the publish state a copy brought along.
 * - `extract`: read the binary's metadata again after it was replaced.
 * - `sync`: link to Dynamic Media (upload or re-upload), `dam:scene7*`.
 * - `notSupported`: the MIME type is off in the Dynamic Media Configuration.
 * - `publish`: deliver by Dynamic Media, now or again.
 * - `unpublish`: Dynamic Media delivers no more; the link stays.
 * - `activate`: hold the asset or folder on the AEM publish tier as it is now.
 * - `deactivate`: leave the AEM publish tier.
 * - `share`: hold it on Brand Portal.
 * - `unshare`: leave Brand Portal.
 * - `modified`: note the modification, so that AEM shows "modified since publication".
 * - `withdraw`: leave the publish tier and Dynamic Media delivery.
 * - `deliver`: bring the targets in line with the state the node already carries.
 * - `keep`: change nothing, and say why.
 */
export type EffectType =
  | 'ingest'
  | 'identify'
  | 'clear'
  | 'extract'
  | 'sync'
  | 'notSupported'
  | 'publish'
  | 'unpublish'
  | 'activate'
  | 'deactivate'
  | 'share'
  | 'unshare'
  | 'modified'
  | 'withdraw'
  | 'deliver'
  | 'keep';

/** One consequence of a change, with its reason. */
export interface Effect {
  readonly type: EffectType;
  /** One sentence for a person: why this happens, naming the rule. */
  readonly reason: string;
  /** Set where AEM's documentation is silent and oakling chose the safe side. */
  readonly ruling?: true;
  /** Set when a plugin stopped this effect; it is reported and not carried out. */
  readonly vetoed?: { readonly by: string; readonly reason: string };
}
