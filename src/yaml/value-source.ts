/**
 * Where a parsed value stands in the text: from its tag to the last character that belongs to it, without
 * the comment after it and without the final line end.
 *
 * @module
 */
import { type CST, isScalar, isSeq, type ParsedNode, Scalar, type YAMLSeq } from 'yaml';
import type { Span, ValueSource } from './node-source.ts';

/** Where a scalar or sequence stands; `undefined` when it has no text. `tag` is its tag's token. */
export function valueSource(text: string, node: ParsedNode, tag?: CST.SourceToken): ValueSource | undefined {
  const start = tag?.offset ?? node.range[0];
  if (isScalar(node)) {
    const isBlock = node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED;
    if (isBlock) return { start, end: blockScalarEnd(text, node.range), form: 'block' };
    if (node.source !== '' || node.type !== Scalar.PLAIN)
      return { start, end: node.range[1], form: 'inline' };
    return tag && { start, end: tag.offset + tag.source.length, form: 'inline' };
  }
  const last = isSeq(node) ? itemSpans(text, node).at(-1) : undefined;
  if (last) return { start, end: last.end, form: 'block' };
  // A mapping is no value, but it may stand among the items of a sequence.
  const end = start + text.slice(start, node.range[1]).trimEnd().length;
  return { start, end, form: 'inline' };
}

/** Where the items of a block sequence stand, from their dashes; none for a flow sequence. */
export function itemSpans(text: string, sequence: YAMLSeq): Span[] {
  const { srcToken, items } = sequence;
  if (srcToken?.type !== 'block-seq') return [];
  return srcToken.items.flatMap(({ start }, i) => {
    const dash = start.find(({ type }) => type === 'seq-item-ind');
    const item = items[i] as ParsedNode | undefined;
    if (!dash || !item) return [];
    const tag = start.find(({ type }) => type === 'tag');
    return [{ start: dash.offset, end: valueSource(text, item, tag)?.end ?? dash.offset + 1 }];
  });
}

/** Blank lines after a block scalar belong to it only when its header keeps them (`|+`). */
function blockScalarEnd(text: string, [start, end]: readonly number[]): number {
  const source = text.slice(start, end);
  const [header = ''] = /^.*/.exec(source) ?? [];
  return (start ?? 0) + (/^[|>]\d?\+/.test(header) ? source.replace(/\r?\n$/, '') : source.trimEnd()).length;
}
