/**
 * Stripping a node file's text, for git: what is no node, or cannot be understood, passes as it is.
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';
import { docviewFormat } from '../docview/docview-format.ts';
import { primaryType } from '../jcr/node.ts';
import { isDocView } from '../vault/docview-detection.ts';
import { yamlFormat } from '../yaml/yaml-format.ts';
import { cleanDocument } from './clean-document.ts';
import type { CleanRule } from './clean-rules.ts';

/** The bytes of a file without what a rule strips; the very bytes when nothing is to be stripped. */
export function cleanBytes(bytes: Buffer, file: string, rule: CleanRule): Buffer {
  const format = formatFor(file, bytes);
  if (!format || !isUtf8(bytes)) return bytes;
  const { document } = format.parse(bytes.toString('utf8'), file);
  // Any YAML may lie beside content; only a node says what it is.
  if (!document || primaryType(document.root) === undefined) return bytes;
  const { text } = cleanDocument(document, rule);
  return text === document.text ? bytes : Buffer.from(text, 'utf8');
}

function formatFor(file: string, bytes: Buffer) {
  if (file.endsWith('.xml')) {
    return file.endsWith('.content.xml') || isDocView(bytes.subarray(0, 1024)) ? docviewFormat : undefined;
  }
  return /\.ya?ml$/.test(file) ? yamlFormat : undefined;
}
