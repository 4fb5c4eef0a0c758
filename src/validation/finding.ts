/**
 * What validation finds: a problem, and the edits that mend it where it has one right answer.
 *
 * @module
 */
import type { NodeEdit } from '../format/node-document.ts';
import type { Problem } from '../problems/problem.ts';

/** How a finding is mended without asking anybody. */
export interface Fix {
  /** Edits of the node file the problem names. */
  readonly edits: readonly NodeEdit[];
  /** What the edits do, as a sentence in the past. */
  readonly done: string;
}

/** A problem of the tree. */
export interface Finding {
  readonly problem: Problem;
  /** Absent where more than one answer is possible. */
  readonly fix?: Fix;
  /** True when the fix was carried out, so that the problem is no more. */
  readonly fixed?: boolean;
}
