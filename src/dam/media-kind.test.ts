import { expect, it } from 'vitest';
import { dynamicMediaTypeOf, fileFormatOf, isVideo } from './media-kind.ts';

it('names formats as AEM does, and has no word for what AEM has none for', () => {
  expect(fileFormatOf('image/jpeg')).toBe('JPEG');
  expect(fileFormatOf('image/tiff')).toBe('TIFF');
  expect(fileFormatOf('image/svg+xml')).toBeUndefined();
  expect(fileFormatOf('application/pdf')).toBeUndefined();
});

it.each([
  ['image/jpeg', 'Image'],
  ['application/postscript', 'Image'],
  ['video/mp4', 'MasterVideo'],
  ['audio/mpeg', 'Audio'],
  ['application/pdf', 'PDF'],
  ['model/gltf-binary', 'ThreeD'],
  ['image/svg+xml', 'Static'],
  ['application/zip', 'Static'],
  ['text/html', undefined],
  ['application/octet-stream', undefined],
])('Dynamic Media takes %s as %s', (mimeType, type) => {
  expect(dynamicMediaTypeOf(mimeType)).toBe(type);
});

it('tells an animated GIF from a still one', () => {
  expect(dynamicMediaTypeOf('image/gif')).toBe('Image');
  expect(dynamicMediaTypeOf('image/gif', 2)).toBe('AnimatedGif');
});

it('knows videos', () => {
  expect(isVideo('video/quicktime')).toBe(true);
  expect(isVideo('image/gif')).toBe(false);
});
