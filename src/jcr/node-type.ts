/**
 * A node type as far as files depend on it: what it inherits, whether it keeps the order of its children,
 * and what it says of items by name.
 *
 * @module
 */
import type { PropertyType } from './property.ts';

/** A child a type speaks of; `*` stands for every name not spoken of otherwise (residual). */
export interface ChildDefinition {
  readonly name: string;
  readonly requiredTypes: readonly string[];
  /** The type of a child made without one. */
  readonly defaultType: string | undefined;
}

/** A property a type speaks of; `*` as for children. */
export interface PropertyDefinition {
  readonly name: string;
  /** `undefined` leaves the type to the value. */
  readonly type: PropertyType;
  readonly multiple: boolean;
}

/** See the module. */
export interface NodeType {
  readonly name: string;
  readonly supertypes: readonly string[];
  readonly isMixin: boolean;
  /** Whether children keep their order; subtypes do not inherit it. */
  readonly isOrderable: boolean;
  readonly children: readonly ChildDefinition[];
  readonly properties: readonly PropertyDefinition[];
}
