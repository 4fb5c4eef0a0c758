/**
 * The MIME type of a binary, from its content, with the name as tie-break.
 *
 * AEM looks at the name alone unless *Detect MIME from content* is on in its DAM MIME type service;
 * oakling always looks (*ruling*): a `.jpg` that is really a PNG would otherwise be a broken picture.
 *
 * @module
 */
import { HEAD_LENGTH } from './extractor.ts';
import { typeOfName, UNKNOWN_TYPE } from './mime-types.ts';
import { isTextType, textOf, typeOfText } from './text-type.ts';

/** AEM's spelling of types that `file-type` spells differently. */
const AEM_SPELLING: Readonly<Record<string, string>> = {
  'application/eps': 'application/postscript',
  'application/vnd.ms-asf': 'video/x-ms-asf',
  'audio/aac': 'audio/x-aac',
  'audio/aiff': 'audio/x-aiff',
  'audio/wav': 'audio/x-wav',
  'audio/x-m4a': 'audio/mp4',
  'audio/x-ms-asf': 'audio/x-ms-wma',
  'font/collection': 'application/x-font-ttf',
  'font/otf': 'application/x-font-otf',
  'font/ttf': 'application/x-font-ttf',
  'image/apng': 'image/png',
  'image/heic-sequence': 'image/heic',
  'image/heif-sequence': 'image/heif',
  'image/mj2': 'video/mj2',
  'image/x-icon': 'image/vnd.microsoft.icon',
  'model/stl': 'application/vnd.ms-pki.stl',
  'video/MP1S': 'video/mpeg',
  'video/MP2P': 'video/mpeg',
  'video/matroska': 'video/x-matroska',
  'video/vnd.avi': 'video/x-msvideo',
};

/** Containers whose content does not say what they are for: the name may, if it promises one of these. */
const CONTAINERS: Readonly<Record<string, RegExp>> = {
  'application/zip':
    /^application\/(?:vnd\.(?:openxml|oasis|adobe|apple|google-earth|dn)|epub|java-archive|x-sketch)|^model\/(?:vnd\.usdz|3mf)/,
  'application/x-cfb': /^application\/(?:msword|vnd\.ms-)/,
  'application/pdf': /^application\/postscript$/, // Illustrator saves PDF inside .ai
  'application/ogg': /^(?:audio|video)\/ogg$/,
  'image/tiff': /^image\/x-/, // raw formats of cameras
  'video/mp4': /^(?:video\/(?:x-m4v|x-f4v|quicktime)|audio\/mp4)$/,
  'video/quicktime': /^video\/mp4$/,
  'video/x-ms-asf': /^(?:video\/x-ms-wmv|audio\/x-ms-wma)$/,
};

/**
 * Formats that begin with readable characters. Any other find in a head that is text is an accident of
 * its first letters: `BM` would be a bitmap, `ID3` an MP3, `GIF` a picture.
 */
const WRITTEN_IN_TEXT = new Set([
  'application/pdf',
  'application/postscript',
  'application/rtf',
  'application/vnd.ms-pki.stl',
  'text/calendar',
  'text/vcard',
  'text/vtt',
]);

/**
 * Detects the MIME type of a binary.
 * @param head its first bytes, 64 KB or less
 * @param name the asset's name
 * @returns `application/octet-stream` when neither says anything
 */
export async function detectMimeType(head: Buffer, name: string): Promise<string> {
  const named = typeOfName(name);
  const text = textOf(head);
  const found = await magicType(head);
  if (found !== undefined && (text === undefined || WRITTEN_IN_TEXT.has(found))) {
    return named !== undefined && CONTAINERS[found]?.test(named) ? named : found;
  }
  if (text !== undefined) return typeOfText(text, named, head.length >= HEAD_LENGTH);
  // Bytes that are no text cannot be what a name like notes.txt promises.
  const impossible = named !== undefined && head.length > 0 && isTextType(named);
  return named === undefined || impossible ? UNKNOWN_TYPE : named;
}

async function magicType(head: Buffer): Promise<string | undefined> {
  try {
    const found = await typeOfContent(head);
    const [type] = found?.mime.split(';') ?? [];
    return type === undefined ? undefined : (AEM_SPELLING[type] ?? type);
  } catch {
    // A head that ends in the middle of a structure: its name has to do.
    return undefined;
  }
}

/** Loaded with the first binary: a start must not wait for what only an upload needs. */
async function typeOfContent(head: Uint8Array) {
  const { fileTypeFromBuffer } = await import('file-type');
  return fileTypeFromBuffer(head);
}
