/**
 * AEM's and Dynamic Media's own words for kinds of media.
 *
 * @module
 */

/**
 * `dam:Fileformat` by MIME type. `JPEG` and `PNG` are seen in real trees; the others are the words of
 * Apache Commons Imaging, which AEM's image handler reads pictures with, and for newer formats their
 * own names (*ruling*). AEM writes none for vector graphics, documents, video and audio.
 */
const FILE_FORMATS: Readonly<Record<string, string>> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/gif': 'GIF',
  'image/tiff': 'TIFF',
  'image/bmp': 'BMP',
  'image/vnd.adobe.photoshop': 'PSD',
  'image/webp': 'WEBP',
  'image/avif': 'AVIF',
  'image/heic': 'HEIC',
  'image/heif': 'HEIF',
};

/** The value of `dam:Fileformat`; `undefined` where AEM writes none. */
export function fileFormatOf(mimeType: string): string | undefined {
  return FILE_FORMATS[mimeType];
}

/** Whether a published update has to be published again by hand (selective-publish §3). */
export function isVideo(mimeType: string): boolean {
  return mimeType.startsWith('video/');
}

/**
 * The kinds of Dynamic Media assets. `Image`, `MasterVideo` and `ThreeD` are seen in real trees,
 * `AnimatedGif` and `PDF` in code that reads them; `Audio` and `Static` are rulings.
 */
export type DynamicMediaType =
  | 'Image'
  | 'AnimatedGif'
  | 'MasterVideo'
  | 'Audio'
  | 'PDF'
  | 'ThreeD'
  | 'Static';

const THREE_D = new Set([
  'model/gltf-binary',
  'application/x-tgif',
  'application/vnd.ms-pki.stl',
  'model/vnd.usdz+zip',
]);

/** Delivered as they are; from the documentation's table of supported MIME types. */
const STATIC = new Set([
  'image/svg+xml',
  'text/css',
  'text/vtt',
  'application/xml',
  'application/msword',
  'application/rtf',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  'application/vnd.iccprofile',
  'application/x-font-otf',
  'application/x-font-ttf',
  'application/x-font-type1',
  'application/x-shockwave-flash',
  'application/x-tar',
  'application/zip',
]);

/** Documents Dynamic Media turns into pictures on upload. */
const RASTERIZED = new Set(['application/postscript', 'application/x-indesign']);

/**
 * The value of `dam:scene7Type`; `undefined` for what Dynamic Media does not take.
 * @param images how many pictures the binary holds (`dam:Numberofimages`): an animated GIF is its own kind
 */
export function dynamicMediaTypeOf(mimeType: string, images = 1): DynamicMediaType | undefined {
  if (mimeType === 'image/gif' && images > 1) return 'AnimatedGif';
  if (STATIC.has(mimeType)) return 'Static';
  if (THREE_D.has(mimeType)) return 'ThreeD';
  if (mimeType === 'application/pdf') return 'PDF';
  if (mimeType.startsWith('image/') || RASTERIZED.has(mimeType)) return 'Image';
  if (isVideo(mimeType)) return 'MasterVideo';
  return mimeType.startsWith('audio/') ? 'Audio' : undefined;
}
