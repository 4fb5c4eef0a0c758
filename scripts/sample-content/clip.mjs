/**
 * What the sample film shows: the sun rising over the sea.
 *
 * @module
 */
import { film } from './video.mjs';

const FORMAT = { columns: 12, rows: 7, frames: 12, framesPerSecond: 6 };
const HORIZON = 84;
const RADIUS = 20;

/** @param {number} frame */
const sunAt = (frame) => ({ x: 64 + frame * 3, y: 72 - frame * 3 });

/** @param {number} red @param {number} green @param {number} blue @returns {import('./video.mjs').Colour} */
const colour = (red, green, blue) => [
  Math.round(16 + 0.257 * red + 0.504 * green + 0.098 * blue),
  Math.round(128 - 0.148 * red - 0.291 * green + 0.439 * blue),
  Math.round(128 + 0.439 * red - 0.368 * green - 0.071 * blue),
];

/** @param {number} x @param {number} y @param {number} frame */
function paint(x, y, frame) {
  if (y >= HORIZON) return colour(20, 70 + y - HORIZON, 110 + (((y + frame * 2) >> 2) % 2) * 14);
  const sun = sunAt(frame);
  if (Math.hypot(x - sun.x, y - sun.y) < RADIUS) return colour(255, 214, 120);
  const fall = y / HORIZON;
  return colour(60 + 180 * fall, 90 + 90 * fall, 150 - 20 * fall);
}

/**
 * Whether the sun touches a macroblock or the two pixels left of it, from which it would go on (two,
 * because they share their chroma).
 * @param {number} column @param {number} row @param {number} frame
 */
function isDrawn(column, row, frame) {
  const sun = sunAt(frame);
  const x = Math.min(Math.max(sun.x, column * 16 - 2), column * 16 + 15);
  const y = Math.min(Math.max(sun.y, row * 16), row * 16 + 15);
  return y < HORIZON && Math.hypot(x - sun.x, y - sun.y) < RADIUS;
}

/** @returns {Buffer} an MP4 of two seconds */
export const clip = () => film(FORMAT, paint, isDrawn);
