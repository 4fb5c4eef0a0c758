/**
 * A change and what it led to, as one letter and a few words.
 *
 * @module
 */
import type { ChangeEvent, PublicationEvent } from '../plugins/events.ts';
import type { Effect, EffectType } from '../publish/effect.ts';
import { ACTION_LABELS } from '../publish/publish-target.ts';
import type { ChangeKind } from '../repository/change.ts';

/** The letters, as version control and `vlt` have them where they have one. */
export const CHANGE_LETTERS: Readonly<Record<ChangeKind, string>> = {
  upload: 'A',
  copy: 'C',
  move: 'M',
  update: 'U',
  delete: 'D',
  arrive: 'I',
  settings: 'S',
};

/** The letter of an action on publication. */
export const PUBLICATION_LETTER = 'P';

/** What an action did, without the path: `Publish by admin: AEM and Dynamic Media`. */
export function describePublication({ action, by, effects }: PublicationEvent): string {
  const done = effects.filter(({ type, vetoed }) => type !== 'keep' && !vetoed);
  return `${ACTION_LABELS[action]} by ${by}: ${done.map(({ type }) => EFFECT_NAMES[type]).join(', ')}`;
}

/** What happened, without the path: `published to Dynamic Media: Immediately (set here)`. */
export function describeChange({ kind, resource, from, effects }: ChangeEvent): string {
  const words = resource === 'folder' ? folderWords(kind) : describeEffects(kind, effects);
  if (kind === 'move') return `from ${from}; ${words}`;
  return kind === 'copy' ? `${words}; copied from ${from}` : words;
}

/** What a change of an asset led to. */
export function describeEffects(kind: ChangeKind, effects: readonly Effect[]): string {
  const vetoes = effects.flatMap(({ type, vetoed }) =>
    vetoed ? [`${EFFECT_NAMES[type]} stopped by ${vetoed.by}: ${plain(vetoed.reason)}`] : [],
  );
  return [assetWords(kind, effects), ...vetoes].join('; ');
}

function folderWords(kind: ChangeKind): string {
  return kind === 'settings' ? 'new settings, obeyed by later uploads' : 'folder';
}

function assetWords(kind: ChangeKind, effects: readonly Effect[]): string {
  const carriedOut = (type: EffectType) => effects.find((effect) => effect.type === type && !effect.vetoed);
  if (kind === 'move') return 'state kept';
  if (kind === 'arrive') return 'taken with the state it has';
  if (kind === 'delete') return 'gone from the publish tier and Dynamic Media';
  const publish = carriedOut('publish');
  const again = kind === 'update';
  if (publish) return `${again ? 're' : ''}published to Dynamic Media${because(publish, again)}`;
  const sync = carriedOut('sync');
  const kept = carriedOut('keep');
  if (sync && kept) return plain(kept.reason);
  if (sync) return `${again ? 're-synced, not published' : `synced, preview only${because(sync, again)}`}`;
  const notSupported = carriedOut('notSupported');
  if (notSupported) return `not synced: ${plain(notSupported.reason)}`;
  return kept ? plain(kept.reason) : 'nothing to do';
}

/** How a stopped effect is called. */
const EFFECT_NAMES: Readonly<Record<EffectType, string>> = {
  ingest: 'ingest',
  identify: 'a new identity',
  clear: 'clearing',
  extract: 'extraction',
  sync: 'sync',
  notSupported: 'the mark "not supported"',
  publish: 'publication to Dynamic Media',
  unpublish: 'withdrawal from Dynamic Media',
  activate: 'publication to AEM',
  deactivate: 'withdrawal from AEM',
  share: 'publication to Brand Portal',
  unshare: 'withdrawal from Brand Portal',
  modified: 'the mark "modified"',
  withdraw: 'withdrawal',
  deliver: 'delivery',
  keep: 'keeping',
};

/** New assets follow a Publish mode, and their reasons begin with it; an update follows what was before. */
function because({ reason }: Effect, again: boolean): string {
  const [rule = reason] = reason.split(': ');
  return again ? '' : `: ${plain(rule.replace(/^Publish mode "(.+)" \(/, '$1 ('))}`;
}

/** Words that keep their capital within a sentence. */
const NAMES = /^(Dynamic Media|Publish mode|Sync mode|Immediately|Upon Activation|Selective Publish)\b/;

/** A sentence as a part of one: no capital, no full stop. */
function plain(sentence: string): string {
  const text = sentence.replace(/\.$/, '');
  const isWord = /^[A-Z]([a-z]| )/.test(text) && !NAMES.test(text);
  return isWord ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
