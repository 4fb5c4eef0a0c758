/**
 * git's packet lines: a length of four hexadecimal digits, then that many bytes less four; `0000` ends a list.
 *
 * @module
 */

/** The end of a list. */
export const FLUSH = Buffer.from('0000');

/** git takes no longer packet. */
const LONGEST = 65_516;

/** A line of text as a packet. */
export function textPacket(text: string): Buffer {
  return packet(Buffer.from(`${text}\n`));
}

/** Bytes as as many packets as they need; none for no bytes. */
export function* packets(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += LONGEST) yield packet(bytes.subarray(at, at + LONGEST));
}

function packet(bytes: Buffer): Buffer {
  const length = (bytes.length + 4).toString(16).padStart(4, '0');
  return Buffer.concat([Buffer.from(length), bytes]);
}

/**
 * Reads lists of packets until the stream ends.
 * @throws Error when the stream is no packet lines, or ends within one
 */
export async function* packetLists(input: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer[]> {
  let rest = Buffer.alloc(0);
  let list: Buffer[] = [];
  for await (const chunk of input) {
    rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    for (;;) {
      if (rest.length < 4) break;
      const digits = rest.subarray(0, 4).toString('latin1');
      if (!/^[0-9a-f]{4}$/i.test(digits)) throw new Error(`${JSON.stringify(digits)} is no packet length`);
      const length = Number.parseInt(digits, 16);
      if (length === 0) {
        rest = rest.subarray(4);
        yield list;
        list = [];
        continue;
      }
      if (length < 4) throw new Error(`a packet of length ${length} is none`);
      if (rest.length < length) break;
      list.push(Buffer.from(rest.subarray(4, length)));
      rest = rest.subarray(length);
    }
  }
  if (rest.length > 0 || list.length > 0) throw new Error('the stream ended within a list of packets');
}
