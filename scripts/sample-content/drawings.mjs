/**
 * The pictures of the sample tree, as SVG text. No text inside: fonts differ between machines.
 *
 * @module
 */

/** @param {number} width @param {number} height @param {string} content */
const svg = (width, height, content) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">\n${content}\n</svg>\n`;

/** @param {string} id @param {...string} colours top to bottom */
const fade = (id, ...colours) => {
  const stops = colours.map(
    (colour, i) => `<stop offset="${i / (colours.length - 1)}" stop-color="${colour}"/>`,
  );
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops.join('')}</linearGradient>`;
};

/**
 * A wave across the picture, filled down to its lower edge.
 * @param {{ width: number, height: number, top: number, rise: number, length: number, shift: number, fill: string, opacity?: number }} wave
 */
function wave({ width, height, top, rise, length, shift, fill, opacity = 1 }) {
  let path = `M0 ${height}V${top}`;
  for (let x = 0; x <= width; x += width / 80) {
    const y = top + rise * Math.sin(((x + shift) / length) * 2 * Math.PI);
    path += `L${x.toFixed(1)} ${y.toFixed(1)}`;
  }
  return `<path d="${path}L${width} ${height}Z" fill="${fill}" opacity="${opacity}"/>`;
}

/** A sunrise over the sea. @param {number} width @param {number} height */
export function sunrise(width, height) {
  const centre = `cx="${width * 0.62}" cy="${height * 0.52}"`;
  const waves = ['#f08a5d', '#b83b5e', '#6a2c70', '#3b1c52'].map((fill, i) =>
    wave({
      width,
      height,
      top: height * (0.6 + i * 0.1),
      rise: height * 0.018,
      length: width * (0.3 + i * 0.12),
      shift: i * width * 0.17,
      fill,
      opacity: 0.85,
    }),
  );
  return svg(
    width,
    height,
    `<defs>${fade('sky', '#27496d', '#8f6a8a', '#f6a76c', '#ffe29a')}
<radialGradient id="glow"><stop offset="0" stop-color="#fff6d5"/><stop offset="0.25" stop-color="#ffe08a" stop-opacity="0.8"/><stop offset="1" stop-color="#ffb36b" stop-opacity="0"/></radialGradient></defs>
<rect width="${width}" height="${height}" fill="url(#sky)"/>
<circle ${centre} r="${height * 0.5}" fill="url(#glow)"/><circle ${centre} r="${height * 0.1}" fill="#fff3c4"/>
${waves.join('\n')}`,
  );
}

/** Dunes in the evening. @param {number} width @param {number} height */
export function dunes(width, height) {
  const layers = ['#e9c46a', '#e0a458', '#c97b4a', '#8d4b3f', '#4a2c33'].map((fill, i) =>
    wave({
      width,
      height,
      top: height * (0.42 + i * 0.12),
      rise: height * (0.05 + i * 0.012),
      length: width * (1.3 - i * 0.13),
      shift: i * width * 0.31,
      fill,
    }),
  );
  return svg(
    width,
    height,
    `<defs>${fade('sky', '#5b6c9a', '#d9a5a0', '#fbe3b5')}</defs><rect width="${width}" height="${height}" fill="url(#sky)"/>
<circle cx="${width * 0.25}" cy="${height * 0.24}" r="${height * 0.07}" fill="#fff8e1" opacity="0.9"/>
${layers.join('\n')}`,
  );
}

/** A lighthouse at night. @param {number} width @param {number} height */
export function lighthouse(width, height) {
  const [x, top] = [width * 0.7, height * 0.3];
  const beam = (/** @type {number} */ reach, /** @type {number} */ spread) =>
    `<path d="M${x} ${top}L${x + reach} ${top - spread}V${top + spread}Z" fill="#fff3b0" opacity="0.28"/>`;
  const stars = Array.from({ length: 40 }, (_, i) => {
    const [across, down, size] = [
      (i * 7919) % width,
      (i * 104729) % (height * 0.55),
      1 + ((i * 31) % 3) * 0.6,
    ];
    return `<circle cx="${across.toFixed(1)}" cy="${down.toFixed(1)}" r="${size}" fill="#dfe8ff" opacity="0.8"/>`;
  });
  return svg(
    width,
    height,
    `<defs>${fade('sky', '#0b1433', '#1d2f5e', '#3f5a8a')}</defs><rect width="${width}" height="${height}" fill="url(#sky)"/>
