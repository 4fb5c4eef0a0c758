/**
 * Why an asset or folder is as it is, and what would happen to it: the rules asked without acting.
 *
 * @module
 */
import type { Change, ChangeKind } from '../repository/change.ts';
import type { AssetState } from './asset-state.ts';
import { type DecisionContext, MODE_LABELS } from './decide.ts';
import type { Effect } from './effect.ts';
import { type PublishAction, publishTarget } from './publish-target.ts';

/** What a statement is about. */
export type Topic = 'sync' | 'publishMode' | 'aem' | 'dynamicMedia' | ChangeKind | 'action' | 'advice';

/** One thing to know, as a sentence. */
export interface Statement {
  readonly topic: Topic;
  readonly text: string;
  readonly source: 'documented' | 'ruling';
}

/** Everything there is to say. */
export interface Explanation {
  readonly statements: readonly Statement[];
}

/** The facts of the asset or folder in question, and the rules to ask. */
export interface ExplainInput {
  readonly path: string;
  readonly context: Omit<DecisionContext, 'change'>;
  /** Asks all rules, plugins' included. */
  readonly decide: (change: Change) => readonly Effect[];
}

const ACTIONS: Readonly<Record<PublishAction, string>> = {
  publish: 'Publish',
  unpublish: 'Unpublish',
  publishToDynamicMedia: 'Publish to Dynamic Media',
  unpublishFromDynamicMedia: 'Unpublish from Dynamic Media',
};

/** Explains an asset. */
export function explainAsset({ path, context, decide }: ExplainInput): Explanation {
  const { state } = context;
  return {
    statements: [
      ...modeStatements(context),
      say('aem', aemText(state)),
      say('dynamicMedia', dynamicMediaText(context)),
      ...adviceFor(context),
      ...changeStatements(decide, [
        { kind: 'update', resource: 'asset', path, updated: { binary: true, metadata: true } },
        { kind: 'copy', resource: 'asset', path, from: path },
        { kind: 'move', resource: 'asset', path, from: path },
        { kind: 'delete', resource: 'asset', path },
      ]),
      ...actionStatements(context),
    ],
  };
}

/** Explains a folder: its modes, and what happens to what is put into it. */
export function explainFolder({ path, context, decide }: ExplainInput): Explanation {
  return {
    statements: [
      ...modeStatements(context),
      say('aem', aemText(context.state)),
      ...changeStatements(decide, [{ kind: 'upload', resource: 'asset', path }]),
      ...actionStatements(context),
    ],
  };
}

function modeStatements({ sync, publishMode }: ExplainInput['context']): Statement[] {
  const { mode, origin, unsure } = publishMode;
  const syncText = `Sync mode is "${sync.mode}" (${sync.origin.text}).`;
  const modeText = mode
    ? `Publish mode is "${MODE_LABELS[mode]}" (${origin.text}).`
    : 'No Publish mode applies: sync is off.';
  return [
    sync.unsure ? { ...say('sync', `${syncText} ${sync.unsure}`), source: 'ruling' } : say('sync', syncText),
    unsure
      ? { ...say('publishMode', `Publish mode is not certain: ${unsure}`), source: 'ruling' }
      : say('publishMode', modeText),
  ];
}

function aemText({ aem }: AssetState): string {
  if (!aem.action) return 'Not published to AEM.';
  const when = [aem.at && `at ${aem.at}`, aem.by && `by ${aem.by}`].filter(Boolean).join(' ');
  if (!aem.published) return `Not published to AEM: the last action was ${aem.action} ${when}.`;
  const since = aem.modifiedSince ? ' Modified since publication: publish again to show the changes.' : '';
  return `Published to AEM ${when}.${since}`;
}

function dynamicMediaText({ state, mimeType }: ExplainInput['context']): string {
  const { dynamicMedia, sync } = state;
  if (dynamicMedia.status === 'NotSupported')
    return `Not synced to Dynamic Media: ${mimeType} is not supported there.`;
  if (!sync.synced) return 'Not synced to Dynamic Media.';
  if (!dynamicMedia.published) {
    const by = dynamicMedia.at ? `; it was published until after ${dynamicMedia.at}` : '';
    return `Synced to Dynamic Media as ${sync.file}, not published (${dynamicMedia.status})${by}.`;
  }
  return `Published to Dynamic Media by ${dynamicMedia.by || 'nobody named'} at ${dynamicMedia.at}: ${dynamicMedia.url}`;
}

/** States that look wrong and are not, or that need a person. */
function adviceFor({
  state,
  sync,
  configuration,
  mimeType,
  publishMode,
}: ExplainInput['context']): Statement[] {
  const advice: Statement[] = [];
  const wantsSync = sync.on && !sync.unsure && configuration.mimeTypes(mimeType);
  if (wantsSync && !state.sync.synced) {
    advice.push(
      say(
        'advice',
        'The folder syncs but this asset is not synced: moves and new settings do not reprocess. Run `oakling reprocess` on it.',
      ),
    );
  }
  if (!wantsSync && state.sync.synced) {
    advice.push({
      ...say(
        'advice',
        'The asset is synced although nothing new here would be: it keeps its link from before.',
      ),
      source: 'ruling',
    });
  }
  if (state.aem.published && state.sync.synced && !state.dynamicMedia.published) {
    advice.push(say('advice', 'It is published in AEM but not in Dynamic Media; the two are independent.'));
  }
  if (publishMode.mode && publishMode.mode !== 'selective') {
    advice.push(
      say('advice', '"Publish to Dynamic Media" does nothing here; it needs the mode Selective Publish.'),
    );
  }
  return advice;
}

function changeStatements(decide: ExplainInput['decide'], changes: readonly Change[]): Statement[] {
  return changes.flatMap((change) =>
    decide(change).map(({ reason, ruling, vetoed }): Statement => {
      const text = vetoed ? `${reason} Stopped by ${vetoed.by}: ${vetoed.reason}` : reason;
      return { topic: change.kind, text, source: ruling ? 'ruling' : 'documented' };
    }),
  );
}

function actionStatements({ publishMode }: ExplainInput['context']): Statement[] {
  return (Object.keys(ACTIONS) as PublishAction[]).map((action) =>
    say('action', `${ACTIONS[action]}: ${publishTarget(action, publishMode.mode)}.`),
  );
}

function say(topic: Topic, text: string): Statement {
  return { topic, text, source: 'documented' };
}
