/**
 * What is in the sample tree, and in which state.
 *
 * @module
 */
import sharp from 'sharp';
import { clip } from './clip.mjs';
import { factSheet } from './document.mjs';
import * as draw from './drawings.mjs';

/**
 * @typedef {object} SampleAsset
 * @property {string} name
 * @property {() => Promise<Buffer>} bytes
 * @property {Readonly<Record<string, string>>} [metadata] what the file itself does not say
 * @property {'synced' | 'published'} [dynamicMedia] absent: not synced
 * @property {boolean} [aem] whether it is published to AEM
 */

/**
 * @typedef {object} SampleFolder
 * @property {string} path below `/content/dam`
 * @property {string} title
 * @property {import('../../src/vault/layout.ts').Layout} layout
 * @property {Readonly<Record<string, string>>} settings of its `jcr:content`
 * @property {readonly SampleAsset[]} assets
 */

/** @param {string} svg */
const drawn = (svg) => sharp(Buffer.from(svg));

/**
 * An XMP packet that says what a picture shows.
 * @param {string} title @param {string} description @param {...string} subjects
 */
function about(title, description, ...subjects) {
  const items = subjects.map((subject) => `<rdf:li>${subject}</rdf:li>`).join('');
  const text = (/** @type {string} */ words) =>
    `<rdf:Alt><rdf:li xml:lang="x-default">${words}</rdf:li></rdf:Alt>`;
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${text(title)}</dc:title><dc:description>${text(description)}</dc:description><dc:subject><rdf:Bag>${items}</rdf:Bag></dc:subject><dc:creator><rdf:Seq><rdf:li>Mira Holm</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>`;
}

/** @param {string} svg @param {string} xmp */
const jpeg = (svg, xmp) => () =>
  drawn(svg).withMetadata({ density: 144 }).withXmp(xmp).jpeg({ quality: 82, progressive: true }).toBuffer();

/** @param {string} svg @param {string} [xmp] */
const png = (svg, xmp) => () => {
  const picture = drawn(svg).png({ palette: true, compressionLevel: 9 });
  return (xmp ? picture.withXmp(xmp) : picture).toBuffer();
};

/** @param {string} svg @param {string} xmp */
const webp = (svg, xmp) => () => drawn(svg).withXmp(xmp).webp({ quality: 80 }).toBuffer();

/** @param {string} svg */
const vector = (svg) => async () => Buffer.from(svg);

async function teaser() {
  const size = 160;
  const frames = await Promise.all(
    [0, 0.4, 0.8, 1.2, 1.6].map((phase) => drawn(draw.rings(size, phase)).removeAlpha().raw().toBuffer()),
  );
  const raw = { width: size, height: size * frames.length, channels: /** @type {3} */ (3), pageHeight: size };
  return sharp(Buffer.concat(frames), { raw })
    .gif({ delay: frames.map(() => 120), loop: 0 })
    .toBuffer();
}

/** @type {readonly SampleFolder[]} */
export const FOLDERS = [
  {
    path: 'summer-campaign',
    title: 'Summer Campaign',
    layout: 'vault',
    settings: { 'dam:syncMode': 'enabled', 'dam:publishMode': 'selective' },
    assets: [
      {
        name: 'key-visual.jpg',
        bytes: jpeg(
          draw.discs(1600, 900),
          about('Key visual', 'The six colours of summer.', 'summer', 'colour'),
        ),
        dynamicMedia: 'synced',
        aem: true,
      },
    ],
  },
  {
    path: 'summer-campaign/hero',
    title: 'Hero pictures',
    layout: 'vault',
    settings: { 'dam:publishMode': 'selective' },
    assets: [
      {
        name: 'sunrise.jpg',
        bytes: jpeg(draw.sunrise(1600, 900), about('Sunrise', 'The sun rises over the sea.', 'sea', 'sun')),
        dynamicMedia: 'published',
        aem: true,
      },
      {
        name: 'dunes.jpg',
        bytes: jpeg(draw.dunes(1600, 900), about('Dunes', 'Dunes in the evening.', 'dunes', 'evening')),
        dynamicMedia: 'published',
      },
      {
        name: 'lighthouse.webp',
        bytes: webp(
          draw.lighthouse(1200, 800),
          about('Lighthouse', 'A lighthouse at night.', 'sea', 'night'),
        ),
        dynamicMedia: 'synced',
      },
    ],
  },
  {
    path: 'summer-campaign/social',
    title: 'Social media',
    layout: 'vault',
    settings: { 'dam:publishMode': 'immediately' },
    assets: [
      {
        name: 'story-day.png',
        bytes: png(
          draw.poster(540, 960, ['#fdf0d5', '#f3722c', '#27496d', '#577590']),
          about('Story: day', 'For the first week.', 'story'),
        ),
        dynamicMedia: 'published',
        aem: true,
      },
      {
        name: 'story-night.png',
        bytes: png(
          draw.poster(540, 960, ['#27496d', '#f9c74f', '#43aa8b', '#90be6d']),
          about('Story: night', 'For the second week.', 'story'),
        ),
        dynamicMedia: 'published',
      },
      {
        name: 'teaser.gif',
        bytes: teaser,
        metadata: { 'dc:title': 'Teaser' },
        dynamicMedia: 'published',
      },
    ],
  },
  {
    path: 'brand',
    title: 'Brand',
    layout: 'plain',
    settings: { 'dam:publishMode': 'uponActivation' },
    assets: [
      {
        name: 'acorn.svg',
        bytes: vector(draw.acorn('#3c5a2a', '#a9713a')),
        metadata: { 'dc:title': 'The acorn', 'dc:description': 'Our mark, in colour.' },
        dynamicMedia: 'published',
        aem: true,
      },
      {
        name: 'acorn-light.svg',
        bytes: vector(draw.acorn('#f4efe2', '#ffffff')),
        metadata: { 'dc:title': 'The acorn, light', 'dc:description': 'Our mark on dark grounds.' },
        dynamicMedia: 'synced',
      },
      {
        name: 'wordmark.png',
        bytes: png(draw.wordmark(), about('Wordmark', 'The mark with its bars.', 'logo')),
        dynamicMedia: 'published',
        aem: true,
      },
      {
        name: 'leaves.png',
        bytes: png(draw.leaves(600), about('Leaves', 'A pattern for grounds.', 'pattern')),
        dynamicMedia: 'synced',
      },
    ],
  },
  {
    path: 'drafts',
    title: 'Drafts',
    layout: 'vault',
    settings: { 'dam:syncMode': 'disabled' },
    assets: [
      { name: 'sketch.webp', bytes: webp(draw.sketch(800, 600), about('Sketch', 'First lines.', 'sketch')) },
      {
        name: 'mood.jpg',
        bytes: jpeg(draw.discs(900, 600), about('Mood', 'Agreed on with the agency.', 'colour')),
        aem: true,
      },
    ],
  },
  {
    // AEM's own names for the same settings.
    path: 'press',
    title: 'Press',
    layout: 'plain',
    settings: { 's7-sync-mode': 'include', 'dmpublish-mode': 'immediate' },
    assets: [
      {
        name: 'fact-sheet.pdf',
        bytes: async () => factSheet(),
        metadata: { 'dc:title': 'Summer Campaign: fact sheet' },
        dynamicMedia: 'published',
        aem: true,
      },
      {
        name: 'portrait.jpg',
        bytes: jpeg(draw.portrait(800, 1000), about('Portrait', 'Mira Holm, photographer.', 'people')),
        dynamicMedia: 'published',
      },
      {
        name: 'sunrise.mp4',
        bytes: async () => clip(),
        metadata: { 'dc:title': 'Sunrise, the film' },
        dynamicMedia: 'published',
      },
    ],
  },
];
