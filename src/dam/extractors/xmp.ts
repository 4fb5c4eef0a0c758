/**
 * Embedded XMP: titles, descriptions, keywords, rights and dates that people and editors put into files.
 *
 * @module
 */
import type { Property } from '../../jcr/property.ts';
import { problem } from '../../problems/problem.ts';
import type { Extractor } from '../extractor.ts';
import { embeddedProperty } from './embedded-vocabulary.ts';
import { readRdf } from './rdf.ts';
import { findXmpPacket } from './xmp-packet.ts';

const ACCEPTED =
  /^image\/|^video\/(?:mp4|quicktime|x-m4v)$|^audio\/(?:mpeg|mp4)$|^application\/(?:pdf|postscript|x-indesign)$/;

/** Reads the XMP packet of a binary, wherever it stands. */
export const xmp: Extractor = {
  name: 'xmp',
  accepts: (mimeType) => ACCEPTED.test(mimeType),
  extract: async (binary) => {
    const packet = await findXmpPacket(binary);
    if (packet === undefined) return { properties: {} };
    try {
      const properties: Record<string, Property> = {};
      for (const [name, value] of readRdf(packet)) {
        const property = embeddedProperty(name, value);
        if (property) properties[name] = property;
      }
      return { properties };
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      return {
        properties: {},
        problems: [
          problem('metadata.unreadable', {
            path: binary.name,
            message: `The embedded XMP cannot be read: ${reason}.`,
            hint: 'Save the file again with its editor, or ignore this: nothing else depends on it.',
          }),
        ],
      };
    }
  },
};
