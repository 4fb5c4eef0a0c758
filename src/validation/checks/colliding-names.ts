/**
 * Siblings that are one and the same elsewhere: names that differ in case only (Windows, macOS), in the
 * Unicode form only (macOS), or in FileVault's escapes only (the repository).
 *
 * @module
 */
import { problem } from '../../problems/problem.ts';
import { jcrNameOf } from '../../vault/layout.ts';
import type { FolderVisit, StartCheck } from '../check.ts';

/** See the module. */
export const checkCollidingNames: StartCheck = () => ({
  *folder({ names, file, layout }) {
    const seen = new Map<string, string>();
    for (const name of [...names.keys()].sort()) {
      const same = jcrNameOf(name, layout).normalize('NFC').toLowerCase();
      const other = seen.get(same);
      seen.set(same, other ?? name);
      if (other === undefined) continue;
      const message = `"${name}" and "${other}" ${difference(name, other, layout)}.`;
      const path = file === '.' ? name : `${file}/${name}`;
      const hint = 'Rename one of the two: on some systems only one of them survives a checkout.';
      yield { problem: problem('name.collision', { path, message, hint }) };
    }
  },
});

function difference(a: string, b: string, layout: FolderVisit['layout']): string {
  if (jcrNameOf(a, layout) === jcrNameOf(b, layout)) return 'are the same name in the repository';
  if (a.normalize('NFC') === b.normalize('NFC')) return 'differ in their Unicode form only';
  return 'differ in case only';
}
