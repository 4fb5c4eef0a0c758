/**
 * Finding the XMP packet in a file of any format: XMP is written as plain text precisely so that it can
 * be found without understanding what surrounds it.
 *
 * Only PNG may compress it (sharp does). Packets in UTF-16 are not found.
 *
 * @module
 */
import { inflateSync } from 'node:zlib';
import { type Binary, HEAD_LENGTH } from '../extractor.ts';
import { jpegSegments } from './jpeg-segments.ts';
import { pngChunks } from './png-chunks.ts';

const START = '<rdf:RDF';
const END = '</rdf:RDF>';

/** How far from the start a packet is looked for; the formats that write it early need less. */
const SEARCHED = 16 * 1024 * 1024;
const SEARCHED_EARLY = 1024 * 1024;
const WRITTEN_EARLY = new Set(['image/jpeg', 'image/png', 'image/gif']);
/** How far from the end one is looked for beyond that. */
const SEARCHED_TAIL = 1024 * 1024;
/** A larger packet is left alone. */
const LONGEST_PACKET = 2 * 1024 * 1024;

/** Documents contain the packets of the pictures placed in them; their own comes last. */
const LAST_COUNTS = new Set(['application/pdf', 'application/postscript', 'application/x-indesign']);

/** The packet's `rdf:RDF` element; `undefined` when there is none that ends. */
export async function findXmpPacket(binary: Binary): Promise<string | undefined> {
  for await (const bytes of regions(binary)) {
    const packet = packetIn(bytes, LAST_COUNTS.has(binary.mimeType)) ?? compressedPacketIn(bytes);
    if (packet !== undefined) return packet;
  }
  return undefined;
}

/** The parts of the file to search, cheapest first, each whole enough to hold a packet. */
async function* regions({ head, size, mimeType, read }: Binary): AsyncGenerator<Buffer> {
  const lastCounts = LAST_COUNTS.has(mimeType);
  if (!lastCounts || size <= HEAD_LENGTH) yield head;
  if (size <= head.length || (mimeType === 'image/jpeg' && headersEnd(head))) return;
  if (lastCounts) yield await read(Math.max(0, size - SEARCHED_TAIL), SEARCHED_TAIL);
  const searched = WRITTEN_EARLY.has(mimeType) ? SEARCHED_EARLY : SEARCHED;
  yield await read(0, Math.min(size, searched));
  if (!lastCounts && size > searched && searched === SEARCHED) {
    yield await read(size - SEARCHED_TAIL, SEARCHED_TAIL);
  }
}

/** Whether a JPEG's image data begins within its head, so that no packet can follow. */
function headersEnd(head: Buffer): boolean {
  let end = 2;
  for (const { payload } of jpegSegments(head)) end = payload.byteOffset - head.byteOffset + payload.length;
  return head.length >= end + 2 && head.readUInt8(end) === 0xff && head.readUInt8(end + 1) === 0xda;
}

function packetIn(bytes: Buffer, last: boolean): string | undefined {
  const from = last ? bytes.lastIndexOf(START) : bytes.indexOf(START);
  if (from < 0) return undefined;
  const to = bytes.indexOf(END, from);
  if (to < 0 || to - from > LONGEST_PACKET) return undefined;
  return bytes.toString('utf8', from, to + END.length);
}

const KEYWORD = 'XML:com.adobe.xmp\0';

/** A PNG's packet in a `zTXt` chunk, or in an `iTXt` chunk whose compression flag is set. */
function compressedPacketIn(bytes: Buffer): string | undefined {
  for (const { type, data } of pngChunks(bytes)) {
    if (!data.toString('latin1', 0, KEYWORD.length).startsWith(KEYWORD)) continue;
    // After the keyword: zTXt has a method; iTXt a flag, a method, a language and a translated keyword.
    const from = type === 'zTXt' ? KEYWORD.length + 1 : endOfKeywords(data);
    try {
      return packetIn(inflateSync(data.subarray(from), { maxOutputLength: LONGEST_PACKET }), false);
    } catch {
      return undefined; // cut off, damaged, or too long to be one
    }
  }
  return undefined;
}

function endOfKeywords(data: Buffer): number {
  const language = data.indexOf(0, KEYWORD.length + 2);
  return data.indexOf(0, language + 1) + 1;
}
