/**
 * What every edit of one text needs to know: the text, its node, and how it likes its lines.
 *
 * @module
 */
import { columnOf, lineEndOf } from './lines.ts';
import type { NodeSource } from './node-source.ts';
import { CANONICAL, type Indentation } from './print-node.ts';

/** How a text likes its lines. */
export interface Habits {
  readonly eol: '\n' | '\r\n';
  readonly indentation: Indentation;
}

/** A text being edited, with the habits it had before the first edit. */
export interface EditContext extends Habits {
  readonly text: string;
  readonly root: NodeSource;
}

/** Looks at a text's habits; where it shows none, they are those of files oakling writes. */
export function habitsOf(text: string, root: NodeSource): Habits {
  const nested = firstOf(root, ({ keyStart, child }) => {
    const [first] = child?.style === 'block' ? child.entries : [];
    return first && columnOf(text, first.keyStart) - columnOf(text, keyStart);
  });
  const sequence = firstOf(root, ({ keyStart, items: [first] }) => {
    return first && columnOf(text, first.start) - columnOf(text, keyStart);
  });
  const indentation = { nested: nested ?? CANONICAL.nested, sequence: sequence ?? CANONICAL.sequence };
  return { eol: lineEndOf(text), indentation };
}

/** The first answer of the entries of block mappings, in document order. */
function firstOf(
  { style, entries }: NodeSource,
  ask: (entry: NodeSource['entries'][number]) => number | undefined,
): number | undefined {
  if (style !== 'block') return undefined;
  for (const entry of entries) {
    const answer = ask(entry) ?? (entry.child && firstOf(entry.child, ask));
    if (answer !== undefined) return answer;
  }
  return undefined;
}
