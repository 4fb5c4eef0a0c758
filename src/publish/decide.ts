/**
 * The rules of Selective Publish: facts in, effects out. Pure: no clock, no disk, no randomness.
 * Source: docs/rules.md, "What a change on disk does".
 *
 * @module
 */
import { decideUpdate } from './decide-existing.ts';
import { decideNew } from './decide-new.ts';
import { type DecisionContext, effect, ruling } from './decision.ts';
import type { Effect } from './effect.ts';

export { decideReprocess } from './decide-existing.ts';
export type { DecisionContext } from './decision.ts';
export { MODE_LABELS } from './setting-words.ts';

/** Decides what a change leads to. */
export function decide(context: DecisionContext): readonly Effect[] {
  return context.change.resource === 'folder' ? decideFolder(context) : decideAsset(context);
}

function decideAsset(context: DecisionContext): readonly Effect[] {
  const { kind } = context.change;
  switch (kind) {
    case 'upload':
      return [effect('ingest', 'A file without a node is an upload.'), ...decideNew(context)];
    case 'copy':
      return [...copied(context), ...decideNew(context)];
    case 'move':
      return [
        effect('keep', 'Moving keeps the publish state and reprocesses nothing.'),
        effect('deliver', 'What is published is delivered from its new path.'),
      ];
    case 'update':
      return decideUpdate(context);
    case 'delete':
      return [effect('withdraw', 'A deleted asset leaves the publish tier and Dynamic Media delivery.')];
    case 'arrive':
      return [
        effect('keep', 'The asset arrived with its state, which is kept.'),
        effect('deliver', 'The publish targets are brought in line with that state.'),
      ];
    case 'settings':
      return [effect('keep', 'A folder setting changes nothing about assets that exist.')];
  }
}

/** A folder is published to AEM only; what is in it are changes of their own. */
function decideFolder(context: DecisionContext): readonly Effect[] {
  const { kind } = context.change;
  const { published } = context.state.aem;
  switch (kind) {
    case 'upload':
      return [ruling('ingest', 'A new folder gets a node with the first upload into it.')];
    case 'copy':
      return copied(context);
    case 'move':
      return [
        effect('keep', 'Moving keeps the publish state of the folder and of everything in it.'),
        ...(published ? [effect('deliver', 'The folder is published at its new path.')] : []),
      ];
    case 'update':
      return [effect('keep', 'The folder carries its own state, which is kept.')];
    case 'delete':
      return [effect('withdraw', 'A deleted folder leaves the publish tier.')];
    case 'arrive':
      return [
        effect('keep', 'The folder arrived with its state, which is kept.'),
        ...(published ? [effect('deliver', 'The publish tier is brought in line with that state.')] : []),
      ];
    case 'settings':
      return [effect('keep', 'Existing assets stay as they are; only later uploads obey the new setting.')];
  }
}

function copied({ change }: DecisionContext): Effect[] {
  const source = change.from === undefined ? 'A copy' : `A copy of ${change.from}`;
  return [
    effect('identify', `${source} gets an identity of its own.`),
    effect('clear', 'Copying clears the publish state of the copy.'),
  ];
}
