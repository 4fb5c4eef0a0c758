/**
 * A short film without an encoder: H.264 in MP4, written bit by bit.
 *
 * Every picture is an IDR picture. Its left column, and whatever is drawn, are raw macroblocks (I_PCM);
 * all other macroblocks say "go on to the right as the left neighbour ends" (Intra 16×16, horizontal), which
 * takes about seven bits. Names in comments are those of ITU-T H.264 (clause 7.3) and ISO/IEC 14496-12.
 *
 * @module
 */

/** Sides of a macroblock in pixels: luma, and chroma in 4:2:0. */
const LUMA = 16;
const CHROMA = 8;

/** @typedef {readonly [number, number, number]} Colour luma, blue and red difference */
/** @typedef {{ columns: number, rows: number, frames: number, framesPerSecond: number }} Format in macroblocks */
/** @typedef {(x: number, y: number, frame: number) => Colour} Paint the colour of a luma pixel */

/**
 * Makes the film.
 * @param {Format} format
 * @param {Paint} paint
 * @param {(column: number, row: number, frame: number) => boolean} isDrawn whether a macroblock is more
 *   than the continuation of its left neighbour
 * @returns {Buffer}
 */
export function film(format, paint, isDrawn) {
  const pictures = Array.from({ length: format.frames }, (_, frame) =>
    lengthPrefixed(
      idrPicture(
        format,
        (x, y) => paint(x, y, frame),
        (c, r) => c === 0 || isDrawn(c, r, frame),
        frame,
      ),
    ),
  );
  return mp4(format, pictures);
}

class Bits {
  /** @type {number[]} */
  bytes = [];
  #filled = 0;

