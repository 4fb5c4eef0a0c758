/**
 * A manifest's text: the snapshot as JSON. It is oakling's own, but it lies where others may write, so it
 * is looked at before it is believed.
 *
 * @module
 */
import type { Snapshot } from '../publish/targets/snapshot.ts';

/** Grows when a change of the form would be misread. */
const VERSION = 1;

/** A snapshot as text. */
export function printManifest(snapshot: Snapshot): string {
  return `${JSON.stringify({ version: VERSION, ...snapshot })}\n`;
}

/**
 * The snapshot a text holds.
 * @throws TypeError when it holds none
 */
export function readManifest(text: string): Snapshot {
  const value = parsed(text);
  if (value?.version !== VERSION) throw new TypeError('it is no manifest of a publication');
  const { version: _, ...snapshot } = value;
  return readSnapshot(snapshot);
}

/**
 * The snapshot a value is.
 * @throws TypeError when it is none
 */
export function readSnapshot(value: unknown): Snapshot {
  if (!isSnapshot(value)) throw new TypeError('it does not describe a publication');
  return value;
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch (cause) {
    throw new TypeError('it is not JSON', { cause });
  }
}

function isSnapshot(value: unknown): value is Snapshot {
  if (!isRecord(value)) return false;
  const { path, channel, resource, mimeType, layout, node, original, renditions } = value;
  return (
    [path, channel, resource, mimeType, layout].every((part) => typeof part === 'string') &&
    isRecord(renditions) &&
    [node, ...Object.values(renditions)].every(isBlob) &&
    (original === undefined || isBlob(original))
  );
}

/** The digest becomes a file name, so nothing else may stand there. */
function isBlob(value: unknown): boolean {
  return isRecord(value) && typeof value.size === 'number' && /^[0-9a-f]{64}$/.test(String(value.sha256));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
