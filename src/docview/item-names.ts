/**
 * ISO 9075 encoding of names that XML does not allow: `1` is `_x0031_`, `a b` is `a_x0020_b`
 * (facts on FileVault 1.3). The prefix stays as it is.
 *
 * @module
 */
import { isNameCharacter, isNameStart } from './xml-names.ts';

const ESCAPE = /_x([0-9a-fA-F]{4})_/g;

/** The XML name of a qualified JCR name. */
export function encodeItemName(jcrName: string): string {
  const colon = jcrName.indexOf(':');
  const prefix = colon > 0 ? jcrName.slice(0, colon + 1) : '';
  const local = jcrName.slice(prefix.length);
  let encoded = '';
  for (let i = 0; i < local.length; i++) {
    const unit = local.charCodeAt(i);
    const isLegal = i === 0 ? isNameStart(unit) : isNameCharacter(unit);
    const looksEscaped = unit === 95 && /^_x[0-9a-fA-F]{4}/.test(local.slice(i, i + 6));
    const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
    if (isLegal && !looksEscaped && !isSurrogate) encoded += local[i];
    else encoded += `_x${unit.toString(16).padStart(4, '0')}_`;
  }
  return prefix + encoded;
}

/** The qualified JCR name of an XML name. */
export function decodeItemName(xmlName: string): string {
  if (!xmlName.includes('_x')) return xmlName;
  return xmlName.replace(ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
