/**
 * Lines of a text by offset. A line ends with LF or CRLF; a byte order mark belongs to none.
 *
 * @module
 */

/** Where the line around an offset begins. */
export function lineStart(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && text.startsWith('\ufeff') ? 1 : start;
}

/** Where the line around an offset ends, before its line end. */
export function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  if (feed === -1) return text.length;
  return feed > offset && text[feed - 1] === '\r' ? feed - 1 : feed;
}

/** Where the line after the one around an offset begins; the text's length when there is none. */
export function nextLine(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  return feed === -1 ? text.length : feed + 1;
}

/** The line end most lines of a text have; LF where there is none. */
export function lineEndOf(text: string): '\n' | '\r\n' {
  const feeds = text.split('\n').length - 1;
  return text.split('\r\n').length - 1 > feeds / 2 ? '\r\n' : '\n';
}

/** How far an offset stands from the beginning of its line, in UTF-16 units. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}
