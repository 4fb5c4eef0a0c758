/**
 * Breaking sentences into lines.
 *
 * @module
 */
import stringWidth from 'string-width';

/** Lines of at most `width` cells, each begun with an indent; a longer word stands alone. */
export function wrap(text: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? indent + word : `${line} ${word}`;
    if (line !== '' && stringWidth(longer) > width) {
      lines.push(line);
      line = indent + word;
    } else line = longer;
  }
  return [...lines, line];
}
