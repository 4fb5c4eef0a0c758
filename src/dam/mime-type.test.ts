import { describe, expect, it } from 'vitest';
import { animatedGif, jpeg, mp4Head, pdf, picture, png } from '../../test/support/encoded.ts';
import { detectMimeType } from './mime-type.ts';

const ofText = (text: string, name: string) => detectMimeType(Buffer.from(text), name);

/** The local header of a zip whose first entry has no telling name. */
const zip = Buffer.concat([
  Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
  Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0]),
  Buffer.from('a.xyz'),
]);

describe('the MIME type of a binary', () => {
  it('is read from the content, whatever the name says', async () => {
    expect(await detectMimeType(await png(), 'hero.jpg')).toBe('image/png');
    expect(await detectMimeType(await jpeg(), 'hero')).toBe('image/jpeg');
    expect(await detectMimeType(await animatedGif(), 'a.png')).toBe('image/gif');
    expect(await detectMimeType(await picture().webp().toBuffer(), 'a.jpg')).toBe('image/webp');
    expect(await detectMimeType(await picture().avif({ effort: 0 }).toBuffer(), 'a.jpg')).toBe('image/avif');
    expect(await detectMimeType(await picture().tiff().toBuffer(), 'scan.bin')).toBe('image/tiff');
    expect(await detectMimeType(pdf(), 'leaflet.doc')).toBe('application/pdf');
  });

  it.each([
    ['mp42', 'clip.mp4', 'video/mp4'],
    ['qt  ', 'clip.mp3', 'video/quicktime'],
    ['M4V ', 'clip.mp4', 'video/x-m4v'],
    ['isom', 'clip.m4v', 'video/x-m4v'],
    ['M4A ', 'song.m4a', 'audio/mp4'],
    ['heic', 'photo.jpg', 'image/heic'],
  ])('knows the %j brand in %s', async (brand, name, type) => {
    expect(await detectMimeType(mp4Head(brand), name)).toBe(type);
  });

  it.each([
    ['letter.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['shoe.usdz', 'model/vnd.usdz+zip'],
    ['all.zip', 'application/zip'],
    ['hero.jpg', 'application/zip'],
  ])('lets the name say what the zip %s is for, if it can be one', async (name, type) => {
    expect(await detectMimeType(zip, name)).toBe(type);
  });

  it.each([
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'logo.txt', 'image/svg+xml'],
    [
      '\ufeff<?xml version="1.0"?>\n<!-- <html> -->\n<!DOCTYPE svg [<!ENTITY a "b">]><svg:svg />',
      'x',
      'image/svg+xml',
    ],
    ['<!doctype html><p>hi', 'page', 'text/html'],
    ['<html lang="en">', 'page.xhtml', 'application/xhtml+xml'],
    ['<?xml version="1.0"?><form>', 'form', 'application/xml'],
    ['<?xml version="1.0"?><form>', 'form.xdp', 'application/vnd.adobe.xdp+xml'],
    ['{"a": [1]}', 'data', 'application/json'],
    ['{"asset": {"version": "2.0"}, "scenes": []}', 'shoe.json', 'model/gltf+json'],
    ['a { color: red }', 'site.css', 'text/css'],
    ['a;b\n1;2\n', 'prices.csv', 'text/csv'],
    ['jcr:title: Home\n', 'home.yaml', 'application/yaml'],
    ['v 0.1 0.2 0.3\nf 1 2 3\n', 'shoe.obj', 'application/x-tgif'],
    ['just words', 'README', 'text/plain'],
    ['%!PS-Adobe-3.0 EPSF-3.0\n', 'logo', 'application/postscript'],
    ['%PDF-1.4\n', 'logo.ai', 'application/postscript'],
  ])('sees that %j in %s is %s', async (text, name, type) => {
    expect(await ofText(text, name)).toBe(type);
  });

  it.each([
    ['BMW sells cars', 'cars.txt', 'text/plain'],
    ['ID3 is a tag', 'notes.md', 'text/markdown'],
    ['GIF is a format', 'notes', 'text/plain'],
    ['<b>not</b> a document', 'notes.txt', 'text/plain'],
    ['{not json}', 'notes.txt', 'text/plain'],
  ])('is not fooled by the first letters of %j', async (text, name, type) => {
    expect(await ofText(text, name)).toBe(type);
  });

  it('knows JSON that goes on beyond the head', async () => {
    const long = JSON.stringify({ rows: Array.from({ length: 20_000 }, (_, i) => i) }).slice(0, 64 * 1024);
    expect(await ofText(long, 'rows')).toBe('application/json');
    expect(await ofText(long.slice(0, -1), 'rows')).toBe('text/plain');
  });

  it('reads text with a byte order mark', async () => {
    const utf16 = Buffer.from('\ufeff<svg xmlns="http://www.w3.org/2000/svg">', 'utf16le');
    expect(await detectMimeType(utf16, 'logo.svg')).toBe('image/svg+xml');
  });

  it('takes the name when the content says nothing', async () => {
    expect(await detectMimeType(Buffer.alloc(0), 'hero.jpg')).toBe('image/jpeg');
    expect(await ofText('not a picture at all', 'hero.jpg')).toBe('image/jpeg');
    expect(await detectMimeType(Buffer.from([0, 1, 2, 3]), 'scan.indd')).toBe('application/x-indesign');
  });

  it('gives up on bytes that are neither known nor what the name says', async () => {
    expect(await detectMimeType(Buffer.alloc(0), 'hero')).toBe('application/octet-stream');
    expect(await detectMimeType(Buffer.from([0, 1, 2, 3]), 'notes.txt')).toBe('application/octet-stream');
  });

  it('survives every truncation', async () => {
    for (const whole of [await jpeg(), await png(), await animatedGif(), pdf(), zip, mp4Head('mp42')]) {
      for (let length = 0; length < Math.min(whole.length, 120); length++) {
        expect(await detectMimeType(whole.subarray(0, length), 'file')).toMatch(/^[\w.+-]+\/[\w.+-]+$/);
      }
    }
  });
});
