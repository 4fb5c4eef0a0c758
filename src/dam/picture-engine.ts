/**
 * sharp, set up once for the whole process. Everything that decodes pictures takes it from here. It is
 * loaded with the first picture, for it takes as long to load as all the rest.
 *
 * - No cache: oakling reads every picture once.
 * - One thread a picture: several pictures at a time are faster than several threads on one (facts on
 *   performance §7).
 * - `limitInputPixels` stays at sharp's default, so a small file cannot claim gigabytes of pixels.
 *
 * @module
 */
import type { default as Sharp } from 'sharp';
import { type Binary, isAllHead } from './extractor.ts';

let loading: Promise<typeof Sharp> | undefined;

/** The picture engine. */
export function pictureEngine(): Promise<typeof Sharp> {
  loading ??= load();
  return loading;
}

/**
 * What the picture engine reads of a binary: its bytes where they are in memory, for each of its many
 * decoders opens a file for itself to see whether it knows the format.
 */
export function pictureInput(binary: Binary): string | Buffer {
  return binary.size > 0 && isAllHead(binary) ? binary.head : binary.file;
}

async function load(): Promise<typeof Sharp> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp;
}
