/**
 * MIME types of text: what magic numbers cannot tell.
 *
 * @module
 */
/** Types that are text without being XML or JSON. */
const PLAIN_TEXT = new Set([
  'application/x-tgif', // Wavefront OBJ
  'application/x-subrip',
  'application/yaml',
  'application/javascript',
]);

/** Whether a type is made of characters. */
export function isTextType(mimeType: string): boolean {
  return mimeType.startsWith('text/') || PLAIN_TEXT.has(mimeType) || isXml(mimeType) || isJson(mimeType);
}

const isXml = (mimeType: string) => mimeType === 'application/xml' || mimeType.endsWith('+xml');
const isJson = (mimeType: string) => mimeType === 'application/json' || mimeType.endsWith('+json');

/** Control characters that no text holds: all but tab, line ends, form feed and escape. */
// biome-ignore format: one list
const CONTROLS = new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31]);

/** The head of a file as text, byte order mark removed; `undefined` when it is not text or empty. */
export function textOf(head: Buffer): string | undefined {
  if (head.length === 0) return undefined;
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(head);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(head);
  return head.some((byte) => CONTROLS.has(byte)) ? undefined : new TextDecoder().decode(head);
}

/**
 * The type of a text. A root element or JSON decides; for any other text the name does, since nearly
 * everything can be text: a `hero.jpg` full of words stays a broken picture and is reported as one.
 * @param named the type the name promises
 * @param cutOff whether the text goes on, so that JSON cannot be parsed
 */
export function typeOfText(text: string, named: string | undefined, cutOff: boolean): string {
  const root = rootElement(text);
  if (root === 'svg') return 'image/svg+xml';
  if (root === 'html') return named === 'application/xhtml+xml' ? named : 'text/html';
  const looksLikeXml = root !== undefined && (text.trimStart().startsWith('<?xml') || isNamedXml(named));
  if (looksLikeXml) return isNamedXml(named) ? named : 'application/xml';
  if (isJsonText(text, cutOff)) {
    if (/"asset"\s*:\s*\{[^}]*"version"/.test(text) && /"(?:meshes|nodes|scenes)"\s*:/.test(text)) {
      return 'model/gltf+json';
    }
    return named !== undefined && isJson(named) ? named : 'application/json';
  }
  return named ?? 'text/plain';
}

function isNamedXml(named: string | undefined): named is string {
  return named !== undefined && isXml(named) && named !== 'image/svg+xml';
}

/** What may stand before a root element. A DOCTYPE may carry an internal subset (Illustrator writes one). */
const PROLOG = /^(?:\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE(?:[^[>]*\[[\s\S]*?\]\s*>|[^[>]*>))/i;
const START_TAG = /^<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[\s/>]/;

/** The local name of the root element, `html` also for an HTML DOCTYPE alone. */
function rootElement(text: string): string | undefined {
  let rest = text;
  for (let prolog = PROLOG.exec(rest); prolog; prolog = PROLOG.exec(rest)) {
    if (/^<!DOCTYPE\s+html/i.test(prolog[0])) return 'html';
    rest = rest.slice(prolog[0].length);
  }
  const name = START_TAG.exec(rest)?.[1];
  return name?.toLowerCase() === 'html' ? 'html' : name;
}

function isJsonText(text: string, cutOff: boolean): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return cutOff && /^\s*(?:\{\s*"|\[\s*[[{"\d-])/.test(text);
  }
}
