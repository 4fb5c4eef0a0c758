/**
 * Which MIME types go to Dynamic Media.
 *
 * @module
 */
import { dynamicMediaTypeOf } from '../dam/media-kind.ts';

/** By MIME type or wildcard, such as `image/*`: on or off. */
export type MimeTypeTable = Readonly<Record<string, boolean>>;

/**
 * A switch by several tables, the first that says something of a type wins; within one, the exact type
 * wins over its wildcard. What none mentions is on if it is an image, video, audio, PDF, SVG or 3D.
 */
export function mimeTypeSwitch(tables: readonly MimeTypeTable[]): (mimeType: string) => boolean {
  const lookups = tables.map((table) => {
    const entries = Object.entries(table);
    return new Map(entries.map(([type, isOn]) => [type.toLowerCase(), isOn]));
  });
  return (written) => {
    const [mimeType = ''] = written.toLowerCase().split(';', 1);
    const [family] = mimeType.split('/', 1);
    for (const lookup of lookups) {
      const isOn = lookup.get(mimeType) ?? lookup.get(`${family}/*`) ?? lookup.get('*/*');
      if (isOn !== undefined) return isOn;
    }
    return isOnByDefault(mimeType);
  };
}

function isOnByDefault(mimeType: string): boolean {
  if (/^(image|video|audio|model)\//.test(mimeType)) return true;
  const type = dynamicMediaTypeOf(mimeType);
  return type !== undefined && type !== 'Static';
}
