/**
 * One change of an installation as a line.
 *
 * @module
 */
import type { InstallChange } from '../../../packages/install/install-package.ts';
import type { Printer } from '../../printer.ts';

const LETTERS = { add: 'A', replace: 'U', delete: 'D' } as const;
const COLOURS = { add: 'green', replace: 'yellow', delete: 'red' } as const;

/** `A  content/dam/a.jpg/.content.xml`, with the letters of `start`. */
export function changeLine({ paint }: Printer, { change, file }: InstallChange): string {
  return `${paint[COLOURS[change]](LETTERS[change])}  ${file}`;
}
