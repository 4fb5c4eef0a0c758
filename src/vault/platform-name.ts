/**
 * FileVault's codec between JCR names and file names (its PlatformNameFormat; facts on FileVault 3.3).
 * `jcr:content` is `_jcr_content` on disk, `_DSC_0001.jpg` is `__DSC_0001.jpg`.
 *
 * @module
 */

const FORBIDDEN = /[\\<>|"/?%]/g;

const percent = (character: string) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;

/** The file name of a JCR name. */
export function encodeName(jcrName: string): string {
  const colon = jcrName.indexOf(':');
  const prefixed = colon > 0 && !jcrName.slice(0, colon).includes('_');
  const prefix = prefixed ? `_${jcrName.slice(0, colon)}_` : '';
  const rest = prefixed ? jcrName.slice(colon + 1) : jcrName;
  const encoded = (prefixed ? escapeRest(prefix) : '') + escapeRest(rest);
  const needsUnderscore = !prefixed && jcrName.startsWith('_') && jcrName.indexOf('_', 1) > 0;
  return needsUnderscore ? `_${encoded}` : encoded;
}

function escapeRest(text: string): string {
  return text.replace(FORBIDDEN, percent).replaceAll(':', '%3a');
}

/** The JCR name of a file name. Not every file name is canonical: `__x` and `_x` both mean `_x`. */
export function decodeName(fileName: string): string {
  if (fileName.startsWith('__')) return `_${unescapeRest(fileName.slice(2))}`;
  if (!fileName.startsWith('_')) return unescapeRest(fileName);
  const second = fileName.indexOf('_', 1);
  if (second < 0) return `_${unescapeRest(fileName.slice(1))}`;
  return `${unescapeRest(fileName.slice(1, second))}:${unescapeRest(fileName.slice(second + 1))}`;
}

function unescapeRest(text: string): string {
  return text.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
