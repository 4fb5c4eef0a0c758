/**
 * JCR property values, kept in their lexical form: oakling never re-lexes what it did not change.
 *
 * @module
 */

/** The JCR property types as DocView names them; `undefined` is a value written without a type. */
export type PropertyType =
  | 'String'
  | 'Binary'
  | 'Boolean'
  | 'Long'
  | 'Double'
  | 'Decimal'
  | 'Date'
  | 'Name'
  | 'Path'
  | 'Reference'
  | 'WeakReference'
  | 'URI'
  | 'BinaryRef'
  | 'undefined';

/** One property: its type and its values' lexical forms. A single value is an array of exactly one. */
export interface Property {
  readonly type: PropertyType;
  readonly multiple: boolean;
  readonly values: readonly string[];
}

/** The types of JCR 2.0 that a value can have; `BinaryRef` is FileVault's own. */
export const JCR_TYPES: readonly PropertyType[] = [
  'String',
  'Binary',
  'Boolean',
  'Long',
  'Double',
  'Decimal',
  'Date',
  'Name',
  'Path',
  'Reference',
  'WeakReference',
  'URI',
];

const single = (type: PropertyType, value: string): Property => ({ type, multiple: false, values: [value] });
const several = (type: PropertyType, values: readonly string[]): Property => ({
  type,
  multiple: true,
  values,
});

/** A String. */
export const string = (value: string): Property => single('String', value);
/** A String[]. */
export const strings = (values: readonly string[]): Property => several('String', values);
/** A Name, such as a node type. */
export const name = (value: string): Property => single('Name', value);
/** A Name[]. */
export const names = (values: readonly string[]): Property => several('Name', values);
/** A Boolean. */
export const boolean = (value: boolean): Property => single('Boolean', String(value));
/** A Long; `value` must be an integer. */
export const long = (value: number): Property => single('Long', String(Math.trunc(value)));
/** A Decimal in BigDecimal's plain notation. */
export const decimal = (value: string): Property => single('Decimal', value);
/** A Date in UTC with three-digit milliseconds, as FileVault writes it. */
export const date = (value: Date): Property => single('Date', value.toISOString());

/** The single value of a property, or its first one; `undefined` when there is none. */
export function firstValue(property: Property | undefined): string | undefined {
  return property?.values[0];
}

/** Whether two properties mean the same; an untyped value equals a String. */
export function sameProperty(a: Property, b: Property): boolean {
  const typeOf = (property: Property) => (property.type === 'undefined' ? 'String' : property.type);
  return (
    typeOf(a) === typeOf(b) &&
    a.multiple === b.multiple &&
    a.values.length === b.values.length &&
    a.values.every((value, i) => value === b.values[i])
  );
}
