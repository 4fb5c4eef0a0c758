/**
 * `dam:scene7Name`: the file name without extension, unique within the company.
 * Source: facts on AEM's vocabulary §8, "DM name uniqueness".
 *
 * @module
 */
import { hashText } from '../format/summarize-node.ts';

/** Longer names are shortened: these many characters are kept, the rest becomes a short word. */
const LONGEST = 100;

/**
 * The Dynamic Media name of a file.
 * @param taken tells which names the company has already; the first free one of `name`, `name-1` … is taken
 */
export function scene7Name(fileName: string, taken: (name: string) => boolean): string {
  const base = shortened(fileName.replace(/(?<=.)\.[^.]*$/s, ''));
  let name = base;
  for (let i = 1; taken(name); i++) name = `${base}-${i}`;
  return name;
}

/** Counts whole characters, so that none is cut in two. */
function shortened(name: string): string {
  const characters = [...name];
  if (characters.length <= LONGEST) return name;
  const rest = characters.slice(LONGEST).join('');
  return characters.slice(0, LONGEST).join('') + hashText(rest).toString(36);
}
