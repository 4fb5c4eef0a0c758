/**
 * Which names AEM takes for assets and folders, and how it finds a free one.
 * Source: facts on AEM's vocabulary §8, there from its documentation and its upload and folder dialogs.
 *
 * Names that stand on disk already are never changed, only reported.
 *
 * @module
 */
import type { ProblemCode } from '../problems/codes.ts';

/** What is wrong with a name: the parts of a problem that do not depend on where it was found. */
export interface NameFault {
  readonly code: Extract<ProblemCode, 'name.illegal' | 'name.reserved'>;
  readonly message: string;
  readonly hint: string;
}

/**
 * Refused in asset names. The Cloud Service's documentation adds `;` and `=`; assets named so work on
 * 6.5 and in the repository, so they are not refused (*ruling*).
 */
const NOT_IN_ASSETS = '*/:[\\]|#%{}?&';
/** Refused by the dialog that creates folders. Space and line end are among what it replaces by `-`, too. */
const NOT_IN_NEW_FOLDERS = `${NOT_IN_ASSETS}".^;+`;
/** No repository can hold these in a name, wherever it comes from. */
const NOT_IN_ANY_NODE = '*/:[]|';

const RESERVED_FOLDER = 'subassets';

/** Checks the name of an asset, new or found on disk. */
export function checkAssetName(name: string): NameFault | undefined {
  return checkShape(name, 'file') ?? checkCharacters(name, NOT_IN_ASSETS, 'file');
}

/**
 * Checks the name of a folder.
 * @param purpose `create` applies the rules of AEM's dialog; `existing` tolerates what AEM itself lives
 * with once a folder is there, such as dots and spaces
 */
export function checkFolderName(
  name: string,
  purpose: 'create' | 'existing' = 'create',
): NameFault | undefined {
  if (name === RESERVED_FOLDER) {
    const message = `AEM keeps the folder name ${RESERVED_FOLDER} for the pages of documents.`;
    return { code: 'name.reserved', message, hint: 'Give the folder another name.' };
  }
  if (purpose === 'existing') {
    return name === '.' || name === '..' || name === ''
      ? checkShape(name, 'folder')
      : checkCharacters(name, NOT_IN_ANY_NODE, 'folder');
  }
  return checkShape(name, 'folder') ?? checkCharacters(name, NOT_IN_NEW_FOLDERS, 'folder');
}

/**
 * The name AEM gives to the second of a kind (*Keep Both*, and copies into the same folder): a number
 * directly after the base name, counting up.
 * @example
 * availableName('image.jpg', (name) => name === 'image.jpg'); // image1.jpg
 */
export function availableName(name: string, taken: (name: string) => boolean): string {
  const dot = name.lastIndexOf('.');
  const [base, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  let candidate = name;
  for (let number = 1; taken(candidate); number++) candidate = `${base}${number}${extension}`;
  return candidate;
}

/**
 * The folder name AEM's dialog derives from a title: lower case, and `-` for what a folder name must
 * not hold, spaces included.
 */
export function folderNameOf(title: string): string {
  const characters = [...title.trim().toLowerCase()];
  return characters
    .map((character) => (isRefused(character, `${NOT_IN_NEW_FOLDERS} `) ? '-' : character))
    .join('');
}

function checkShape(name: string, kind: 'file' | 'folder'): NameFault | undefined {
  const hint = `Rename the ${kind}.`;
  if (name === '' || name === '.' || name === '..') {
    return { code: 'name.illegal', message: `"${name}" is not a name.`, hint };
  }
  if (name.trim() !== name) {
    return { code: 'name.illegal', message: `A ${kind} name must not begin or end with a space.`, hint };
  }
  return undefined;
}

function checkCharacters(name: string, refused: string, kind: 'file' | 'folder'): NameFault | undefined {
  const found = [...new Set(name)].filter((character) => isRefused(character, refused));
  if (found.length === 0) return undefined;
  return {
    code: 'name.illegal',
    message: `Characters ${found.map(visible).join(' ')} are not allowed in the ${kind} name.`,
    hint: `Rename the ${kind} without them.`,
  };
}

const isControl = (character: string) => character < ' ' || (character >= '\u007f' && character <= '\u009f');
const isRefused = (character: string, refused: string) => isControl(character) || refused.includes(character);

/** A control character as its code point, so that a message can be read. */
function visible(character: string): string {
  if (!isControl(character)) return character;
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
