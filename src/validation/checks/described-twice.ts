/**
 * Nodes that two files describe: `foo.xml` beside `foo/.content.xml`. FileVault then takes the former and
 * loses what is below the latter (facts 3.2).
 *
 * @module
 */
import { sep } from 'node:path';
import { fileStatAt } from '../../disk/file-stat.ts';
import { problem } from '../../problems/problem.ts';
import { NODE_FILES } from '../../vault/ignored-names.ts';
import type { StartCheck } from '../check.ts';

/** See the module. */
export const checkDescribedTwice: StartCheck = () => ({
  *node({ form, file, childrenFolder }) {
    if (form !== 'named' || !fileStatAt(childrenFolder + sep + NODE_FILES.vault)) return;
    const other = `${file.slice(0, -'.xml'.length)}/${NODE_FILES.vault}`;
    const message = `${other} describes the same node; FileVault takes this file and loses what is below the other.`;
    yield { problem: problem('docview.twice', { path: file, message, hint: 'Keep one of the two.' }) };
  },
});
