/**
 * Small real pictures and videos for tests, made once per process.
 *
 * @module
 */
import sharp from 'sharp';

const made = new Map<string, Promise<Buffer>>();

/** A JPEG whose bytes depend on a word. */
export function jpeg(word: string, width = 40, height = 30): Promise<Buffer> {
  return once(`jpeg ${word} ${width} ${height}`, () =>
    sharp({ create: { width, height, channels: 3, background: colourOf(word) } })
      .jpeg()
      .withExif({ IFD0: { ImageDescription: word } })
      .toBuffer(),
  );
}

/** A PNG whose bytes depend on a word. */
export function png(word: string, width = 32, height = 32): Promise<Buffer> {
  return once(`png ${word} ${width} ${height}`, () =>
    sharp({ create: { width, height, channels: 4, background: colourOf(word) } })
      .png()
      .withExif({ IFD0: { ImageDescription: word } })
      .toBuffer(),
  );
}

/** The smallest thing every player calls an MP4: its brand, and a word in a free box. */
export function mp4(word: string): Promise<Buffer> {
  const box = (type: string, content: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(content.length + 8);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, content]);
  };
  const brand = Buffer.concat([Buffer.from('isom'), Buffer.from([0, 0, 2, 0]), Buffer.from('isomiso2mp41')]);
  return Promise.resolve(
    Buffer.concat([box('ftyp', brand), box('free', Buffer.from(word)), box('mdat', Buffer.alloc(16))]),
  );
}

function once(key: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const known = made.get(key);
  if (known) return known;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}

function colourOf(word: string) {
  let hash = 7;
  for (const letter of word) hash = (hash * 31 + letter.charCodeAt(0)) % 0xffffff;
  return { r: hash & 255, g: (hash >> 8) & 255, b: (hash >> 16) & 255, alpha: 1 };
}
