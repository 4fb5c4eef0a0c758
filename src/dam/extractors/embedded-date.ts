/**
 * Dates as XMP, EXIF and IPTC write them, in the form JCR keeps them.
 *
 * @module
 */

const DATE =
  /^(\d{4})(?:[-:](\d\d)(?:[-:](\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*(Z|[+-]\d\d:?\d\d)?)?)?)?$/;

/**
 * The JCR form of a date: `2014-07-09T06:50:13.000+02:00`. What a short date leaves out is its earliest
 * moment; without a zone it is UTC, since a file does not say where it was (*ruling*; AEM takes the
 * server's zone).
 * @returns `undefined` for what is no date, such as `0000:00:00 00:00:00` of cameras with an unset clock
 */
export function jcrDate(text: string): string | undefined {
  const match = DATE.exec(text);
  if (!match) return undefined;
  const [, year = '', month = '01', day = '01', hour = '00', minute = '00', second = '00', fraction = ''] =
    match;
  const zone = match[8] ?? 'Z';
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}`;
  const moment = new Date(`${local}Z`);
  // Date rolls the 31st of June over to July, so compare with what was asked for.
  if (Number.isNaN(moment.getTime()) || moment.toISOString() !== `${local}Z`) return undefined;
  if (zone === 'Z' || /^[+-]00:?00$/.test(zone)) return `${local}Z`;
  return `${local}${zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone}`;
}