${stars.join('')}${beam(-width * 0.75, height * 0.16)}${beam(width * 0.4, height * 0.09)}
<path d="M${x - 26} ${height * 0.8}L${x - 14} ${top + 14}H${x + 14}L${x + 26} ${height * 0.8}Z" fill="#f4f1ea"/>
<path d="M${x - 20} ${height * 0.56}h40l3 40h-46Z" fill="#c8403a"/><rect x="${x - 12}" y="${top - 12}" width="24" height="26" fill="#ffe9a0"/>
<path d="M${x - 18} ${top - 12}L${x} ${top - 32}L${x + 18} ${top - 12}Z" fill="#c8403a"/>
${wave({ width, height, top: height * 0.8, rise: 6, length: width * 0.2, shift: 30, fill: '#12264f' })}
${wave({ width, height, top: height * 0.88, rise: 8, length: width * 0.27, shift: 0, fill: '#0a1836' })}`,
  );
}

/** Translucent discs: the campaign's key visual. @param {number} width @param {number} height */
export function discs(width, height) {
  const colours = ['#f94144', '#f3722c', '#f9c74f', '#90be6d', '#43aa8b', '#577590'];
  const circles = colours.map((fill, i) => {
    const [cx, cy] = [width * (0.2 + i * 0.12), height * (0.5 + 0.2 * Math.sin(i * 1.4))];
    return `<circle cx="${cx.toFixed(1)}" cy="${cy.toFixed(1)}" r="${(height * (0.34 - i * 0.025)).toFixed(1)}" fill="${fill}" opacity="0.72"/>`;
  });
  return svg(
    width,
    height,
    `<defs>${fade('paper', '#fffaf0', '#fdf0d5')}</defs><rect width="${width}" height="${height}" fill="url(#paper)"/>${circles.join('\n')}`,
  );
}

/** A flat poster for social media. @param {number} width @param {number} height @param {readonly [string, string, string, string]} palette */
export function poster(width, height, [paper, sun, near, far]) {
  return svg(
    width,
    height,
    `<rect width="${width}" height="${height}" fill="${paper}"/><circle cx="${width / 2}" cy="${height * 0.38}" r="${width * 0.28}" fill="${sun}"/>
