/**
 * sharp, set up once for the whole process. Everything that decodes pictures takes it from here.
 *
 * - No cache: oakling reads every picture once.
 * - One thread a picture: several pictures at a time are faster than several threads on one (facts on
 *   performance §7).
 * - `limitInputPixels` stays at sharp's default, so a small file cannot claim gigabytes of pixels.
 *
 * @module
 */
import sharp from 'sharp';

sharp.cache(false);
sharp.concurrency(1);

export { sharp };
