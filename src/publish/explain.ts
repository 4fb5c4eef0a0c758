/**
 * Why an asset or folder is as it is, and what would happen to it: the rules asked without acting.
 *
 * @module
 */
import type { Change } from '../repository/change.ts';
import type { DecisionContext } from './decision.ts';
import type { Effect } from './effect.ts';
import { assetActions, folderActions } from './explain-actions.ts';
import { adviceFor } from './explain-advice.ts';
import { aemStatement, dynamicMediaStatement, modeStatements } from './explain-state.ts';
import { documented, type Statement } from './statement.ts';

export type { Statement, Topic } from './statement.ts';

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
  /** Paths of other assets with the same Dynamic Media name, where they are known. */
  readonly namesakes?: readonly string[];
  /** What is scheduled for it, each as a sentence. */
  readonly scheduled?: readonly string[];
}

/** Explains an asset. */
export function explainAsset(input: ExplainInput): Explanation {
  const { path, context, decide, namesakes = [] } = input;
  const ask = (change: Omit<Change, 'resource' | 'path'>) =>
    answersTo(decide, { ...change, resource: 'asset', path });
  return {
    statements: [
      ...modeStatements(context),
      aemStatement(context.state),
      dynamicMediaStatement(context),
      ...scheduleStatements(input),
      ...adviceFor(context, namesakes),
      ...ask({ kind: 'update', updated: { binary: true, metadata: true } }),
      ...ask({ kind: 'copy', from: path }),
      ...ask({ kind: 'move', from: path }),
      ...movingWarnings(context),
      ...ask({ kind: 'delete' }),
      ...deletingWarnings(context),
      ...ask({ kind: 'settings' }),
      ...assetActions(context),
    ],
  };
}

/** Explains a folder: its modes, what happens to what is put into it, and to itself. */
export function explainFolder(input: ExplainInput): Explanation {
  const { path, context, decide } = input;
  const ask = (change: Omit<Change, 'resource' | 'path'>) =>
    answersTo(decide, { ...change, resource: 'folder', path });
  return {
    statements: [
      ...modeStatements(context),
      aemStatement(context.state),
      ...scheduleStatements(input),
      ...answersTo(decide, { kind: 'upload', resource: 'asset', path }),
      ...ask({ kind: 'copy', from: path }),
      ...ask({ kind: 'move', from: path }),
      ...ask({ kind: 'delete' }),
      ...ask({ kind: 'settings' }),
      ...folderActions(context),
    ],
  };
}

function scheduleStatements({ scheduled = [] }: ExplainInput): Statement[] {
  return scheduled.map((text) => documented('schedule', text));
}

function answersTo(decide: ExplainInput['decide'], change: Change): Statement[] {
  return decide(change).map(({ reason, ruling, vetoed }): Statement => {
    const text = vetoed ? `${reason} Stopped by ${vetoed.by}: ${vetoed.reason}` : reason;
    return { topic: change.kind, text, source: ruling ? 'ruling' : 'documented' };
  });
}

/** AEM's documentation says three things of moving that do not fit together; people meet all three. */
function movingWarnings({ state: { aem, dynamicMedia } }: ExplainInput['context']): Statement[] {
  return [
    ...(aem.published
      ? [
          documented(
            'move',
            'AEM 6.5’s own move dialog unpublishes what is published, unless Republish is ticked; dragging in its list republishes without asking.',
          ),
        ]
      : []),
    ...(dynamicMedia.published
      ? [
          documented(
            'move',
            'In AEM the old place may stay live in Dynamic Media after a moved asset is published again: unpublish it before moving.',
          ),
        ]
      : []),
  ];
}

function deletingWarnings({ state: { dynamicMedia } }: ExplainInput['context']): Statement[] {
  if (!dynamicMedia.published) return [];
  const text =
    'Caches of the real delivery network may serve it for ten hours more: unpublish it, or invalidate the cache, before deleting.';
  return [documented('delete', text)];
}
