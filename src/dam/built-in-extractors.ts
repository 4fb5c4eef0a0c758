/**
 * The extractors every tree has, in the order that settles conflicts: what the pixels say counts more
 * than XMP, and XMP more than what the camera wrote.
 *
 * @module
 */
import type { Extractor } from './extractor.ts';
import { exif } from './extractors/exif.ts';
import { imageFacts } from './extractors/image-facts.ts';
import { pdf } from './extractors/pdf.ts';
import { xmp } from './extractors/xmp.ts';

/** oakling's own extractors; those of plugins come after them. */
export const BUILT_IN_EXTRACTORS: readonly Extractor[] = [exif, xmp, pdf, imageFacts];
