/**
 * What `explain` says, sentence by sentence.
 *
 * @module
 */
import type { ChangeKind } from '../repository/change.ts';

/** What a statement is about. */
export type Topic =
  | 'sync'
  | 'publishMode'
  | 'aem'
  | 'dynamicMedia'
  | 'schedule'
  | ChangeKind
  | 'action'
  | 'advice';

/** One thing to know, as a sentence, and whether AEM's documentation says so. */
export interface Statement {
  readonly topic: Topic;
  readonly text: string;
  readonly source: 'documented' | 'ruling';
}

/** A statement that AEM's documentation makes. */
export function documented(topic: Topic, text: string): Statement {
  return { topic, text, source: 'documented' };
}

/** A statement where the documentation is silent and oakling takes the safe side. */
export function ruled(topic: Topic, text: string): Statement {
  return { topic, text, source: 'ruling' };
}