${wave({ width, height, top: height * 0.62, rise: height * 0.03, length: width * 0.9, shift: 0, fill: far })}
${wave({ width, height, top: height * 0.74, rise: height * 0.035, length: width * 0.7, shift: width * 0.2, fill: near })}`,
  );
}

/** One frame of the teaser: rings running outwards. @param {number} size @param {number} phase 0 to 1 */
export function rings(size, phase) {
  const circles = Array.from({ length: 5 }, (_, i) => {
    const radius = ((i + phase) / 5) * size * 0.5;
    return `<circle cx="${size / 2}" cy="${size / 2}" r="${radius.toFixed(1)}" fill="none" stroke="${i % 2 ? '#f9c74f' : '#f3722c'}" stroke-width="6"/>`;
  });
  return svg(size, size, `<rect width="${size}" height="${size}" fill="#27496d"/>${circles.join('')}`);
}

/** The brand's mark, an acorn. @param {string} cup @param {string} nut */
export const acorn = (cup, nut) =>
  svg(
    240,
    240,
    `  <path d="M64 112 C64 176 100 204 120 220 C140 204 176 176 176 112 Z" fill="${nut}"/>
  <path d="M52 112 C52 72 84 52 120 52 C156 52 188 72 188 112 Z" fill="${cup}"/>
  <path d="M116 54 C116 40 122 28 134 20" fill="none" stroke="${cup}" stroke-width="10" stroke-linecap="round"/>`,
  );

/** The mark with bars beside it, on nothing. */
export const wordmark = () => {
  const bars = [0, 1, 2, 3, 4, 5, 6].map((i) => {
    const height = 40 + ((i * 37) % 60);
    return `<rect x="${260 + i * 44}" y="${200 - height}" width="28" height="${height}" rx="14" fill="${i % 3 === 1 ? '#8d5b2a' : '#3c5a2a'}"/>`;
  });
  const mark = acorn('#3c5a2a', '#a9713a').replace(/^<svg[^>]*>|<\/svg>\s*$/g, '');
  return svg(600, 240, `${mark}${bars.join('')}`);
};

/** A pattern of leaves. @param {number} size */
export function leaves(size) {
  const step = size / 6;
  const shapes = Array.from({ length: 36 }, (_, i) => {
    const [x, y] = [(i % 6) * step + step / 2, Math.floor(i / 6) * step + step / 2];
    const turn = ((i % 6) + Math.floor(i / 6)) % 2 ? 45 : -45;
    return `<path d="M0 -${step * 0.4}C${step * 0.3} -${step * 0.2} ${step * 0.3} ${step * 0.2} 0 ${step * 0.4}C-${step * 0.3} ${step * 0.2} -${step * 0.3} -${step * 0.2} 0 -${step * 0.4}Z" transform="translate(${x} ${y}) rotate(${turn})" fill="${i % 3 ? '#7a9a5b' : '#c8a165'}"/>`;
  });
  return svg(size, size, `<rect width="${size}" height="${size}" fill="#f4efe2"/>${shapes.join('')}`);
}

/** Loose strokes: a sketch. @param {number} width @param {number} height */
export function sketch(width, height) {
  const strokes = Array.from({ length: 9 }, (_, i) => {
    const y = height * (0.15 + i * 0.085);
    const bend = height * 0.06 * Math.sin(i * 2.1);
    return `<path d="M${width * 0.1} ${y.toFixed(1)}Q${width * 0.45} ${(y - bend * 3).toFixed(1)} ${width * 0.9} ${(y + bend).toFixed(1)}" fill="none" stroke="#3d3d3d" stroke-width="${1.5 + (i % 3)}" stroke-linecap="round" opacity="0.75"/>`;
  });
  return svg(width, height, `<rect width="${width}" height="${height}" fill="#fbfaf7"/>${strokes.join('')}`);
}

/** A portrait without a face. @param {number} width @param {number} height */
export const portrait = (width, height) =>
  svg(
    width,
    height,
    `<defs>${fade('wall', '#dfe6e9', '#b2bec3')}</defs><rect width="${width}" height="${height}" fill="url(#wall)"/>
<rect x="${width * 0.43}" y="${height * 0.5}" width="${width * 0.14}" height="${height * 0.28}" fill="#d99f7c"/>
<path d="M${width * 0.16} ${height}C${width * 0.16} ${height * 0.66} ${width * 0.84} ${height * 0.66} ${width * 0.84} ${height}Z" fill="#2d4739"/>
<ellipse cx="${width / 2}" cy="${height * 0.4}" rx="${width * 0.17}" ry="${height * 0.18}" fill="#e8b796"/>
<path d="M${width * 0.32} ${height * 0.4}C${width * 0.28} ${height * 0.12} ${width * 0.72} ${height * 0.12} ${width * 0.68} ${height * 0.4}C${width * 0.64} ${height * 0.26} ${width * 0.4} ${height * 0.26} ${width * 0.32} ${height * 0.4}Z" fill="#4b3621"/>`,
  );
