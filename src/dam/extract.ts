/**
 * Running extractors over one binary.
 *
 * @module
 */
import type { Property } from '../jcr/property.ts';
import { type Problem, problem } from '../problems/problem.ts';
import type { Binary, Extracted, Extractor } from './extractor.ts';

/** What all extractors together found. */
export interface Extraction {
  readonly properties: Readonly<Record<string, Property>>;
  readonly problems: readonly Problem[];
}

/** Runs every extractor that accepts the binary; where two name one property, the later one counts. */
export async function extract(binary: Binary, extractors: readonly Extractor[]): Promise<Extraction> {
  const accepting = extractors.filter(({ accepts }) => accepts(binary.mimeType));
  const found = await Promise.all(accepting.map((extractor) => extractWith(extractor, binary)));
  return {
    properties: Object.assign({}, ...found.map(({ properties }) => properties)),
    problems: found.flatMap(({ problems = [] }) => problems),
  };
}

async function extractWith(extractor: Extractor, binary: Binary): Promise<Extracted> {
  try {
    return await extractor.extract(binary);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const failure = problem('plugin.failed', {
      path: binary.name,
      message: `The extractor ${extractor.name} failed: ${reason}`,
      hint: 'Its metadata is missing; everything else is done.',
    });
    return { properties: {}, problems: [failure] };
  }
}