  /** @param {number} value @param {number} count */
  put(value, count) {
    for (let bit = count - 1; bit >= 0; bit--) {
      if (this.#filled === 0) this.bytes.push(0);
      this.#filled = (this.#filled + 1) % 8;
      const last = this.bytes.length - 1;
      const shift = (8 - this.#filled) % 8;
      this.bytes[last] = (this.bytes[last] ?? 0) | (((value >>> bit) & 1) << shift);
    }
    return this;
  }

  /** Exponential-Golomb codes, ue(v). @param {...number} values */
  golomb(...values) {
    for (const value of values) {
      const length = 32 - Math.clz32(value + 1);
      this.put(0, length - 1).put(value + 1, length);
    }
    return this;
  }

  align() {
    while (this.#filled !== 0) this.put(0, 1);
    return this;
  }

  /** rbsp_trailing_bits */
  end() {
    return Buffer.from(this.put(1, 1).align().bytes);
  }
}

/** A NAL unit with emulation prevention. @param {number} header @param {Buffer} payload */
function nalUnit(header, payload) {
  const bytes = [header];
  let zeros = 0;
  for (const byte of payload) {
    if (zeros >= 2 && byte <= 3) {
      bytes.push(3);
      zeros = 0;
    }
    bytes.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Buffer.from(bytes);
}

/** Constrained Baseline, level 2. */
const PROFILE = [66, 0xc0, 20];

/** @param {Format} format */
function sequenceParameters({ columns, rows }) {
  const bits = new Bits();
  for (const byte of PROFILE) bits.put(byte, 8);
  bits.golomb(0, 0, 2, 1).put(0, 1); // ids, frame_num of 4 bits, output in decoding order, one reference
  bits
    .golomb(columns - 1, rows - 1)
    .put(1, 1)
    .put(1, 1)
    .put(0, 1)
    .put(0, 1); // progressive, uncropped, no VUI
  return nalUnit(0x67, bits.end());
}

function pictureParameters() {
  const bits = new Bits();
  bits.golomb(0, 0).put(0, 1).put(0, 1).golomb(0, 0, 0).put(0, 1).put(0, 2); // CAVLC, no weighting
  bits.golomb(0, 0, 0).put(1, 1).put(0, 1).put(0, 1); // deblocking is controlled by the slice
  return nalUnit(0x68, bits.end());
}

/**
 * @param {Format} format
 * @param {(x: number, y: number) => Colour} paint
 * @param {(column: number, row: number) => boolean} isRaw
 * @param {number} frame
 */
function idrPicture({ columns, rows }, paint, isRaw, frame) {
  const bits = new Bits();
  bits
    .golomb(0, 7, 0)
    .put(0, 4)
    .golomb(frame % 2)
    .put(0, 2)
    .golomb(0, 1); // I slice, no deblocking
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (isRaw(column, row)) putRaw(bits, column, row, paint);
      else putContinued(bits, column, row, isRaw);
    }
  }
  return nalUnit(0x65, bits.end());
}

/** I_PCM. @param {Bits} bits @param {number} column @param {number} row @param {(x: number, y: number) => Colour} paint */
function putRaw(bits, column, row, paint) {
  bits.golomb(25).align();
  const at = (/** @type {number} */ x, /** @type {number} */ y) => paint(column * LUMA + x, row * LUMA + y);
  for (let y = 0; y < LUMA; y++) for (let x = 0; x < LUMA; x++) bits.put(at(x, y)[0], 8);
  for (const plane of /** @type {const} */ ([1, 2])) {
    for (let y = 0; y < CHROMA; y++) for (let x = 0; x < CHROMA; x++) bits.put(at(2 * x, 2 * y)[plane], 8);
  }
}

/**
 * I_16x16_1_0_0 with horizontal chroma prediction and no coefficients.
 * @param {Bits} bits @param {number} column @param {number} row @param {(column: number, row: number) => boolean} isRaw
 */
function putContinued(bits, column, row, isRaw) {
  bits.golomb(2, 1, 0); // mb_type, intra_chroma_pred_mode, mb_qp_delta
  // coeff_token of "none" depends on how many the neighbours have; raw ones count as 16.
  const left = isRaw(column - 1, row) ? 16 : 0;
  const above = row > 0 && isRaw(column, row - 1) ? 16 : 0;
  const expected = row > 0 ? (left + above + 1) >> 1 : left;
  if (expected >= 8) bits.put(0b000011, 6);
  else bits.put(1, 1);
}

/** @param {Buffer} unit */
const lengthPrefixed = (unit) => Buffer.concat([word(unit.length), unit]);

/** @param {number} value @param {number} [bytes] */
function word(value, bytes = 4) {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}

/** @param {...number} values 32 bits each */
const words = (...values) => Buffer.concat(values.map((value) => word(value)));
/** @param {...number} values 16 bits each */
const halves = (...values) => Buffer.concat(values.map((value) => word(value, 2)));

/** @param {string} type @param {...Buffer} contents */
function box(type, ...contents) {
  const content = Buffer.concat(contents);
  return Buffer.concat([word(content.length + 8), Buffer.from(type, 'latin1'), content]);
}

const IDENTITY = words(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

/** @param {Format} format @param {readonly Buffer[]} samples */
function mp4(format, samples) {
  const width = format.columns * LUMA;
  const height = format.rows * LUMA;
  const duration = samples.length; // in units of one frame
  const sequence = sequenceParameters(format);
  const parameters = pictureParameters();

  const avcC = box(
    'avcC',
    Buffer.from([1, ...PROFILE, 0xff, 0xe1]),
    halves(sequence.length),
    sequence,
    Buffer.from([1]),
    halves(parameters.length),
    parameters,
  );
  const avc1 = box(
    'avc1',
    halves(0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, width, height),
    words(0x480000, 0x480000, 0),
    halves(1),
    Buffer.alloc(32),
    halves(24, 0xffff),
    avcC,
  );
  /** @param {number} offset of the first sample in the file */
  const moov = (offset) =>
    box(
      'moov',
      box(
        'mvhd',
        words(0, 0, 0, format.framesPerSecond, duration, 0x10000, 0x1000000, 0, 0),
        IDENTITY,
        words(0, 0, 0, 0, 0, 0, 2),
      ),
      box(
        'trak',
        box('tkhd', words(3, 0, 0, 1, 0, duration, 0, 0, 0, 0), IDENTITY, words(width << 16, height << 16)),
        box(
          'mdia',
          box('mdhd', words(0, 0, 0, format.framesPerSecond, duration, 0x55c40000)),
          box(
            'hdlr',
            words(0, 0),
            Buffer.from('vide', 'latin1'),
            words(0, 0, 0),
            Buffer.from('film\0', 'latin1'),
          ),
          box(
            'minf',
            box('vmhd', words(1, 0, 0)),
            box('dinf', box('dref', words(0, 1), box('url ', words(1)))),
            box(
              'stbl',
              box('stsd', words(0, 1), avc1),
              box('stts', words(0, 1, samples.length, 1)),
              box('stsc', words(0, 1, 1, samples.length, 1)),
              box('stsz', words(0, 0, samples.length, ...samples.map(({ length }) => length))),
              box('stco', words(0, 1, offset)),
            ),
          ),
        ),
      ),
    );
  const ftyp = box(
    'ftyp',
    Buffer.from('isom', 'latin1'),
    words(0x200),
    Buffer.from('isomiso2avc1mp41', 'latin1'),
  );
  const offset = ftyp.length + moov(0).length + 8;
  return Buffer.concat([ftyp, moov(offset), box('mdat', ...samples)]);
}
