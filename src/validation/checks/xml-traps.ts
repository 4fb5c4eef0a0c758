/**
 * `NAME.xml` files that FileVault takes for something else than people do: it looks for `<jcr:root` and
 * the JCR namespace in double quotes within the first 1024 characters (facts on FileVault 1.8).
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';
import { readHead } from '../../disk/read.ts';
import { docviewFormat } from '../../docview/docview-format.ts';
import { primaryType } from '../../jcr/node.ts';
import { isWithin } from '../../jcr/path.ts';
import { problem } from '../../problems/problem.ts';
import type { StartCheck } from '../check.ts';

/** Longer files are hardly nodes that somebody wrote by hand. */
const LONGEST = 4 * 1024 * 1024;

/** Types that nodes below `/content/dam` have; anything else was somebody's upload. */
const AT_HOME = /^(dam:|nt:folder$|sling:(Ordered)?Folder$|cq:(Page|PageContent|Tag)$|rep:|nt:unstructured$)/;

/** See the module. */
export const checkXmlTraps: StartCheck = ({ tree }) => ({
  *node({ form, file, path, document }) {
    if (form !== 'named' || !isWithin(path, tree.assetsPath)) return;
    const type = primaryType(document.root);
    if (type !== undefined && AT_HOME.test(type)) return;
    const message = `FileVault takes this file for the node ${path}, not for an upload.`;
    const hint = 'Keep such files out of the package, zipped for instance.';
    yield { problem: problem('xml.taken-for-node', { path: file, message, hint }) };
  },

  *file({ name, onDisk, size, file }) {
    if (!name.endsWith('.xml') || size > LONGEST) return;
    const bytes = readHead(onDisk, size);
    const text = isUtf8(bytes) ? bytes.toString('utf8') : '';
    if (!text.includes(':root')) return;
    const { document } = docviewFormat.parse(text, file);
    if (!document || primaryType(document.root) === undefined) return;
    const message = text.slice(0, 1024).includes('<jcr:root')
      ? 'The JCR namespace is not written "http://www.jcp.org/jcr/1.0" in double quotes, so FileVault takes this node for a plain file.'
      : 'The root element comes after the first 1024 characters, so FileVault takes this node for a plain file.';
    const hint = 'Shorten what stands before the root element, such as a licence comment.';
    yield { problem: problem('xml.taken-for-file', { path: file, message, hint }) };
  },
});
