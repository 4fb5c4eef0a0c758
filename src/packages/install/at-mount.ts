/**
 * The part of a package that has a place in a tree which stands for only a part of the repository.
 *
 * @module
 */
import { segmentsOf } from '../../jcr/path.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { decodeName } from '../../vault/platform-name.ts';
import type { ContentFolder } from '../content-folder.ts';

/** The content below a mount; what is elsewhere is told, save the nodes that lead to the mount. */
export function contentAt(
  content: ContentFolder,
  mount: string,
): { readonly content: ContentFolder; readonly problems: readonly Problem[] } {
  let current: ContentFolder = content;
  const elsewhere: string[] = [];
  let path = '';
  for (const segment of segmentsOf(mount)) {
    let next: ContentFolder = { folders: new Map(), files: new Map() };
    for (const [name, folder] of current.folders) {
      if (decodeName(name) === segment) next = folder;
      else if (hasFiles(folder)) elsewhere.push(`${path}/${decodeName(name)}`);
    }
    current = next;
    path += `/${segment}`;
  }
  return { content: current, problems: elsewhere.map((outside) => noPlace(outside, mount)) };
}

function hasFiles({ files, folders }: ContentFolder): boolean {
  return files.size > 0 || [...folders.values()].some(hasFiles);
}

function noPlace(path: string, mount: string): Problem {
  const message = `The package has content at ${path}, and the tree stands for ${mount}; it is left out.`;
  const hint = 'Install the package into a folder with a jcr_root to get all of it.';
  return problem('package.outside', { path, message, hint });
}
