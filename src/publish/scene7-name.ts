/**
 * `dam:scene7Name`: the file name without extension, unique within the company.
 * Source: facts on AEM's vocabulary §8, "DM name uniqueness".
 *
 * @module
 */
import { hashText } from '../format/summarize-node.ts';

/** Longer names are shortened: these many characters are kept, the rest becomes a short word. */
const LONGEST = 100;

/** The Dynamic Media name of a file; `taken` tells which names the company has already. */
export function scene7Name(fileName: string, taken: (name: string) => boolean): string {
  const base = shortened(fileName.replace(/(?<=.)\.[^.]*$/, ''));
  let name = base;
  for (let i = 1; taken(name); i++) name = `${base}-${i}`;
  return name;
}

function shortened(name: string): string {
  if (name.length <= LONGEST) return name;
  return name.slice(0, LONGEST) + hashText(name.slice(LONGEST)).toString(36);
}
